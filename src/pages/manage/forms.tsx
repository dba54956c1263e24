import { fromWire, toWire } from "#kernel/instant.ts";
import { zoneOf } from "#time/zones.ts";
import { type FieldFault, Once, TextArea } from "../kit/forms.tsx";
import { dayIn, sayTime } from "../kit/language.ts";
import { filled, type TypedWindow, When, Windows } from "../kit/when.tsx";
import { printDate } from "#time/dates.ts";
import { readingWords } from "../kit/reading-words.ts";
import { Picker } from "../slots/picker.tsx";
import { FewTimes } from "../slots/times.tsx";
import type { Look, Pick, SlotOffer } from "../slots/pick.ts";
import { chanceToCancel, chanceToMove } from "./rules.ts";
import { cancelTold, Frame, moveTold, pathOf, spanOf, titleOf, type Visit } from "./views.tsx";

const Head = ({ visit, title }: { visit: Visit; title: string }) => (
  <>
    <h1 tabindex={-1} data-focus>
      {title}
    </h1>
    <p class="quiet">
      <bdi>{titleOf(visit)}</bdi>
    </p>
  </>
);

const Standing = ({ visit, label }: { visit: Visit; label: string }) => (
  <dl class="gist">
    <div>
      <dt>{label}</dt>
      <dd>
        <When bearer={visit} at={spanOf(visit)} other={zoneOf(visit.booking.time_zone)} />
      </dd>
    </div>
  </dl>
);

const Back = ({ visit, children }: { visit: Visit; children?: string }) => (
  <a class="button plain" href={pathOf(visit)}>
    {children ?? visit.words.back}
  </a>
);

type FormProps = { visit: Visit; faults?: readonly FieldFault[]; typed?: string | undefined };

const Reason = ({ visit, faults = [], typed, optional }: FormProps & { optional: boolean }) => (
  <TextArea
    name="reason"
    label={visit.words.reason.label}
    hint={filled(visit.words.reason.hint, visit.link.company.name)}
    value={typed ?? ""}
    maxlength={1_000}
    rows={3}
    optional={optional}
    faults={faults}
    speech={visit.speech}
  />
);

/** What canceling means, before it is done. */
export const CancelPage = ({ visit, faults = [], typed }: FormProps) => {
  const { words, booking, now, nonce } = visit;
  return (
    <Frame visit={visit} title={words.cancel.title} faults={faults}>
      <Head visit={visit} title={words.cancel.title} />
      <Standing visit={visit} label={words.when} />
      <p>{words.cancel.text}</p>
      <p>
        {words.cancel.last} {cancelTold(visit, chanceToCancel(booking, now))}
      </p>
      <form method="post" action={pathOf(visit, "/cancel")} class="filling">
        <Once nonce={nonce} />
        <Reason
          visit={visit}
          faults={faults}
          typed={typed}
          optional={booking.policy?.cancellation.reason_required !== true}
        />
        <p class="actions">
          <button type="submit" class="alarm">
            {words.cancel.button}
          </button>
          <Back visit={visit}>{words.cancel.keep}</Back>
        </p>
      </form>
    </Frame>
  );
};

type MoveProps = {
  visit: Visit;
  pick: Pick;
  look: Look;
  faults?: readonly FieldFault[];
  nearest?: readonly SlotOffer[];
};

/** The times it can be moved to; where one has just gone, the nearest to it before all others. */
export const MovePage = ({ visit, pick, look, faults = [], nearest = [] }: MoveProps) => {
  const { words, booking, now, nonce, speech, zone, link } = visit;
  const action = pathOf(visit, "/move");
  const asks = booking.reschedule_request === null;
  return (
    <Frame visit={visit} title={words.move.title} faults={faults} timed={false}>
      <Head visit={visit} title={words.move.title} />
      <Standing visit={visit} label={words.move.now} />
      <p>{[...moveTold(visit, chanceToMove(booking, now)), words.move.reopened].join(" ")}</p>
      {nearest.length === 0 ? null : (
        <form method="post" action={action} class="nearest card">
          <Once nonce={`${nonce}-n`} />
          {pick.typed?.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <FewTimes speech={speech} zone={zone} offers={nearest} legend={words.move.nearest} />
          <p>
            <button type="submit">{words.move.continue}</button>
          </p>
        </form>
      )}
      <Picker
        speech={speech}
        pick={pick}
        look={look}
        zone={zone}
        form={{ action, hidden: [["once", nonce]], submit: words.move.continue }}
      />
      <p class="actions">
        {asks ? <a href={pathOf(visit, "/ask")}>{words.change.ask}</a> : null}
        <Back visit={visit} />
      </p>
      {link.company.email === null ? null : (
        <p class="quiet">
          {words.contact.title}{" "}
          <a href={`mailto:${link.company.email}`}>{filled(words.contact.write, link.company.email)}</a>
        </p>
      )}
    </Frame>
  );
};

export type Held = { id: string; token: string; starts: string; ends: string; lapses: string };

/** From when to when, before it is moved; the new time is held meanwhile. */
export const ConfirmPage = ({ visit, held, faults = [], typed, once }: FormProps & { held: Held; once: string }) => {
  const { words, booking, now, speech, zone } = visit;
  const { move } = words;
  const chance = chanceToMove(booking, now);
  const next = { from: fromWire(held.starts), until: fromWire(held.ends) };
  const isAsked = booking.reschedule_request !== null && booking.reschedule_request.asked_by !== "invitee";
  return (
    <Frame visit={visit} title={move.confirm} faults={faults} timed={false}>
      <Head visit={visit} title={move.confirm} />
      <dl class="gist from-to">
        <div class="former">
          <dt>{move.now}</dt>
          <dd>
            <When bearer={visit} at={spanOf(visit)} />
          </dd>
        </div>
        <div>
          <dt>{move.next}</dt>
          <dd>
            <When bearer={visit} at={next} other={zoneOf(booking.time_zone)} />
          </dd>
        </div>
      </dl>
      <p
        class="note"
        data-countdown={held.lapses}
        data-now={toWire(now)}
        data-said={`${move.heldFor}|${words.refused.lapsed}`}
      >
        {filled(move.held, sayTime(speech, zone, fromWire(held.lapses)))}
      </p>
      {chance.is === "free" && chance.left === 1 ? <p>{move.last}</p> : null}
      <form method="post" action={pathOf(visit, "/move")} class="filling">
        <Once nonce={once} />
        <input type="hidden" name="hold" value={held.token} />
        <input type="hidden" name="hold_id" value={held.id} />
        <input type="hidden" name="starts" value={held.starts} />
        <input type="hidden" name="ends" value={held.ends} />
        <input type="hidden" name="lapses" value={held.lapses} />
        <Reason
          visit={visit}
          faults={faults}
          typed={typed}
          optional={isAsked || booking.policy?.rescheduling.reason_required !== true}
        />
        <p class="actions">
          <button type="submit">{move.button}</button>
          <button type="submit" class="plain" name="release" value="yes" formnovalidate>
            {move.another}
          </button>
        </p>
      </form>
    </Frame>
  );
};

type AskProps = FormProps & { rows: readonly TypedWindow[] };

/** When somebody could meet instead: a question to the company, which moves the meeting or does not. */
export const AskPage = ({ visit, faults = [], typed, rows }: AskProps) => {
  const { words, link, nonce, now, zone, booking } = visit;
  return (
    <Frame visit={visit} title={words.ask.title} faults={faults}>
      <Head visit={visit} title={words.ask.title} />
      <Standing visit={visit} label={words.move.now} />
      <p>{moveTold(visit, chanceToMove(booking, now)).join(" ")}</p>
      <p>{filled(words.ask.text, link.company.name)}</p>
      <form method="post" action={pathOf(visit, "/ask")} class="filling">
        <Once nonce={nonce} />
        <Windows bearer={visit} rows={rows} faults={faults} first={printDate(dayIn(zone, now))} />
        {rows.length < mostRows ? (
          <p>
            <button type="submit" name="more" value={rows.length + 2} class="plain" formnovalidate>
              {readingWords[visit.speech.language].windows.more}
            </button>
          </p>
        ) : null}
        <input type="hidden" name="rows" value={rows.length} />
        <TextArea
          name="reason"
          label={words.ask.why}
          value={typed ?? ""}
          maxlength={1_000}
          rows={3}
          optional
          faults={faults}
          speech={visit.speech}
        />
        <p class="actions">
          <button type="submit">{words.ask.button}</button>
          <Back visit={visit} />
        </p>
      </form>
    </Frame>
  );
};

export const mostRows = 5;

/** The company asked for another time; whoever answers no is shown what they keep. */
export const KeepPage = ({ visit, faults = [], typed }: FormProps) => {
  const { words, link, nonce, booking } = visit;
  return (
    <Frame visit={visit} title={words.keep.title} faults={faults}>
      <Head visit={visit} title={words.keep.title} />
      <Standing visit={visit} label={words.move.now} />
      <p>{filled(words.keep.text, link.company.name)}</p>
      <form method="post" action={pathOf(visit, "/keep")} class="filling">
        <Once nonce={nonce} />
        <input type="hidden" name="request" value={booking.reschedule_request?.id ?? ""} />
        <TextArea
          name="reply"
          label={words.keep.message}
          value={typed ?? ""}
          maxlength={1_000}
          rows={3}
          optional
          faults={faults}
          speech={visit.speech}
        />
        <p class="actions">
          <button type="submit">{words.keep.button}</button>
          <Back visit={visit} />
        </p>
      </form>
    </Frame>
  );
};
