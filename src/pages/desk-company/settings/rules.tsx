import { changeBookingSettings, getBookingSettings } from "#booking/settings/contract.ts";
import { changeHiringSettings, getHiringSettings } from "#hiring/settings/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act } from "../../kit/act.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Field, ifMatchIn, TextArea, Tick } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Room } from "../../kit/room.tsx";
import { type Filled, filling, isTicked, linesIn, numberIn, type Sheet, sheetOf } from "../../kit/sheet.ts";
import { SheetForm } from "../../kit/sheet-form.tsx";
import { root, SettingsTabs } from "./tabs.tsx";
import { settingsWords } from "./words.ts";

type Rules = {
  room: "booking" | "hiring";
  title: string;
  version: number;
  sheet: Sheet;
  labels: Readonly<Record<string, string>>;
  hints?: Readonly<Record<string, string>>;
};

const kindOf = (name: string): "tick" | "lines" | "number" =>
  name === "replaces" ? "tick" : name === "embed_origins" ? "lines" : "number";

/** A page of a few numbers, each said in a sentence. */
function showRules(visit: Visit, { room, title, version, sheet, labels, hints = {} }: Rules, typed?: Filled) {
  const { speech, may } = visit;
  const filled = typed ?? { sheet };
  const { line, tick } = filling(filled, speech);
  const control = (name: string, label: string) => {
    const hint = hints[name] === undefined ? {} : { hint: hints[name] };
    if (kindOf(name) === "tick") return <Tick {...tick(name)} label={label} />;
    if (kindOf(name) === "lines") return <TextArea {...line(name)} label={label} {...hint} rows={4} mono optional />;
    return <Field {...line(name)} label={label} type="number" min={0} />;
  };
  return deskResponse(
    <Room visit={visit} title={title} faults={filled.faults} tabs={<SettingsTabs visit={visit} here={room} />}>
      <SheetForm visit={visit} filled={filled} version={version} look="numbers" isLocked={!may("tenant:write")}>
        {Object.entries(labels).map(([name, label]) => control(name, label))}
      </SheetForm>
    </Room>,
    filled.status,
  );
}

async function bookingRules(visit: Visit): Promise<Rules> {
  const words = settingsWords[visit.speech.language];
  const kept = await need(visit.api.call(getBookingSettings, {}));
  const { version, public_holds_per_network, public_hold_percent, approval_hours, embed_origins } = kept;
  return {
    room: "booking",
    title: words.bookingTitle,
    version,
    sheet: sheetOf({
      public_holds_per_network,
      public_hold_percent,
      approval_hours,
      embed_origins: embed_origins.join("\n"),
    }),
    labels: words.booking,
    hints: { embed_origins: words.embedHint },
  };
}

async function hiringRules(visit: Visit): Promise<Rules> {
  const words = settingsWords[visit.speech.language];
  const kept = await need(visit.api.call(getHiringSettings, {}));
  const rules = Object.keys(words.hiring).map((name) => [name, kept[name as keyof typeof words.hiring]] as const);
  return {
    room: "hiring",
    title: words.hiringTitle,
    version: kept.version,
    sheet: sheetOf(Object.fromEntries(rules)),
    labels: words.hiring,
  };
}

export const showBooking = async (visit: Visit): Promise<Response> => showRules(visit, await bookingRules(visit));
export const showHiring = async (visit: Visit): Promise<Response> => showRules(visit, await hiringRules(visit));

const count = (sheet: Sheet, name: string): number => numberIn(sheet, name) ?? -1;

export function changeBooking(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const body = {
    public_holds_per_network: count(form, "public_holds_per_network"),
    public_hold_percent: count(form, "public_hold_percent"),
    approval_hours: count(form, "approval_hours"),
    embed_origins: linesIn(form, "embed_origins"),
  };
  return change(visit, visit.api.call(changeBookingSettings, { body, headers: ifMatchIn(form) }), bookingRules);
}

export function changeHiring(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const body = {
    card_due_hours: count(form, "card_due_hours"),
    nudge_every_hours: count(form, "nudge_every_hours"),
    nudges_at_most: count(form, "nudges_at_most"),
    replaces: isTicked(form, "replaces"),
    replace_until_hours: count(form, "replace_until_hours"),
    swaps_at_most: count(form, "swaps_at_most"),
  };
  return change(visit, visit.api.call(changeHiringSettings, { body, headers: ifMatchIn(form) }), hiringRules);
}

async function change(
  visit: Visit,
  asked: Parameters<typeof act>[1],
  rulesOf: (visit: Visit) => Promise<Rules>,
): Promise<PageAnswer> {
  const [rules] = await Promise.all([rulesOf(visit), asked]);
  const { room, version, labels, sheet: theirs } = rules;
  const here = `${root}/${room}`;
  return act(visit, asked, {
    to: `${here}?said=saved`,
    again: (_, typed) => showRules(visit, rules, typed),
    fields: Object.fromEntries(Object.keys(labels).map((name) => [`/${name}`, name])),
    clash: () => ({ action: here, back: here, theirs, version, labels }),
  });
}
