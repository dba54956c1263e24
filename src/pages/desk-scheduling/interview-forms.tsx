// What is done about an interview besides its time and its people.
import type * as z from "zod";
import type { InterviewInvitee } from "#hiring/interviews/offer-contract.ts";
import type { listInterviewNotes } from "#hiring/notes/contract.ts";
import { visibilities } from "#hiring/notes/tables.ts";
import type { PanelLink } from "#hiring/panel-links/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { Choices, type FieldFault, Once, Select, TextArea, Version } from "../kit/forms.tsx";
import { sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { own } from "../kit/when.tsx";
import { Address, Badge, Fold, Moment } from "./parts.tsx";
import { actorIn, type Names } from "./people.ts";
import { ReasonField, type Talk } from "./when-views.tsx";
import { wordsFor } from "./words.ts";

type Part = { visit: Visit; talk: Talk };
type Typed = { faults: readonly FieldFault[]; form: URLSearchParams | undefined };

/** Links that were made for the panel. A good one to answer by can be copied; all can be taken back. */
export const PanelLinks = ({
  visit,
  talk,
  links,
  names,
  madeUrl,
}: Part & {
  links: readonly z.output<typeof PanelLink>[];
  names: Names;
  madeUrl: string | undefined;
}) => {
  const words = wordsFor(visit);
  const { interview } = words;
  if (links.length === 0) return null;
  const whose = (id: string) => {
    const one = talk.participants.find((seat) => seat.id === id);
    if (one?.role === "candidate") return talk.candidate?.name ?? words.role.candidate;
    return names.get(one?.member_id ?? "") ?? words.unnamed;
  };
  const base = visit.person.config.baseUrl;
  return (
    <Fold label={interview.links} open={madeUrl !== undefined} id="links">
      <ul class="rows">
        {links.map((link) => (
          <li>
            <div class="row-main">
              <strong dir="auto">{whose(link.participant_id)}</strong>
              <span class="quiet">
                {interview.purpose[link.purpose]} · <Moment visit={visit} at={link.created_at} />
              </span>
              {link.token === null || link.status !== "good" ? null : (
                <Address id={`link-${link.id}`} label={interview.copyLink} url={`${base}/panel/${link.token}`} />
              )}
            </div>
            <div class="row-end">
              <Badge is={link.status}>{interview.linkState[link.status]}</Badge>
              {link.status === "good" ? (
                <form method="post" action={`/desk/interviews/${talk.id}/links/${link.id}/revoke`}>
                  <button type="submit" class="plain">
                    {interview.revoke}
                    <span class="unseen"> {own(whose(link.participant_id))}</span>
                  </button>
                </form>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Fold>
  );
};

/** What is said of it on the day: it begins, it is over, somebody did not come. */
export const Course = ({ visit, talk, names }: Part & { names: Names }) => {
  const words = wordsFor(visit);
  const { status } = talk;
  const isNear = talk.starts_at !== null && fromWire(talk.starts_at) - visit.now < 15 * 60_000;
  const mayStart = status === "confirmed" && isNear;
  const mayEnd = status === "in_progress";
  const mayMiss = ["confirmed", "in_progress", "completed"].includes(status) && isNear;
  if (!visit.may("interviews:write") || !(mayStart || mayEnd || mayMiss)) return null;
  const path = `/desk/interviews/${talk.id}`;
  return (
    <section aria-labelledby="course">
      <h2 id="course">{words.interview.course}</h2>
      <div class="actions">
        {mayStart ? (
          <form method="post" action={`${path}/start`}>
            <Version version={talk.version} />
            <button type="submit">{words.interview.start}</button>
          </form>
        ) : null}
      </div>
      {mayEnd ? (
        <form method="post" action={`${path}/end`}>
          <Version version={talk.version} />
          <Choices
            name="absent"
            kind="checkbox"
            label={words.interview.absent}
            values={[]}
            choices={talk.participants.map((one) => ({
              value: one.id,
              label:
                one.role === "candidate"
                  ? (talk.candidate?.name ?? words.role.candidate)
                  : (names.get(one.member_id ?? "") ?? words.unnamed),
            }))}
            optional
            speech={visit.speech}
          />
          <button type="submit">{words.interview.end}</button>
        </form>
      ) : null}
      {mayMiss ? (
        <Fold label={words.interview.noShow}>
          <form method="post" action={`${path}/no-show`}>
            <Version version={talk.version} />
            <Choices
              name="who"
              kind="radio"
              label={words.interview.noShow}
              values={["candidate"]}
              choices={(["candidate", "panel", "both"] as const).map((value) => ({
                value,
                label: words.interview.noShowWho[value],
              }))}
              speech={visit.speech}
            />
            <button type="submit" class="plain">
              {words.interview.note}
            </button>
          </form>
        </Fold>
      ) : null}
    </section>
  );
};

export const Ending = ({ visit, talk }: Part) => {
  const words = wordsFor(visit);
  if (!visit.may("interviews:write")) return null;
  if (talk.status === "canceled")
    return talk.application_id === null ? null : (
      <p>
        <a class="button plain" href={`/desk/schedule?application=${talk.application_id}`}>
          {words.interview.again}
        </a>
      </p>
    );
  if (!["pending_schedule", "held", "confirmed"].includes(talk.status)) return null;
  return (
    <Fold label={words.interview.cancel}>
      <form method="post" action={`/desk/interviews/${talk.id}/cancel`}>
        <Version version={talk.version} />
        <ReasonField visit={visit} />
        <button type="submit" class="alarm">
          {words.interview.cancelButton}
        </button>
      </form>
    </Fold>
  );
};

type Note = z.output<(typeof listInterviewNotes)["answer"]>;

export const Notes = ({
  visit,
  talk,
  notes,
  names,
  faults,
  form,
}: Part & Typed & { notes: readonly Note[]; names: Names }) => {
  const words = wordsFor(visit);
  const { interview } = words;
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{interview.notes}</h2>
      {notes.length === 0 ? <p class="quiet">{interview.noNotes}</p> : null}
      <ul class="notes">
        {notes.map((note) => (
          <li class="card">
            <p dir="auto" class="told">
              {note.body}
            </p>
            <p class="quiet">
              {own(actorIn(names, words, note.author_id ?? note.created_by))} ·{" "}
              <Moment visit={visit} at={note.created_at} /> · {interview.visibility[note.visibility]}
            </p>
          </li>
        ))}
      </ul>
      {visit.may("interviews:write_own") ? (
        <Fold label={interview.write} open={faults.some(({ field }) => field === "note")}>
          <form method="post" action={`/desk/interviews/${talk.id}/notes`}>
            <Once nonce={visit.nonce} />
            <TextArea
              name="note"
              label={interview.write}
              value={form?.get("note") ?? ""}
              rows={3}
              maxlength={10_000}
              faults={faults}
              speech={visit.speech}
            />
            <Select
              name="visibility"
              label={interview.seenBy}
              value={form?.get("visibility") ?? "team"}
              choices={visibilities.map((value) => ({ value, label: interview.visibility[value] }))}
              speech={visit.speech}
            />
            <button type="submit">{interview.writeButton}</button>
          </form>
        </Fold>
      ) : null}
    </section>
  );
};

type Invitee = z.output<typeof InterviewInvitee>;

/** Of one that is offered to many: whom, and how far each has come. */
export const Invitees = ({ visit, talk, invitees, faults, form }: Part & Typed & { invitees: readonly Invitee[] }) => {
  const words = wordsFor(visit);
  const { interview } = words;
  return (
    <section aria-labelledby="invited">
      <h2 id="invited">{interview.invitees}</h2>
      <ul class="rows">
        {invitees.map((one) => (
          <li>
            <div class="row-main">
              <a href={`/desk/interviews/${one.interview_id}`} class="row-name">
                <bdi>{one.name ?? one.email ?? words.unnamed}</bdi>
              </a>
              {one.starts_at === null ? null : (
                <span class="quiet">{sayMoment(visit.speech, visit.zone, fromWire(one.starts_at))}</span>
              )}
            </div>
            <div class="row-end">
              <Badge is={one.status === "pending" ? "pending" : "good"}>{interview.inviteState[one.status]}</Badge>
            </div>
          </li>
        ))}
      </ul>
      {visit.may("interviews:write") && talk.status !== "canceled" ? (
        <Fold label={interview.invite} open={faults.some(({ field }) => field === "invitees")}>
          <form method="post" action={`/desk/interviews/${talk.id}/invite`}>
            <Once nonce={visit.nonce} />
            <TextArea
              name="invitees"
              label={interview.invite}
              hint={interview.inviteHint}
              value={form?.get("invitees") ?? ""}
              rows={5}
              faults={faults}
              speech={visit.speech}
            />
            <button type="submit">{interview.inviteButton}</button>
          </form>
        </Fold>
      ) : null}
    </section>
  );
};
