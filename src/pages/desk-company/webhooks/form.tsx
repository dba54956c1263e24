import { changeWebhook, createWebhook, deleteWebhook } from "#outreach/webhooks/contract.ts";
import { idIn, standing } from "../../kit/act.ts";
import { Choices, Field, onceIn, TextArea, Tick } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { secretPage } from "../../kit/room.tsx";
import {
  type Filled,
  filling,
  isTicked,
  linesIn,
  metadataIn,
  metadataLines,
  metadataPatchIn,
  proseIn,
  type Sheet,
  sheetOf,
  textIn,
} from "../../kit/sheet.ts";
import type { Thing } from "../../kit/thing.tsx";
import { MetadataField } from "../parts.tsx";
import { type Kept, placeOf, root, webhookOf } from "./kept.tsx";
import { webhookWords } from "./words.ts";

const nounsOf = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => `${name.split(".")[0] ?? ""}.*`))].toSorted();

function sheetOfWebhook(kept: Kept, names: readonly string[]): Sheet {
  const whole = new Set(["*", ...nounsOf(names)]);
  return sheetOf({
    url: kept.url,
    description: kept.description,
    event: kept.events.filter((one) => whole.has(one)),
    more: kept.events.filter((one) => !whole.has(one)).join("\n"),
    active: kept.active,
    metadata: metadataLines(kept.metadata),
  });
}

const bodyIn = (sheet: Sheet) => ({
  url: textIn(sheet, "url") ?? "",
  description: proseIn(sheet, "description"),
  events: [...new Set([...sheet.getAll("event"), ...linesIn(sheet, "more")])],
  active: isTicked(sheet, "active"),
});

/** Single events stand behind those that were ticked. */
function fieldsIn(sheet: Sheet): Record<string, string> {
  const ticked = sheet.getAll("event").length;
  const lines = linesIn(sheet, "more").map((_, at) => [`/events/${ticked + at}`, "more"]);
  const same = ["url", "description", "metadata"].map((name) => [`/${name}`, name]);
  return { "/events": "event", ...Object.fromEntries([...same, ...lines]) };
}

/** What the forms of webhooks are; `names` are the events there are. */
export const webhookOn = (names: readonly string[]): Thing<Kept, { id: string; secret: string }> => ({
  root,
  needs: "webhooks:write",
  words: ({ speech }) => webhookWords[speech.language],
  find: webhookOf,
  nameOf: ({ url }) => url,
  sheetOf: (kept) => (kept === undefined ? sheetOf({ event: ["*"], active: true }) : sheetOfWebhook(kept, names)),
  form: (visit, filled) => <Fields visit={visit} filled={filled} names={names} />,
  fields: fieldsIn,
  labels: ({ speech }) => webhookWords[speech.language].fields,
  make: ({ api, asked: { form } }) =>
    api.call(createWebhook, { body: { ...bodyIn(form), metadata: metadataIn(form) }, headers: onceIn(form) }),
  made: (visit, { id, secret }) => shownOnce(visit, secret, id),
  change: (visit, { metadata }) => {
    const { form } = visit.asked;
    const body = { ...bodyIn(form), metadata: metadataPatchIn(form, metadata) };
    return visit.api.call(changeWebhook, { ...standing(visit), body });
  },
  end: (visit) => visit.api.call(deleteWebhook, standing(visit)),
});

export function shownOnce(visit: Visit, secret: string, id = idIn(visit)): Promise<Response> {
  const words = webhookWords[visit.speech.language];
  return secretPage(visit, {
    title: words.secretTitle,
    text: words.secretText,
    label: words.secret,
    secret,
    onward: { href: placeOf(id), label: words.secretOn },
  });
}

const Fields = ({ visit: { speech }, filled, names }: { visit: Visit; filled: Filled; names: readonly string[] }) => {
  const words = webhookWords[speech.language];
  const { line, tick, many } = filling(filled, speech);
  return (
    <>
      <Field {...line("url")} label={words.fields.url} hint={words.hints.url} type="url" maxlength={2_000} dir="ltr" />
      <TextArea {...line("description")} label={words.fields.description} rows={2} maxlength={500} optional />
      <div class="many">
        <Choices
          {...many("event")}
          kind="checkbox"
          label={words.fields.event}
          hint={words.hints.event}
          choices={[
            { value: "*", label: words.everything },
            ...nounsOf(names).map((value) => ({ value, label: value })),
          ]}
        />
      </div>
      <TextArea {...line("more")} label={words.fields.more} hint={words.hints.more} rows={3} mono optional />
      <details>
        <summary>{words.known}</summary>
        <ul class="names" dir="ltr">
          {names.toSorted().map((name) => (
            <li>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </details>
      <Tick {...tick("active")} label={words.fields.active} />
      <MetadataField filled={filled} speech={speech} />
    </>
  );
};
