import { listEventTypes } from "#booking/event-types/contract.ts";
import { kinds } from "#booking/event-types/tables.ts";
import { listTeams } from "#identity/teams/contract.ts";
import { listWebhooks } from "#outreach/webhooks/contract.ts";
import { named, worded } from "../../kit/choices.ts";
import { type Choice, Choices, Field, Select, TextArea, Tick } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { eventTypeWords } from "../event-types/words.ts";
import { type Filled, filling } from "../../kit/sheet.ts";
import { MetadataField, Span } from "../parts.tsx";
import { rowsIn, triggers, ways } from "./reading.ts";
import { workflowWords } from "./words.ts";

type Around = Readonly<Record<"eventTypes" | "teams" | "webhooks", readonly Choice[]>>;

/** What a workflow can name: event types, teams, webhooks. */
async function aroundOf({ api, may }: Visit): Promise<Around> {
  const [eventTypes, teams, webhooks] = await Promise.all([
    may("event_types:read") ? need(api.call(listEventTypes, { page: { limit: 100, order: "title.asc" } })) : undefined,
    may("teams:read") ? need(api.call(listTeams, { page: { limit: 100, order: "name.asc" } })) : undefined,
    may("webhooks:read") ? need(api.call(listWebhooks, { page: { limit: 100 } })) : undefined,
  ]);
  return {
    eventTypes: eventTypes?.data.map(({ id, title }) => ({ value: id, label: title })) ?? [],
    teams: named(teams?.data ?? []),
    webhooks: webhooks?.data.map(({ id, url }) => ({ value: id, label: url })) ?? [],
  };
}

type Props = { visit: Visit; filled: Filled; around: Around };

export async function workflowFields(visit: Visit, filled: Filled) {
  const { speech } = visit;
  const around = await aroundOf(visit);
  const words = workflowWords[speech.language];
  const { line, tick } = filling(filled, speech);
  return (
    <>
      <fieldset class="group">
        <legend>{words.fields.trigger}</legend>
        <Field {...line("name")} label={words.fields.name} maxlength={200} dir="auto" />
        <Select {...line("trigger")} label={words.fields.trigger} choices={worded(triggers, words.triggers)} />
        <Span filled={filled} name="offset" label={words.fields.offset} hint={words.offsetHint} speech={speech} />
        <Tick {...tick("active")} label={words.fields.active} />
      </fieldset>
      <fieldset class="group">
        <legend>{words.actions}</legend>
        {rowsIn(filled.sheet).map((row) => (
          <Action visit={visit} filled={filled} around={around} row={row} />
        ))}
      </fieldset>
      <Conditions visit={visit} filled={filled} around={around} />
      <MetadataField filled={filled} speech={speech} />
    </>
  );
}

const Conditions = ({ visit: { speech }, filled, around }: Props) => {
  const words = workflowWords[speech.language];
  const { many } = filling(filled, speech);
  const group = (name: "event_type" | "team" | "kind", choices: readonly Choice[]) =>
    choices.length === 0 ? null : (
      <Choices {...many(name)} kind="checkbox" label={words.fields[name]} choices={choices} />
    );
  return (
    <fieldset class="group">
      <legend>{words.conditions}</legend>
      <p class="quiet">{words.conditionsHint}</p>
      <div class="row">
        {group("event_type", around.eventTypes)}
        {group("team", around.teams)}
        {group("kind", worded(kinds, eventTypeWords[speech.language].kinds))}
      </div>
    </fieldset>
  );
};

const Action = ({ visit: { speech }, filled, around, row }: Props & { row: number }) => {
  const words = workflowWords[speech.language];
  const { line } = filling(filled, speech);
  const name = words.action.replace("#", String(row + 1));
  const way = filled.sheet.get(`way_${row}`) ?? "";
  const isWorded = ["address", "webhook", "subject", "body"].some(
    (one) => (filled.sheet.get(`${one}_${row}`) ?? "") !== "",
  );
  const isFaulty = filled.faults?.some(({ field }) => field.endsWith(`_${row}`)) === true;
  return (
    <fieldset class="plainly action">
      <legend>{name}</legend>
      <Select
        {...line(`way_${row}`)}
        label={words.does}
        choices={[{ value: "", label: words.nothing }, ...worded(ways, words.ways)]}
        optional
      />
      <details open={isWorded || isFaulty || way === "webhook" || way.startsWith("sms") || way === "mail:address"}>
        <summary aria-label={`${words.body}: ${name}`}>{words.body}</summary>
        <div class="row">
          <Field
            {...line(`address_${row}`)}
            label={words.address}
            hint={words.addressHint}
            type="email"
            autocomplete="off"
            optional
          />
          <Select
            {...line(`webhook_${row}`)}
            label={words.webhook}
            hint={words.webhookHint}
            choices={[{ value: "", label: words.noWebhook }, ...around.webhooks]}
            optional
          />
        </div>
        <Field {...line(`subject_${row}`)} label={words.subject} maxlength={200} dir="auto" optional />
        <TextArea
          {...line(`body_${row}`)}
          label={words.body}
          hint={words.bodyHint}
          rows={4}
          maxlength={5_000}
          optional
        />
      </details>
    </fieldset>
  );
};
