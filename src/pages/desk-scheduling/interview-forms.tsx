// What is done about an interview besides its time and its people.
import type * as z from "zod";
import type { InterviewInvitee } from "#hiring/interviews/offer-contract.ts";
import type { listInterviewNotes } from "#hiring/notes/contract.ts";
import { visibilities } from "#hiring/notes/tables.ts";
import type { PanelLink } from "#hiring/panel-links/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { Choices, Once, Select, TextArea, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { Fold, Moment, Press } from "../kit/room.tsx";
import type { Lines } from "../kit/sheet.ts";
import { own } from "../kit/when.tsx";
import { whoDid } from "../timeline/lines.tsx";
import type { Names } from "../kit/names.ts";
import { ForGood, NoShow } from "./meeting-forms.tsx";
import { Address, askedFor, Badge } from "./parts.tsx";
import { Row } from "./rows.tsx";
import type { Talk } from "./when-views.tsx";
import { wordsFor } from "./words.ts";

export type Part = { visit: Visit; talk: Talk; names: Names; form: Lines };

export const pathOf = ({ id }: Talk): string => `/desk/interviews/${id}`;

/** Whoever has this seat, by name: the candidate, or somebody of the company. */
export function whoseSeat(
  { visit, talk, names }: Omit<Part, "form">,
  seat: Talk["participants"][number] | undefined,
): string {
  const words = wordsFor(visit);
  if (seat?.role === "candidate") return talk.candidate?.name ?? words.role.candidate;
  return names.get(seat?.member_id ?? "") ?? words.unnamed;
}

type Link = z.output<typeof PanelLink>;

/** Links that were made for the panel. A good one to answer by can be copied; all can be taken back. */
export const PanelLinks = ({ links, ...part }: Part & { links: readonly Link[] }) => {
  const { visit, talk } = part;
  const { interview } = wordsFor(visit);
  if (links.length === 0) return null;
  const base = visit.person.config.baseUrl;
  return (
    <Fold label={interview.links} open={askedFor(visit, "said") === "linked"} id="links">
      <ul class="rows">
        {links.map((link) => {
          const whose = whoseSeat(
            part,
            talk.participants.find(({ id }) => id === link.participant_id),
          );
          return (
            <Row
              name={whose}
              about={[
                <>
                  {interview.purpose[link.purpose]} · <Moment visit={visit} at={link.created_at} />
                </>,
              ]}
              end={
                <>
                  <Badge is={link.status}>{interview.linkState[link.status]}</Badge>
                  {link.status === "good" ? (
                    <Press action={`${pathOf(talk)}/links/${link.id}/revoke`} label={interview.revoke} about={whose} />
                  ) : null}
                </>
              }
            >
              {link.token === null || link.status !== "good" ? null : (
                <Address id={`link-${link.id}`} label={interview.copyLink} url={`${base}/panel/${link.token}`} />
              )}
            </Row>
          );
        })}
      </ul>
    </Fold>
  );
};

/** What is said of it on the day: it begins, it is over, somebody did not come. */
export const Course = (part: Part) => {
  const { visit, talk } = part;
  const words = wordsFor(visit).interview;
  const { status, version } = talk;
  const isNear = talk.starts_at !== null && fromWire(talk.starts_at) - visit.now < 15 * 60_000;
  const mayStart = status === "confirmed" && isNear;
  const mayEnd = status === "in_progress";
  const mayMiss = ["confirmed", "in_progress", "completed"].includes(status) && isNear;
  if (!visit.may("interviews:write") || !(mayStart || mayEnd || mayMiss)) return null;
  const path = pathOf(talk);
  return (
    <section aria-labelledby="course">
      <h2 id="course">{words.course}</h2>
      {mayStart ? <Press action={`${path}/start`} version={version} label={words.start} kind="main" /> : null}
      {mayEnd ? (
        <form method="post" action={`${path}/end`}>
          <Version version={version} />
          <Choices
            name="absent"
            kind="checkbox"
            label={words.absent}
            values={[]}
            choices={talk.participants.map((seat) => ({ value: seat.id, label: whoseSeat(part, seat) }))}
            optional
            speech={visit.speech}
          />
          <button type="submit">{words.end}</button>
        </form>
      ) : null}
      {mayMiss ? <NoShow visit={visit} to={`${path}/no-show`} version={version} who={words.noShowWho} /> : null}
    </section>
  );
};

export const Ending = ({ visit, talk }: Part) => {
  const words = wordsFor(visit).interview;
  if (!visit.may("interviews:write")) return null;
  if (talk.status === "canceled")
    return talk.application_id === null ? null : (
      <p>
        <a class="button plain" href={`/desk/schedule?application=${talk.application_id}`}>
          {words.again}
        </a>
      </p>
    );
  if (!["pending_schedule", "held", "confirmed"].includes(talk.status)) return null;
  return (
    <ForGood
      visit={visit}
      to={`${pathOf(talk)}/cancel`}
      version={talk.version}
      label={words.cancel}
      button={words.cancelButton}
    />
  );
};

type Note = z.output<(typeof listInterviewNotes)["answer"]>;

export const Notes = ({ visit, talk, notes, names, form }: Part & { notes: readonly Note[] }) => {
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
              {own(whoDid(visit, names, note.author_id ?? note.created_by))} ·{" "}
              <Moment visit={visit} at={note.created_at} /> · {interview.visibility[note.visibility]}
            </p>
          </li>
        ))}
      </ul>
      {visit.may("interviews:write_own") ? (
        <Fold label={interview.write} open={form.isWrong("note")}>
          <form method="post" action={`${pathOf(talk)}/notes`}>
            <Once nonce={visit.nonce} />
            <TextArea {...form.line("note")} label={interview.write} rows={3} maxlength={10_000} />
            <Select
              {...form.line("visibility", "team")}
              label={interview.seenBy}
              choices={visibilities.map((value) => ({ value, label: interview.visibility[value] }))}
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
export const Invitees = ({ visit, talk, invitees, form }: Part & { invitees: readonly Invitee[] }) => {
  const words = wordsFor(visit);
  const { interview } = words;
  return (
    <section aria-labelledby="invited">
      <h2 id="invited">{interview.invitees}</h2>
      <ul class="rows">
        {invitees.map((one) => (
          <Row
            name={one.name ?? one.email ?? words.unnamed}
            href={`/desk/interviews/${one.interview_id}`}
            about={one.starts_at === null ? [] : [<Moment visit={visit} at={one.starts_at} />]}
            end={<Badge is={one.status === "pending" ? "pending" : "good"}>{interview.inviteState[one.status]}</Badge>}
          />
        ))}
      </ul>
      {visit.may("interviews:write") && talk.status !== "canceled" ? (
        <Fold label={interview.invite} open={form.isWrong("invitees")}>
          <form method="post" action={`${pathOf(talk)}/invite`}>
            <Once nonce={visit.nonce} />
            <TextArea {...form.line("invitees")} label={interview.invite} hint={interview.inviteHint} rows={5} />
            <button type="submit">{interview.inviteButton}</button>
          </form>
        </Fold>
      ) : null}
    </section>
  );
};
