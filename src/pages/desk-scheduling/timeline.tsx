// Everything that was done about a meeting, and told of it.
import type * as z from "zod";
import { listTimeline, type TimelineLine } from "#outreach/timeline/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { wished } from "../kit/problem.tsx";
import { filled, own } from "../kit/when.tsx";
import { kitWords } from "../kit/words.ts";
import type { Names } from "../kit/names.ts";
import { askedFor, Badge, given } from "./parts.tsx";
import { actorIn } from "./people.ts";
import { type SchedulingWords, wordsFor } from "./words.ts";

type Line = z.output<typeof TimelineLine>;
const kinds = ["change", "mail", "reminder", "webhook", "notification"] as const;

/** What a line is about: `booking.created`, and the letters that are named after it. */
function whatIn(words: SchedulingWords, { type }: Line): string {
  const { what } = words.timeline;
  const parts = type.split(".");
  return what[type] ?? what[parts[1] ?? ""] ?? what[parts[0] ?? ""] ?? type;
}

export const Timeline = async ({
  visit,
  booking,
  path,
  names,
  people,
}: {
  visit: Visit;
  booking: string;
  path: string;
  names: Names;
  /** What attendees are called. */
  people: Names;
}) => {
  const words = wordsFor(visit);
  const kind = kinds.find((one) => one === askedFor(visit, "kind"));
  const page = await wished(
    visit.api.call(listTimeline, {
      param: { id: booking },
      query: given({ kind }),
      page: { limit: 50, order: "at.desc", ...given({ cursor: askedFor(visit, "lines") }) },
    }),
  );
  if (page === undefined) return null;
  const kindName = (one: (typeof kinds)[number] | undefined) =>
    one === undefined ? words.timeline.all : words.timeline.kind[one];
  return (
    <section aria-labelledby="timeline" class="timeline">
      <h2 id="timeline">{words.timeline.title}</h2>
      <nav class="views" aria-label={words.timeline.title}>
        <ul>
          {[undefined, ...kinds].map((one) => (
            <li>
              <a
                href={`${path}${one === undefined ? "" : `?kind=${one}`}#timeline`}
                {...(one === kind ? { "aria-current": "true" as const } : {})}
              >
                {kindName(one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {page.data.length === 0 ? <p class="quiet">{words.timeline.empty}</p> : null}
      <ol>
        {page.data.map((line) => (
          <TimelineEntry visit={visit} line={line} names={names} people={people} />
        ))}
      </ol>
      {page.next_cursor === null ? null : (
        <p>
          <a
            class="button plain"
            href={`${path}?lines=${encodeURIComponent(page.next_cursor)}${kind === undefined ? "" : `&kind=${kind}`}#timeline`}
          >
            {kitWords[visit.speech.language].more}
          </a>
        </p>
      )}
    </section>
  );
};

const TimelineEntry = ({ visit, line, names, people }: { visit: Visit; line: Line; names: Names; people: Names }) => {
  const words = wordsFor(visit);
  const { kind, at, status, reason, to, actor } = line;
  const isComing = fromWire(at) > visit.now;
  const whom = to === null ? undefined : (names.get(to) ?? people.get(to) ?? to);
  return (
    <li class={`line-${kind}`}>
      <p>
        <span class="kind">{words.timeline.kind[kind]}</span> <strong>{whatIn(words, line)}</strong>
        {whom === undefined ? null : <span> {filled(words.timeline.to, whom)}</span>}
        {kind === "change" ? (
          <span class="quiet"> {filled(words.timeline.by, actorIn(names, words, actor))}</span>
        ) : null}
      </p>
      <p class="quiet">
        <time datetime={at}>{sayMoment(visit.speech, visit.zone, fromWire(at))}</time>
        {isComing ? <span> · {words.timeline.coming}</span> : null}
        {status === null ? null : (
          <>
            {" "}
            <Badge is={status === "failed" || status === "unknown" ? "declined" : status}>
              {words.timeline.outcome[status] ?? status}
            </Badge>
          </>
        )}
        {reason === null ? null : <span dir="auto"> {own(reason)}</span>}
      </p>
    </li>
  );
};
