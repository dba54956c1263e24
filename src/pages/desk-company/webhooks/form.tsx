import type { PageAnswer } from "#http/pages.ts";
import { changeWebhook, createWebhook } from "#outreach/webhooks/contract.ts";
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Choices, Field, ifMatchIn, Once, onceIn, TextArea, Tick, Version } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { kitWords } from "../../kit/words.ts";
import { clashPage, isClash } from "../clash.tsx";
import { demand, type Filled, filling, MetadataField, Room, ToCopy } from "../parts.tsx";
import {
  isTicked,
  linesIn,
  metadataIn,
  metadataLines,
  metadataPatchIn,
  proseIn,
  type Sheet,
  sheetOf,
  textIn,
} from "../sheet.ts";
import { sharedWords } from "../words.ts";
import { type Kept, placeOf, refused, root, webhookOf } from "./kept.tsx";
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

/** A new webhook, or one to change; `names` are the events there are. */
export const webhookForms = (names: readonly string[]) => {
  async function form(visit: Visit, kept?: Kept, typed?: Filled): Promise<Response> {
    demand(visit, "webhooks:write");
    const { speech } = visit;
    const words = webhookWords[speech.language];
    const fresh = sheetOf({ event: ["*"], active: true });
    const filled = typed ?? { sheet: kept === undefined ? fresh : sheetOfWebhook(kept, names) };
    const back = kept === undefined ? root : placeOf(kept.id);
    return deskResponse(
      <Room
        visit={visit}
        title={kept === undefined ? words.make : sharedWords[speech.language].edit}
        back={{ href: back, label: kept?.url ?? words.all }}
        faults={filled.faults}
      >
        <form method="post" class="sheet">
          {kept === undefined ? (
            <Once nonce={visit.nonce} />
          ) : (
            <Version version={Number(typed?.sheet.get("version") ?? kept.version)} />
          )}
          <Fields visit={visit} filled={filled} names={names} />
          <div class="actions">
            <button type="submit">{kitWords[speech.language].save}</button>
            <a class="button plain" href={back}>
              {kitWords[speech.language].cancel}
            </a>
          </div>
        </form>
      </Room>,
      filled.status,
    );
  }

  async function make(visit: Visit): Promise<PageAnswer> {
    const sheet = visit.asked.form;
    const answer = await visit.api.call(createWebhook, {
      body: { ...bodyIn(sheet), metadata: metadataIn(sheet) },
      headers: onceIn(sheet),
    });
    if (answer.ok) return secretPage(visit, answer.body.id, answer.body.secret);
    if (answer.problem.code === "idempotency.secret_shown") return secretGone(visit);
    return form(visit, undefined, refused(visit, answer, fieldsIn(sheet)));
  }

  async function change(visit: Visit): Promise<PageAnswer> {
    const sheet = visit.asked.form;
    const kept = await webhookOf(visit);
    const answer = await visit.api.call(changeWebhook, {
      param: { id: kept.id },
      body: { ...bodyIn(sheet), metadata: metadataPatchIn(sheet, kept.metadata) },
      headers: ifMatchIn(sheet),
    });
    if (answer.ok) return seeOther(`${placeOf(kept.id)}?said=saved`);
    if (!isClash(answer)) return form(visit, kept, refused(visit, answer, fieldsIn(sheet)));
    return clashPage({
      visit,
      action: `${placeOf(kept.id)}/edit`,
      back: placeOf(kept.id),
      theirs: sheetOfWebhook(kept, names),
      version: kept.version,
      labels: webhookWords[visit.speech.language].fields,
    });
  }
  return { form, make, change };
};

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

/** The one page that shows a secret: never sent again, and nothing leads back to it. */
export function secretPage(visit: Visit, id: string, secret: string): Promise<Response> {
  const { speech } = visit;
  const words = webhookWords[speech.language];
  return deskResponse(
    <Room visit={visit} title={words.secretTitle}>
      <p class="warning">{words.secretText}</p>
      <ToCopy id="secret" label={words.secret} text={secret} speech={speech} />
      <p>
        <a class="button" href={placeOf(id)}>
          {words.secretOn}
        </a>
      </p>
    </Room>,
  );
}

/** The form was sent a second time: what it made is there, its secret is not shown again. */
export function secretGone(visit: Visit): Promise<Response> {
  const words = webhookWords[visit.speech.language];
  return deskResponse(
    <Room visit={visit} title={words.secretTitle} back={{ href: root, label: words.all }}>
      <p>{words.secretGone}</p>
    </Room>,
    409,
  );
}
