// What an interviewer carries on paper: when, with whom, where, and what to ask, with room to write.
import type * as z from "zod";
import { getInterviewKit, type InterviewKit } from "#hiring/questions/contract.ts";
import type { Visit } from "../kit/member.tsx";
import { wished } from "../kit/problem.tsx";
import { type Item, takesPlace } from "./agenda.ts";
import { nameOf, Place, Prose, TheirTime, Times, Typed, whereOf, wordsFor } from "./parts.tsx";

export type KitSeen = z.output<typeof InterviewKit>;
export type SheetOf = { item: Item & { kind: "interview" }; kit: KitSeen | undefined };

/** The interviews of a day that are to be held, each with what is asked in it. */
export async function sheetsOf(visit: Visit, items: readonly Item[]): Promise<SheetOf[]> {
  const talks = items.filter(
    (item): item is Item & { kind: "interview" } => item.kind === "interview" && takesPlace(item, visit.member),
  );
  const ordered = talks.toSorted((one, other) => one.from - other.from).slice(0, 12);
  return Promise.all(
    ordered.map(async (item) => ({
      item,
      kit: await wished(visit.api.call(getInterviewKit, { param: { id: item.interview.id } })),
    })),
  );
}

export const Sheet = ({ sheets, visit }: { sheets: readonly SheetOf[]; visit: Visit }) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit);
  return (
    <div class="print-only my-sheets">
      {sheets.map(({ item, kit }) => (
        <section class="my-sheet">
          <h2>
            <Times speech={speech} zone={zone} from={item.from} until={item.until} />
            {" · "}
            <Typed text={nameOf(item, words)} />
          </h2>
          <p>
            <Typed text={item.interview.title} />
            {item.interview.job == null ? null : (
              <>
                {" · "}
                <Typed text={item.interview.job.title} />
              </>
            )}
          </p>
          <TheirTime item={item} visit={visit} />
          <Place where={whereOf(item.interview, item.booking)} words={words} />
          {kit?.stage?.instructions == null ? null : <Prose text={kit.stage.instructions} />}
          <ol>
            {kit?.questions.map(({ prompt, guidance }) => (
              <li>
                <p>
                  <Typed text={prompt} />
                </p>
                {guidance === null ? null : (
                  <p class="quiet">
                    <Typed text={guidance} />
                  </p>
                )}
                <div class="my-lines" />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
};
