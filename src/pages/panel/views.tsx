import type { Child } from "hono/jsx";
import type { PanelView } from "#hiring/panel/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { wordsIn } from "#outreach/templates/rules.ts";
import { printDate } from "#time/dates.ts";
import { zoneOf } from "#time/zones.ts";
import type * as z from "zod";
import { type Bearer, BearerPage, type House, keeping } from "../kit/bearer.tsx";
import { type FieldFault, Once, TextArea } from "../kit/forms.tsx";
import { dayIn } from "../kit/language.ts";
import { readingWords } from "../kit/reading-words.ts";
import { filled, type TypedWindow, When, Windows } from "../kit/when.tsx";
import { kitWords } from "../kit/words.ts";
import { type PanelWords, panelWords } from "./words.ts";

export type PanelShown = z.output<typeof PanelView>;

/** Somebody of a panel, or a candidate, with a link that lets them do one thing once. */
export type Visit = Bearer & { view: PanelShown; house: House; words: PanelWords };

/** Where all forms of the page go: one address, so that it can always be looked at again. */
export const pathOf = (bearer: Bearer, more: Record<string, string> = {}): string =>
  keeping(bearer, `/panel/${bearer.token}`, more);

type FrameProps = { visit: Visit; title: string; faults?: readonly FieldFault[]; children?: Child };

export const Frame = ({ visit, title, faults = [], children }: FrameProps) => {
  const { starts_at: starts } = visit.view.interview;
  return (
    <BearerPage
      bearer={visit}
      house={visit.house}
      title={title}
      faults={faults}
      at={starts === null ? visit.now : fromWire(starts)}
    >
      {children}
    </BearerPage>
  );
};

/** What the interview is; nothing of a candidate but the name. */
export const Facts = ({ visit }: { visit: Visit }) => {
  const { view, words, speech } = visit;
  const { starts_at: starts, ends_at: ends, time_zone, mode } = view.interview;
  const { places, roles } = wordsIn(speech.language);
  const isStaff = view.purpose !== "windows";
  return (
    <dl class="gist">
      <div>
        <dt>{words.when}</dt>
        <dd>
          {starts === null || ends === null ? (
            <p>{words.open}</p>
          ) : (
            <When bearer={visit} at={{ from: fromWire(starts), until: fromWire(ends) }} other={zoneOf(time_zone)} />
          )}
        </dd>
      </div>
      {view.candidate === null ? null : (
        <div>
          <dt>{words.candidate}</dt>
          <dd>
            <bdi>{view.candidate}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>{words.where}</dt>
        <dd>{places[mode]}</dd>
      </div>
      {isStaff ? (
        <div>
          <dt>{words.part}</dt>
          <dd>{roleIn(roles, view.role)}</dd>
        </div>
      ) : null}
    </dl>
  );
};

const roleIn = (roles: Readonly<Record<string, string>>, role: string): string => roles[role] ?? role;

export const Head = ({ visit, title }: { visit: Visit; title: string }) => (
  <>
    {visit.view.name === null ? null : <p class="quiet">{filled(visit.words.hello, visit.view.name)}</p>}
    <h1 tabindex={-1} data-focus>
      {title}
    </h1>
    <p class="topic">
      <bdi>{visit.view.interview.title}</bdi>
    </p>
  </>
);

type Props = { visit: Visit; faults?: readonly FieldFault[] };

/** Yes by one button, no by way of a page that asks why. */
export const RespondPage = ({ visit, faults = [] }: Props) => {
  const { words, view, nonce } = visit;
  return (
    <Frame visit={visit} title={words.respond.title} faults={faults}>
      <Head visit={visit} title={words.respond.title} />
      <Facts visit={visit} />
      <p>{words.rsvp[view.rsvp]}</p>
      <form method="post" action={pathOf(visit)}>
        <Once nonce={nonce} />
        <p class="actions">
          <button type="submit" name="do" value="accept">
            {words.respond.accept}
          </button>
          <a class="button plain" href={pathOf(visit, { answer: "decline" })}>
            {words.respond.decline}
          </a>
        </p>
      </form>
      <p class="quiet">{words.respond.once}</p>
    </Frame>
  );
};

export const DeclinePage = ({ visit, faults = [], typed }: Props & { typed?: string | undefined }) => {
  const { words, nonce, speech } = visit;
  const { decline } = words;
  return (
    <Frame visit={visit} title={decline.title} faults={faults}>
      <Head visit={visit} title={decline.title} />
      <Facts visit={visit} />
      <p>{decline.text}</p>
      <form method="post" action={pathOf(visit, { answer: "decline" })} class="filling">
        <Once nonce={nonce} />
        <TextArea
          name="reason"
          label={decline.reason}
          hint={decline.hint}
          value={typed ?? ""}
          maxlength={1_000}
          rows={3}
          optional
          faults={faults}
          speech={speech}
        />
        <p class="actions">
          <button type="submit" name="do" value="decline" class="alarm">
            {decline.button}
          </button>
          <a class="button plain" href={pathOf(visit)}>
            {decline.back}
          </a>
        </p>
      </form>
    </Frame>
  );
};

/** The most stretches that are asked for on one page; the API would take more. */
export const mostRows = 12;

export const WindowsPage = ({ visit, faults = [], rows }: Props & { rows: readonly TypedWindow[] }) => {
  const { words, view, nonce, zone, now, speech } = visit;
  return (
    <Frame visit={visit} title={words.windows.title} faults={faults}>
      <Head visit={visit} title={words.windows.title} />
      <p>{filled(words.windows.text, view.company.name)}</p>
      <form method="post" action={pathOf(visit)} class="filling">
        <Once nonce={nonce} />
        <input type="hidden" name="do" value="windows" />
        <input type="hidden" name="rows" value={rows.length} />
        <Windows bearer={visit} rows={rows} faults={faults} first={printDate(dayIn(zone, now))} />
        <p class="actions">
          <button type="submit">{words.windows.button}</button>
          {rows.length < mostRows ? (
            <button type="submit" name="more" value={rows.length + 3} class="plain" formnovalidate>
              {readingWords[speech.language].windows.more}
            </button>
          ) : null}
        </p>
      </form>
    </Frame>
  );
};

/** A card before its interview has begun: when it can be written. */
export const EarlyPage = ({ visit }: Props) => {
  const { early } = visit.words.feedback;
  return (
    <Frame visit={visit} title={early.title}>
      <Head visit={visit} title={early.title} />
      <Facts visit={visit} />
      <p>{early.text}</p>
    </Frame>
  );
};

type DoneProps = {
  bearer: Bearer;
  /** What the link opened before it was used; a form that is sent twice does not know it any more. */
  visit: Visit | undefined;
  did: keyof PanelWords["done"];
  /** The interview as whoever works here opens it. */
  interview: string | undefined;
};

/** What is true now; the link itself tells nothing any more. */
export const DonePage = ({ bearer, visit, did, interview }: DoneProps) => {
  const { done, see } = panelWords[bearer.speech.language];
  const { title, text } = done[did];
  return (
    <BearerPage bearer={bearer} house={visit?.house} title={title} isFinal>
      <p>
        <strong class={`state state-${did === "declined" ? "declined" : "confirmed"}`}>{title}</strong>
      </p>
      <h1 tabindex={-1} data-focus>
        <bdi>{visit?.view.interview.title ?? title}</bdi>
      </h1>
      {visit === undefined || did === "windows" ? null : <Facts visit={visit} />}
      <p role="status">{text}</p>
      {interview === undefined ? null : (
        <p>
          <a class="button plain" href={`/my/interviews/${interview}`}>
            {see}
          </a>
        </p>
      )}
    </BearerPage>
  );
};

/** A link that leads nowhere says only that it once did; whoever works here has another way in. */
export const OverPage = ({ bearer, isOver }: { bearer: Bearer; isOver: boolean }) => {
  const { language } = bearer.speech;
  const words = panelWords[language];
  const { title, text } = isOver ? words.over : words.unknown;
  const [before = "", after = ""] = words.staff.split("#");
  return (
    <BearerPage bearer={bearer} title={title}>
      <h1 tabindex={-1} data-focus>
        {title}
      </h1>
      <p>{text}</p>
      {isOver ? (
        <p class="quiet">
          {before}
          <a href="/my/day">{kitWords[language].nav.day}</a>
          {after}
        </p>
      ) : null}
    </BearerPage>
  );
};
