// Who is met, with whom, and what is noted of both.
import { fromWire } from "#kernel/instant.ts";
import { Once, Select, TextArea } from "../kit/forms.tsx";
import { count, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import type { InterviewDesk, NoteSeen } from "./interview-desk.ts";
import { Badge, moodOf, Prose, Typed, wordsFor } from "./parts.tsx";
import type { InterviewTry } from "./tries.ts";

type PartProps = { desk: InterviewDesk; visit: Visit };

const Told = ({ label, text }: { label: string; text: string | null | undefined }) =>
  text == null || text === "" ? null : (
    <>
      <dt>{label}</dt>
      <dd>
        <Typed text={text} />
      </dd>
    </>
  );

export const CandidatePart = ({ desk, visit }: PartProps) => {
  const words = wordsFor(visit).interview;
  const { candidate, application, booking, aboutCandidate } = desk;
  const resume = application?.resume_url ?? candidate?.resume_url;
  const works = [candidate?.current_title, candidate?.current_company].filter(Boolean).join(", ");
  const years = candidate?.years_of_experience;
  return (
    <section aria-labelledby="candidate" class="card">
      <h2 id="candidate">{words.candidate}</h2>
      {candidate === undefined && application?.guest != null ? <p class="quiet">{words.guest}</p> : null}
      <dl>
        <Told label={words.works} text={works} />
        <Told label={words.lives} text={candidate?.location} />
        <Told label={words.skills} text={candidate?.skills.join(", ")} />
        {booking?.answers.map(({ label, value }) => (
          <Told label={label} text={Array.isArray(value) ? value.join(", ") : String(value)} />
        ))}
      </dl>
      {years == null ? null : <p>{count(visit.speech.language, years, words.years)}</p>}
      {resume == null ? null : (
        <p>
          <a href={resume} rel="noreferrer">
            {words.resume}
          </a>
        </p>
      )}
      {application?.cover_letter == null ? null : (
        <details>
          <summary>{words.letter}</summary>
          <Prose text={application.cover_letter} />
        </details>
      )}
      {aboutCandidate.length === 0 ? null : (
        <>
          <h3>{words.notesOn}</h3>
          <Notes notes={aboutCandidate} desk={desk} visit={visit} />
        </>
      )}
    </section>
  );
};

export const PanelPart = ({ desk, visit }: PartProps) => {
  const words = wordsFor(visit);
  const people = desk.interview.participants.filter(({ role }) => role !== "candidate");
  return (
    <section aria-labelledby="panel" class="card">
      <h2 id="panel">{words.interview.panel}</h2>
      <table>
        <caption class="unseen">{words.interview.panel}</caption>
        <thead>
          <tr>
            <th scope="col">{words.interview.person}</th>
            <th scope="col">{words.interview.answer}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ member_id, role, rsvp, decline_reason }) => (
            <tr>
              <th scope="row">
                <Typed text={desk.nameOf(member_id) ?? words.interview.person} />
                {member_id === visit.member ? ` (${words.interview.you})` : null}
                <br />
                <span class="quiet">{words.interview.roles[role]}</span>
              </th>
              <td>
                <Badge mood={moodOf(rsvp)}>{words.rsvp[rsvp]}</Badge>
                {decline_reason === null ? null : <p dir="auto">{decline_reason}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Notes = ({ notes, desk, visit }: PartProps & { notes: readonly NoteSeen[] }) => (
  <ul class="my-notes">
    {notes.map(({ body, author_id, created_at }) => (
      <li>
        <Prose text={body} />
        <p class="quiet">
          {desk.nameOf(author_id) === undefined ? null : (
            <>
              <Typed text={desk.nameOf(author_id) ?? ""} />
              {", "}
            </>
          )}
          <time datetime={created_at}>{sayMoment(visit.speech, visit.zone, fromWire(created_at))}</time>
        </p>
      </li>
    ))}
  </ul>
);

const visibilities = ["team", "recruiters", "private"] as const;

export const NotesPart = ({ desk, visit, tried }: PartProps & { tried: InterviewTry }) => {
  const words = wordsFor(visit).interview;
  const common = { faults: tried.faults ?? [], speech: visit.speech };
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{words.notes}</h2>
      {desk.notes.length === 0 ? (
        <p class="quiet">{words.noNotes}</p>
      ) : (
        <Notes notes={desk.notes} desk={desk} visit={visit} />
      )}
      {visit.may("interviews:write_own") ? (
        <form method="post" action={`/my/interviews/${desk.interview.id}/notes`}>
          <Once nonce={`${visit.nonce}-note`} />
          <TextArea
            {...common}
            name="note"
            label={words.note}
            value={tried.typed?.get("note")}
            rows={3}
            maxlength={10_000}
          />
          <Select
            {...common}
            name="visibility"
            label={words.visibility}
            value={tried.typed?.get("visibility") ?? "team"}
            choices={visibilities.map((value) => ({ value, label: words.visible[value] }))}
          />
          <button type="submit" class="plain">
            {words.addNote}
          </button>
        </form>
      ) : null}
    </section>
  );
};
