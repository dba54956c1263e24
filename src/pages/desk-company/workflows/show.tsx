import { tryWorkflow, type WorkflowTrial } from "#outreach/reminders/contract.ts";
import { getWorkflow } from "#outreach/workflows/contract.ts";
import type * as z from "zod";
import { deskResponse } from "../../kit/desk.tsx";
import { Field } from "../../kit/forms.tsx";
import { idIn } from "../../kit/act.ts";
import { deskWords } from "../../kit/desk-words.ts";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Moment, Press, Room } from "../../kit/room.tsx";
import type { Filled } from "../../kit/sheet.ts";
import { Doors } from "../../kit/thing.tsx";
import { SayingTabs } from "../letters/tabs.tsx";
import { sayLength } from "../parts.tsx";
import { type Kept, placeOf, root, wayOf } from "./reading.ts";
import { workflowWords } from "./words.ts";

export const workflowOf = (visit: Visit): Promise<Kept> =>
  need(visit.api.call(getWorkflow, { param: { id: idIn(visit) } }));

/** "1 day before it begins", "When it is booked, 2 hours later". */
export function sayWhen({ speech }: Visit, { trigger, offset_minutes }: Kept): string {
  const words = workflowWords[speech.language];
  const length = sayLength(speech, offset_minutes);
  if (trigger === "before_start" || trigger === "after_end" || trigger === "feedback_due")
    return words.sayTriggers[trigger].replace("#", length);
  return offset_minutes === 0
    ? words.triggers[trigger]
    : `${words.triggers[trigger]}, ${words.later.replace("#", length)}`;
}

/** A workflow in words, and what it would send. */
export async function show(visit: Visit, typed?: Filled): Promise<Response> {
  const { language } = visit.speech;
  const words = workflowWords[language];
  const shared = deskWords[language];
  const kept = await workflowOf(visit);
  const here = placeOf(kept.id);
  const said = await tried(visit, kept);
  return deskResponse(
    <Room
      visit={visit}
      title={kept.name}
      back={{ href: root, label: words.all }}
      faults={typed?.faults}
      tabs={<SayingTabs visit={visit} here="workflows" />}
      actions={
        <Doors visit={visit} needs="workflows:write" here={here}>
          <Press
            action={`${here}/${kept.active ? "off" : "on"}`}
            version={kept.version}
            label={kept.active ? shared.off : shared.on}
          />
        </Doors>
      }
    >
      {kept.active ? null : <p class="warning">{shared.inactive}</p>}
      <p>{sayWhen(visit, kept)}</p>
      <h2>{words.actions}</h2>
      <ol>
        {kept.actions.map((action) => (
          <li>
            {words.does} {words.ways[wayOf(action)]}
            {action.channel === "mail" && action.address !== null ? <bdi>: {action.address}</bdi> : null}
            {"text" in action && action.text !== null ? (
              <blockquote class="typed" dir="auto">
                {action.text.subject === null ? null : <p class="name">{action.text.subject}</p>}
                {action.text.body}
              </blockquote>
            ) : null}
          </li>
        ))}
      </ol>
      <Trial visit={visit} said={said} />
    </Room>,
    typed?.status,
  );
}

/** Asked for by the address, so that the answer can be looked at again. */
async function tried({ asked, api }: Visit, kept: Kept) {
  const booking = asked.url.searchParams.get("booking")?.trim();
  if (booking === undefined) return undefined;
  return api.call(tryWorkflow, { param: { id: kept.id }, body: { booking_id: booking === "" ? null : booking } });
}

const Trial = ({ visit, said }: { visit: Visit; said: Awaited<ReturnType<typeof tried>> }) => {
  const { speech, asked } = visit;
  const words = workflowWords[speech.language];
  const booking = asked.url.searchParams.get("booking");
  return (
    <section aria-labelledby="try">
      <h2 id="try">{words.try}</h2>
      <p class="quiet">{words.tryIntro}</p>
      <form method="get" class="filters">
        <Field name="booking" label={words.tryBooking} value={booking} dir="ltr" required={false} />
        <button type="submit" class="plain">
          {words.tryButton}
        </button>
      </form>
      {said === undefined ? null : said.ok ? (
        <Messages visit={visit} trial={said.body} />
      ) : (
        <p class="fault" role="alert">
          {words.refusals["booking.unknown"]}
        </p>
      )}
    </section>
  );
};

const Messages = ({ visit, trial }: { visit: Visit; trial: z.output<typeof WorkflowTrial> }) => {
  const words = workflowWords[visit.speech.language];
  const reasons: Readonly<Record<string, string>> = words.reasons;
  if (trial.booking_id === null) return <p>{words.tryNone}</p>;
  return (
    <>
      <p>{words.tryFor.replace("#", trial.booking_id)}</p>
      {trial.unmet.length === 0 ? null : (
        <div class="warning">
          <p>{words.unmet}</p>
          <ul>
            {trial.unmet.map((one) => (
              <li>{words.unmets[one]}</li>
            ))}
          </ul>
        </div>
      )}
      <ul class="lines">
        {trial.messages.map((one) => (
          <li class="card">
            <p>
              <span class="badge">{words.channels[one.channel]}</span> <bdi>{one.to}</bdi>, {words.due}{" "}
              <Moment visit={visit} at={one.due_at} />
            </p>
            {one.would_send ? null : (
              <p class="warning">
                {words.wouldNot}
                {one.reason === null ? null : `: ${reasons[one.reason] ?? one.reason}`}
              </p>
            )}
            {one.subject === null ? null : (
              <p class="name" dir="auto">
                {one.subject}
              </p>
            )}
            {one.text === null ? null : (
              <p class="typed" dir="auto">
                {one.text}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};
