// Everything that was done about a meeting, and told of it.
import { listTimeline } from "#outreach/timeline/contract.ts";
import type { Visit } from "../kit/member.tsx";
import type { Names } from "../kit/names.ts";
import { wished } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { Kinds, kinds, Lines, sayWhat, whoDid } from "../timeline/lines.tsx";
import { timelineWords } from "../timeline/words.ts";
import { askedFor, given } from "./parts.tsx";

type TimelineProps = {
  visit: Visit;
  /** None where it has no time yet. */
  booking: string | null;
  path: string;
  names: Names;
  /** What attendees are called. */
  people: Names;
};

const told = kinds.filter((kind) => kind !== "application");

export const Timeline = async ({ visit, booking, path, names, people }: TimelineProps) => {
  const words = timelineWords[visit.speech.language];
  if (booking === null || !visit.may("bookings:read")) return null;
  const kind = told.find((one) => one === askedFor(visit, "kind"));
  const page = await wished(
    visit.api.call(listTimeline, {
      param: { id: booking },
      query: given({ kind }),
      page: { limit: 50, order: "at.desc", ...given({ cursor: askedFor(visit, "lines") }) },
    }),
  );
  if (page === undefined) return null;
  const lines = page.data.map(({ type, to, actor, ...line }) => ({
    ...line,
    what: sayWhat(visit, type),
    to: to === null ? undefined : (names.get(to) ?? people.get(to) ?? to),
    by: line.kind === "change" ? whoDid(visit, names, actor) : undefined,
  }));
  const next = new URLSearchParams({ lines: page.next_cursor ?? "", ...given({ kind }) });
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{words.title}</h2>
      <Kinds
        visit={visit}
        kinds={told}
        now={kind}
        hrefOf={(one) => (one === undefined ? path : `${path}?kind=${one}`)}
      />
      {lines.length === 0 ? <p class="quiet">{words.empty}</p> : null}
      <Lines visit={visit} lines={lines} />
      {page.next_cursor === null ? null : (
        <p>
          <a class="button plain" href={`${path}?${next.toString()}#timeline`}>
            {kitWords[visit.speech.language].more}
          </a>
        </p>
      )}
    </section>
  );
};
