// What the pages of the hiring desk are made of besides the kit.
import type { Child } from "hono/jsx";
import { fromWire, type Instant } from "#kernel/instant.ts";
import { Desk, type DeskProps } from "../kit/desk.tsx";
import type { FieldFault } from "../kit/forms.tsx";
import { sayMoment, sayShortDay, dayIn, type Speech } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { kitWords } from "../kit/words.ts";
import { hrefWith, type Names } from "./asking.ts";
import { wordsOf } from "./words.ts";

/** A page of this desk. */
export const Room = ({ children, ...rest }: DeskProps) => (
  <Desk {...rest}>
    <div class="hiring">{children}</div>
  </Desk>
);

/** A moment on the reader's clock. */
export const Moment = ({ visit, at }: { visit: Visit; at: string }) => (
  <time datetime={at}>{sayMoment(visit.speech, visit.zone, fromWire(at))}</time>
);

export const ShortDay = ({ visit, at }: { visit: Visit; at: string }) => (
  <time datetime={at}>{sayShortDay(visit.speech, dayIn(visit.zone, fromWire(at)))}</time>
);

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, milliseconds: number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "3 days ago", "in 2 hours": how long it has waited is seen sooner than since when. */
export function sayAgo({ locale }: Speech, now: Instant, at: Instant): string {
  const format = new Intl.RelativeTimeFormat(`${locale}-u-nu-latn`, { numeric: "auto" });
  const [unit, size] = steps.find(([, milliseconds]) => Math.abs(at - now) >= milliseconds) ?? ["minute", 60_000];
  return format.format(Math.trunc((at - now) / size), unit);
}

/** How long ago, with the moment itself for whoever asks. */
export const Ago = ({ visit, at }: { visit: Visit; at: string }) => {
  const moment = fromWire(at);
  return (
    <time datetime={at} title={sayMoment(visit.speech, visit.zone, moment)}>
      {sayAgo(visit.speech, visit.now, moment)}
    </time>
  );
};

/** What somebody typed, in its own direction. */
export const Own = ({ children }: { children: Child }) => <bdi>{children}</bdi>;

/** A word about how something stands. `tone` only underlines what the word says. */
export const State = ({ word, tone = "plain" }: { word: string; tone?: "plain" | "good" | "alarm" | "busy" }) => (
  <span class={`badge state-${tone}`}>{word}</span>
);

export type Tone = "plain" | "good" | "alarm" | "busy";

type Tab = { href: string; label: Child; here: boolean };

/** Views of one page, side by side. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map(({ href, label: name, here }) => (
        <li>
          <a href={href} {...(here ? { "aria-current": "page" as const } : {})}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** Onward through a list, and back to its beginning; what was looked for stays in the address. */
export const Pager = ({ visit, next }: { visit: Visit; next: string | null }) => {
  const words = wordsOf(visit);
  const { url } = visit.asked;
  const isLater = url.searchParams.has("cursor");
  if (next === null && !isLater) return null;
  return (
    <p class="actions pager">
      {isLater ? <a href={hrefWith(url, { cursor: undefined })}>{words.firstRows}</a> : null}
      {next === null ? null : (
        <a class="button plain" href={hrefWith(url, { cursor: next })}>
          {words.moreRows}
        </a>
      )}
    </p>
  );
};

/** A view is its address: whoever keeps or sends the link keeps the view. */
export const CopyLink = ({ visit }: { visit: Visit }) => {
  const words = wordsOf(visit);
  return (
    <p class="copy-link no-print">
      <a href={hrefWith(visit.asked.url, { cursor: undefined })} data-link>
        {words.linkToView}
      </a>
      <button type="button" class="plain" data-copy-link data-said={words.copied} hidden>
        {words.copyLink}
      </button>
      <span role="status" data-copied></span>
    </p>
  );
};

type FiltersProps = { visit: Visit; isOpen: boolean; clear?: string; children: Child };

/** Filters of a list, folded away on a phone until they are wanted. */
export const Filters = ({ visit, isOpen, clear, children }: FiltersProps) => {
  const words = wordsOf(visit);
  return (
    <details class="narrow no-print" open={isOpen}>
      <summary>{isOpen ? words.filtersOn : words.filters}</summary>
      <form method="get" action={visit.asked.url.pathname} class="narrow-form">
        {children}
        <p class="actions">
          <button type="submit">{words.show}</button>
          {isOpen ? <a href={clear ?? visit.asked.url.pathname}>{words.clear}</a> : null}
        </p>
      </form>
    </details>
  );
};

/** People to choose from, and the choice of nobody in particular. */
export const peopleChoices = (names: Names, none: string) => [
  { value: "", label: none },
  ...[...names].map(([value, label]) => ({ value, label })),
];

/** Where a form goes back to. */
export const Back = ({ to }: { to: string }) => <input type="hidden" name="back" value={to} />;

/** A form that is folded away until somebody wants to do it. */
export const Fold = ({
  title,
  open,
  tone,
  children,
}: {
  title: Child;
  open?: boolean;
  tone?: "alarm";
  children: Child;
}) => (
  <details class={tone === undefined ? "fold" : `fold fold-${tone}`} open={open === true}>
    <summary>{title}</summary>
    <div class="folded">{children}</div>
  </details>
);

export type Difference = { label: string; theirs: string; yours: string };

/** Two wrote at once: what stands now beside what this reader wrote, and a way to each. */
export const Conflict = ({ visit, rows, keep }: { visit: Visit; rows: readonly Difference[]; keep: string }) => {
  const words = wordsOf(visit).version;
  return (
    <section class="warning conflict" aria-labelledby="conflict">
      <h2 id="conflict">{words.title}</h2>
      <p>{words.text}</p>
      {rows.length === 0 ? null : (
        <div class="scroll" tabindex={0} role="region" aria-label={`${words.theirs} – ${words.yours}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.field}</th>
                <th scope="col">{words.theirs}</th>
                <th scope="col">{words.yours}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ label, theirs, yours }) => (
                <tr>
                  <th scope="row">{label}</th>
                  <td dir="auto">{theirs === "" ? "–" : theirs}</td>
                  <td dir="auto">{yours === "" ? "–" : yours}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        <a class="button plain" href={keep}>
          {words.keepTheirs}
        </a>
      </p>
    </section>
  );
};

/** Fields of a form that differ from what stands now. */
export const differences = (
  labels: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
): Difference[] =>
  Object.entries(labels)
    .map(([field, label]) => ({ label, theirs: now[field] ?? "", yours: typed[field] ?? "" }))
    .filter(({ theirs, yours }) => theirs !== yours);

export const isConflict = (problem: { code: string }): boolean => problem.code === "version.conflict";

/** A sentence where a list would be. */
export const Empty = ({ children }: { children: Child }) => <p class="empty quiet">{children}</p>;

export const saveWord = ({ speech }: Visit): string => kitWords[speech.language].save;

type PayPart = { name: string; label: string; choices?: readonly { value: string; label: string }[]; digits?: boolean };

type PayLineProps = {
  label: string;
  optional: string;
  parts: readonly PayPart[];
  said: Readonly<Record<string, string>>;
  faults: readonly FieldFault[];
};

/** Money and what it is for, in one line: a group that may be left empty as a whole. */
export const PayLine = ({ label, optional, parts, said, faults }: PayLineProps) => {
  const id = `${parts[0]?.name ?? label}-group`;
  const wrong = parts.flatMap(({ name }) => faults.filter(({ field }) => field === name));
  return (
    <div class="pay" role="group" aria-labelledby={id}>
      <p id={id}>
        {label} <span class="quiet">({optional})</span>
      </p>
      {wrong.map(({ field, sentence }) => (
        <span class="fault" id={`${field}-fault`}>
          {sentence}
        </span>
      ))}
      <div>
        {parts.map(({ name, label: part, choices, digits }) => {
          const isWrong = wrong.some(({ field }) => field === name);
          const told = isWrong ? { "aria-invalid": "true" as const, "aria-describedby": `${name}-fault` } : {};
          return (
            <p class="field">
              <label for={name}>{part}</label>
              {choices === undefined ? (
                <input
                  id={name}
                  name={name}
                  dir="ltr"
                  value={said[name] ?? ""}
                  {...(digits === true ? { inputmode: "decimal" as const } : { maxlength: 3 })}
                  {...told}
                />
              ) : (
                <select id={name} name={name} {...told}>
                  {choices.map((choice) => (
                    <option value={choice.value} selected={choice.value === said[name]}>
                      {choice.label}
                    </option>
                  ))}
                </select>
              )}
            </p>
          );
        })}
      </div>
    </div>
  );
};
