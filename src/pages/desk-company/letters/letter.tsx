import { pagePolicy } from "#http/headers.ts";
import type { PageAnswer } from "#http/pages.ts";
import {
  changeMessageTemplate,
  createMessageTemplate,
  deleteMessageTemplate,
  getLetters,
  listMessageTemplates,
  testMessageTemplate,
} from "#outreach/templates/contract.ts";
import { act, type Refused, refused } from "../../kit/act.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { deskWords } from "../../kit/desk-words.ts";
import { Field, type FieldFault, ifMatchIn, onceIn, TextArea, Tick } from "../../kit/forms.tsx";
import { ownNames } from "../../kit/language.ts";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Confirm, demand, notThere, Press, Room } from "../../kit/room.tsx";
import { type Filled, filling, isTicked, proseIn, type Sheet, sheetOf } from "../../kit/sheet.ts";
import { SheetForm } from "../../kit/sheet-form.tsx";
import { SayingTabs } from "./tabs.tsx";
import { type Letter, letterPath, namesOf, type Own, root, type Which, whichOf } from "./which.ts";
import { type LetterWords, letterWords } from "./words.ts";

type Loaded = { letter: Letter; own: Own | undefined; which: Which };

/** The letter that the address names: what we say, and what the company says instead. */
export async function letterOf(visit: Visit): Promise<Loaded> {
  const { api, asked } = visit;
  const { key = "" } = asked.param;
  const which = whichOf(visit);
  const { letters } = await need(api.call(getLetters, { query: { locale: which.words, channel: which.by } }));
  const letter = letters.find((one) => one.key === key && one.channels.includes(which.by));
  if (letter === undefined) throw notThere("template.unknown");
  const query = { key: letter.key, locale: which.words, channel: which.by };
  const { data } = await need(api.call(listMessageTemplates, { query, page: { limit: 1 } }));
  return { letter, own: data[0], which };
}

export const sheetOfText = ({ letter, own }: Loaded): Sheet =>
  own === undefined
    ? sheetOf({ subject: letter.subject, body: letter.body, active: true })
    : sheetOf({ subject: own.subject, body: own.body, active: own.active });

export async function show(visit: Visit, typed?: Filled): Promise<Response> {
  const { speech, may, nonce } = visit;
  const words = letterWords[speech.language];
  const loaded = await letterOf(visit);
  const { letter, own, which } = loaded;
  const { event, audience } = namesOf(letter.key, words);
  const filled = typed ?? { sheet: sheetOfText(loaded) };
  const page = await deskResponse(
    <Room
      visit={visit}
      title={`${event}: ${audience}`}
      back={{ href: `${root}?words=${which.words}&by=${which.by}`, label: words.all }}
      faults={filled.faults}
      tabs={<SayingTabs visit={visit} here="letters" />}
    >
      <p>
        <span class="badge">{ownNames[which.words]}</span> <span class="badge">{words.channels[which.by]}</span>
      </p>
      <div class="beside">
        <Ours letter={letter} which={which} words={words} />
        <section aria-labelledby="yours">
          <h2 id="yours">{words.yours}</h2>
          {may("templates:write") ? (
            <Yours visit={visit} loaded={loaded} filled={filled} />
          ) : own === undefined ? (
            <p class="quiet">–</p>
          ) : (
            <Said subject={own.subject} body={own.body} which={which} words={words} />
          )}
        </section>
      </div>
      <section aria-labelledby="preview">
        <h2 id="preview">{words.preview}</h2>
        <p class="quiet">{words.previewHint}</p>
        <iframe
          name="letter"
          title={words.preview}
          sandbox=""
          src={letterPath(letter.key, which, "/preview")}
          class="letter"
        />
      </section>
      {own !== undefined && may("templates:write") ? <AboutOwn visit={visit} loaded={loaded} /> : null}
    </Room>,
    filled.status,
  );
  // The preview is a page of ours that can do nothing, and the one thing that may stand in this one.
  page.headers.set("Content-Security-Policy", `${pagePolicy(nonce)}; frame-src 'self'`);
  return page;
}

const Said = ({
  subject,
  body,
  which,
  words,
}: {
  subject: string | null;
  body: string;
  which: Which;
  words: LetterWords;
}) => (
  <div class="said" lang={which.words} dir="auto">
    {subject === null ? null : (
      <p class="name">
        <span class="unseen">{words.subject}: </span>
        {subject}
      </p>
    )}
    <p class="typed">{body}</p>
  </div>
);

const Ours = ({ letter, which, words }: { letter: Letter; which: Which; words: LetterWords }) => (
  <section aria-labelledby="ours">
    <h2 id="ours">{words.builtIn}</h2>
    <Said subject={letter.subject} body={letter.body} which={which} words={words} />
    <details>
      <summary>{words.variables}</summary>
      <p class="quiet">{words.variablesHint}</p>
      <ul class="variables">
        {letter.variables.map(({ name, type }) => (
          <li>
            <code dir="ltr">{`{{ ${name} }}`}</code> <span class="quiet">{words.types[type]}</span>
          </li>
        ))}
      </ul>
    </details>
  </section>
);

const Yours = ({ visit, loaded, filled }: { visit: Visit; loaded: Loaded; filled: Filled }) => {
  const { speech } = visit;
  const { letter, own, which } = loaded;
  const words = letterWords[speech.language];
  const { line, tick } = filling(filled, speech);
  const preview = letterPath(letter.key, which, "/preview");
  const look = (as: "html" | "text", label: string) => (
    <button type="submit" class="plain" name="as" value={as} formaction={preview} formtarget="letter" formnovalidate>
      {label}
    </button>
  );
  return (
    <SheetForm
      visit={visit}
      filled={filled}
      version={own?.version}
      action={letterPath(letter.key, which)}
      buttons={
        <>
          {which.by === "mail" ? look("html", words.seeMail) : null}
          {look("text", which.by === "mail" ? words.seeText : words.see)}
        </>
      }
    >
      {own === undefined ? <p class="quiet">{words.startFromOurs}</p> : null}
      {which.by === "sms" ? null : <Field {...line("subject")} label={words.subject} maxlength={300} dir="auto" />}
      <TextArea {...line("body")} label={words.body} hint={words.bodyHint} rows={14} maxlength={20_000} />
      <Tick {...tick("active")} label={words.active} />
    </SheetForm>
  );
};

const AboutOwn = ({ visit, loaded: { letter, which } }: { visit: Visit; loaded: Loaded }) => {
  const words = letterWords[visit.speech.language];
  return (
    <div class="actions">
      {which.by === "mail" ? (
        <Press action={letterPath(letter.key, which, "/test")} label={words.test} fields={{ once: visit.nonce }} />
      ) : null}
      <a class="button plain" href={letterPath(letter.key, which, "/delete")}>
        {words.backToOurs}
      </a>
    </div>
  );
};

/** What is wrong with a text, each at its line and column. */
export function faultsOfText(visit: Visit, answer: Omit<Refused, "ok">): readonly FieldFault[] {
  const words = letterWords[visit.speech.language];
  const listed = answer.problem.errors ?? [];
  const sentences: Readonly<Record<string, string>> = words.refusals;
  const isOfText = listed.length > 0 && listed.every(({ code }) => sentences[code] !== undefined);
  if (!isOfText) return refused(visit, answer, { "/subject": "subject", "/body": "body", "/key": "body" }).faults;
  return listed.map(({ pointer, code, detail = "" }) => {
    const [, line, column] = /^Line (\d+), column (\d+)/.exec(detail) ?? [];
    const name = /`([^`]+)`/.exec(detail)?.[1] ?? "";
    const what =
      code === "template.syntax" ? (sentences[code] ?? "") : (sentences[code] ?? "").replace("#", () => `“${name}”`);
    const sentence =
      line === undefined || column === undefined
        ? what
        : [line, column, what].reduce((said, part) => said.replace("#", () => part), words.at);
    return { field: pointer.slice(1), sentence };
  });
}

export const textIn = (form: Sheet, { by }: Which) => ({
  subject: by === "sms" ? null : proseIn(form, "subject"),
  body: proseIn(form, "body") ?? "",
});

export async function keep(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech } = visit;
  const { form } = asked;
  const words = letterWords[speech.language];
  const loaded = await letterOf(visit);
  const { letter, own, which } = loaded;
  const body = { ...textIn(form, which), active: isTicked(form, "active") };
  const here = letterPath(letter.key, which);
  const next = {
    to: `${here}&said=saved`,
    again: (_: Visit, { status }: Filled, problem: Refused["problem"]) =>
      show(visit, { sheet: form, faults: faultsOfText(visit, { problem, status: problem.status }), status }),
  };
  if (own === undefined || !form.has("version")) {
    const named = { ...body, key: letter.key, channel: which.by, locale: which.words };
    return act(visit, api.call(createMessageTemplate, { body: named, headers: onceIn(form) }), next);
  }
  return act(visit, api.call(changeMessageTemplate, { param: { id: own.id }, body, headers: ifMatchIn(form) }), {
    ...next,
    clash: () => ({
      action: here,
      back: here,
      theirs: sheetOfText(loaded),
      version: own.version,
      labels: { subject: words.subject, body: words.body, active: words.active },
    }),
  });
}

/** The company's own text of the letter that the address names. */
async function ownOf(visit: Visit) {
  const { letter, own, which } = await letterOf(visit);
  if (own === undefined) throw notThere("template.unknown");
  return { letter, own, which, param: { id: own.id } };
}

export async function test(visit: Visit): Promise<PageAnswer> {
  const { letter, own, which, param } = await ownOf(visit);
  return act(visit, visit.api.call(testMessageTemplate, { param, headers: onceIn(visit.asked.form) }), {
    to: `${letterPath(letter.key, which)}&said=tested`,
    again: (_, typed) => show(visit, { ...typed, sheet: sheetOfText({ letter, own, which }) }),
  });
}

export async function sure(visit: Visit, typed?: Filled): Promise<Response> {
  demand(visit, "templates:write");
  const words = letterWords[visit.speech.language];
  const { letter, own, which } = await ownOf(visit);
  return deskResponse(
    <Confirm
      visit={visit}
      title={words.backTitle}
      action={letterPath(letter.key, which, "/delete")}
      back={letterPath(letter.key, which)}
      button={words.backToOurs}
      version={own.version}
      faults={typed?.faults}
    >
      <p>{words.backText}</p>
      <p>{deskWords[visit.speech.language].certain}</p>
    </Confirm>,
    typed?.status,
  );
}

export async function remove(visit: Visit): Promise<PageAnswer> {
  const { letter, which, param } = await ownOf(visit);
  return act(visit, visit.api.call(deleteMessageTemplate, { param, headers: ifMatchIn(visit.asked.form) }), {
    to: `${letterPath(letter.key, which)}&said=deleted`,
    again: sure,
  });
}
