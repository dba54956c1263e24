// How an interview goes: that it has begun, that it is over, that somebody did not come.
import { fromWire, minute } from "#kernel/instant.ts";
import { Choices, Once, Version } from "../kit/forms.tsx";
import { sayTime } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { seatOf } from "./agenda.ts";
import { candidateNameOf, type InterviewDesk } from "./interview-desk.ts";
import { wordsFor } from "./parts.tsx";
import type { InterviewTry } from "./tries.ts";
import { filled } from "./words.ts";

type PartProps = { desk: InterviewDesk; visit: Visit; tried: InterviewTry };

/** People begin a little early; further ahead the buttons would only be in the way. */
const shownBefore = 15 * minute;

export const CoursePart = ({ desk, visit, tried }: PartProps) => {
  const { speech, zone, now } = visit;
  const words = wordsFor(visit).interview;
  const { interview } = desk;
  const { status, actual_start, actual_end, starts_at } = interview;
  const isTheirs = seatOf(interview, visit.member) !== undefined || visit.may("interviews:write");
  const isNear = starts_at !== null && fromWire(starts_at) - shownBefore <= now;
  const time = (at: string) => sayTime(speech, zone, fromWire(at));
  const acts = isTheirs && visit.may("interviews:write_own") && isNear;
  const runs = status === "confirmed" || status === "in_progress";
  return (
    <>
      {actual_start === null ? null : <p class="quiet">{filled(words.begun, { time: time(actual_start) })}</p>}
      {actual_end === null ? null : <p class="quiet">{filled(words.ended, { time: time(actual_end) })}</p>}
      {acts && status === "confirmed" ? <Begin desk={desk} visit={visit} /> : null}
      {acts && status === "in_progress" ? <End desk={desk} visit={visit} tried={tried} /> : null}
      {acts && runs && starts_at !== null && fromWire(starts_at) <= now ? (
        <NoShow desk={desk} visit={visit} tried={tried} />
      ) : null}
    </>
  );
};

const Begin = ({ desk: { interview }, visit }: Omit<PartProps, "tried">) => (
  <form method="post" action={`/my/interviews/${interview.id}/start`}>
    <Once nonce={`${visit.nonce}-start`} />
    <Version version={interview.version} />
    <button type="submit">{wordsFor(visit).interview.begin}</button>
  </form>
);

const End = ({ desk, visit, tried }: PartProps) => {
  const words = wordsFor(visit).interview;
  const { interview } = desk;
  const people = interview.participants.map(({ id, member_id }) => ({
    value: id,
    label: (member_id === null ? candidateNameOf(desk) : desk.nameOf(member_id)) ?? words.roles.candidate,
  }));
  return (
    <form method="post" action={`/my/interviews/${interview.id}/end`}>
      <Once nonce={`${visit.nonce}-end`} />
      <Version version={interview.version} />
      <details>
        <summary>{words.endText}</summary>
        <Choices
          kind="checkbox"
          name="absent"
          label={words.absent}
          choices={people}
          values={tried.typed?.getAll("absent") ?? []}
          optional
          speech={visit.speech}
        />
      </details>
      <button type="submit">{words.end}</button>
    </form>
  );
};

const NoShow = ({ desk: { interview }, visit, tried }: PartProps) => {
  const words = wordsFor(visit).interview;
  return (
    <details class="no-print">
      <summary>{words.noShow}</summary>
      <form method="post" action={`/my/interviews/${interview.id}/no-show`}>
        <Once nonce={`${visit.nonce}-no-show`} />
        <Version version={interview.version} />
        <Choices
          kind="radio"
          name="who"
          label={words.whoMissed}
          hint={words.noShowText}
          choices={(["candidate", "panel", "both"] as const).map((value) => ({ value, label: words.missed[value] }))}
          values={[tried.typed?.get("who") ?? "candidate"]}
          speech={visit.speech}
        />
        <button type="submit" class="alarm">
          {words.noShow}
        </button>
      </form>
    </details>
  );
};
