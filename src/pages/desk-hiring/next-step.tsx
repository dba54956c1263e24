import type * as z from "zod";
import type { Application } from "#hiring/applications/shapes.ts";
import type { Interview } from "#hiring/interviews/shapes.ts";
import type { Job } from "#hiring/jobs/shapes.ts";
import type { Visit } from "../kit/member.tsx";
import { Moment } from "../kit/room.tsx";
import { wordsOf } from "./words.ts";

type About = {
  application: z.output<typeof Application>;
  interviews: readonly z.output<typeof Interview>[];
  stages: z.output<typeof Job>["stages"];
};

export type Step =
  | { kind: "ended"; at: string | null }
  | { kind: "join" }
  | { kind: "find_time" | "waiting" | "begins" | "confirm"; interview: string; at: string | null }
  | { kind: "schedule" | "decide" | "move_on" };

const ahead: readonly string[] = ["pending_schedule", "held", "confirmed", "in_progress"];

/** What an application waits for, told by where it stands and by the interviews of its stage. */
export function nextStep({ application, interviews, stages }: About): Step {
  if (application.status !== "active") return { kind: "ended", at: application.ended_at };
  const [open] = interviews.filter(({ status }) => ahead.includes(status));
  if (open !== undefined) {
    const { id: interview, starts_at: at, status } = open;
    if (status === "held") return { kind: "confirm", interview, at };
    if (status !== "pending_schedule") return { kind: "begins", interview, at };
    const isTheirs = open.link_id !== null || (open.windows_asked_at !== null && open.windows_given_at === null);
    return { kind: isTheirs ? "waiting" : "find_time", interview, at };
  }
  if (application.guest !== null && application.candidate_id === null) return { kind: "join" };
  const here = interviews.filter(({ stage_id }) => stage_id === application.stage_id);
  const stage = stages.find(({ id }) => id === application.stage_id);
  if (stage?.event_type_id != null && !here.some(({ status }) => status === "completed")) return { kind: "schedule" };
  const isLast = stages.at(-1)?.id === application.stage_id;
  return { kind: here.length > 0 || isLast ? "decide" : "move_on" };
}

/** The next step in words, as a link to where it is done. */
export const StepLink = ({ visit, step, id, button }: { visit: Visit; step: Step; id: string; button?: boolean }) => {
  const words = wordsOf(visit).next;
  const style = button === true ? { class: "button" } : {};
  const page = `/desk/applications/${id}`;
  switch (step.kind) {
    case "ended":
      return (
        <span class="quiet">
          {words.ended} {step.at === null ? null : <Moment visit={visit} at={step.at} />}
        </span>
      );
    case "join":
      return (
        <a href={`${page}#join`} {...style}>
          {words.join}
        </a>
      );
    case "schedule":
      return visit.may("interviews:write") ? (
        <a href={`/desk/schedule?application=${id}`} {...style}>
          {words.schedule}
        </a>
      ) : (
        <span>{words.schedule}</span>
      );
    case "decide":
      return (
        <a href={`${page}#debrief`} {...style}>
          {words.decide}
        </a>
      );
    case "move_on":
      return (
        <a href={`${page}#move`} {...style}>
          {words.moveOn}
        </a>
      );
    default:
      return <InterviewStep visit={visit} step={step} style={style} />;
  }
};

type InterviewStepProps = { visit: Visit; step: Extract<Step, { interview: string }>; style: object };

const InterviewStep = ({ visit, step: { kind, interview, at }, style }: InterviewStepProps) => {
  const words = wordsOf(visit).next;
  const label = { find_time: words.findTime, waiting: words.waiting, begins: words.begins, confirm: words.confirm }[
    kind
  ];
  const room = visit.may("interviews:write") ? `/desk/interviews/${interview}` : `/my/interviews/${interview}`;
  return (
    <>
      <a href={room} {...(kind === "find_time" ? style : {})}>
        {label}
      </a>
      {at === null ? null : (
        <>
          {" "}
          <Moment visit={visit} at={at} />
        </>
      )}
    </>
  );
};

export const NextStep = ({ visit, step, id }: { visit: Visit; step: Step; id: string }) => (
  <section class="next card" aria-labelledby="next">
    <h2 id="next">{wordsOf(visit).next.title}</h2>
    <p>
      <StepLink visit={visit} step={step} id={id} button />
    </p>
  </section>
);
