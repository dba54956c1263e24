// What the pages of the hiring desk are made of besides the kit.
import type { Child } from "hono/jsx";
import { fromWire, type Instant } from "#kernel/instant.ts";
import { worded } from "../kit/choices.ts";
import { Select } from "../kit/forms.tsx";
import { sayMoment, sayShortDay, dayIn, type Speech } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import type { Filled } from "../kit/sheet.ts";
import { hrefWith } from "./asking.ts";
import { wordsOf } from "./words.ts";

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

/** A word about how something stands. `tone` only underlines what the word says. */
export const State = ({ word, tone = "plain" }: { word: string; tone?: "plain" | "good" | "alarm" | "busy" }) => (
  <span class={`badge state-${tone}`}>{word}</span>
);

export type Tone = "plain" | "good" | "alarm" | "busy";

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

/** `list`: its address, where the page may also be the answer to a form of its. */
type FiltersProps = { visit: Visit; isOpen: boolean; list?: string; clear?: string; children: Child };

/** Filters of a list, folded away on a phone until they are wanted. */
export const Filters = ({ visit, isOpen, list = visit.asked.url.pathname, clear = list, children }: FiltersProps) => {
  const words = wordsOf(visit);
  return (
    <details class="narrow no-print" open={isOpen}>
      <summary>{isOpen ? words.filtersOn : words.filters}</summary>
      <form method="get" action={list} class="narrow-form">
        {children}
        <p class="actions">
          <button type="submit">{words.show}</button>
          {isOpen ? <a href={clear}>{words.clear}</a> : null}
        </p>
      </form>
    </details>
  );
};

export const orders = ["created_at.desc", "created_at.asc"] as const;

/** Which comes first. */
export const Order = ({ visit }: { visit: Visit }) => {
  const words = wordsOf(visit);
  return (
    <Select
      name="order"
      label={words.order}
      value={visit.asked.url.searchParams.get("order")}
      choices={worded(orders, { "created_at.desc": words.newest, "created_at.asc": words.oldest })}
      speech={visit.speech}
    />
  );
};

/** Where a form goes back to. */
export const Back = ({ to }: { to: string }) => <input type="hidden" name="back" value={to} />;

/** A sentence where a list would be. */
export const Empty = ({ children }: { children: Child }) => <p class="empty quiet">{children}</p>;

type PayPart = { name: string; label: string; choices?: readonly { value: string; label: string }[]; digits?: boolean };

type PayLineProps = {
  label: string;
  optional: string;
  parts: readonly PayPart[];
  filled: Filled;
};

/** Money and what it is for, in one line: a group that may be left empty as a whole. */
export const PayLine = ({ label, optional, parts, filled: { sheet, faults = [] } }: PayLineProps) => {
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
                  value={sheet.get(name) ?? ""}
                  {...(digits === true ? { inputmode: "decimal" as const } : { maxlength: 3 })}
                  {...told}
                />
              ) : (
                <select id={name} name={name} {...told}>
                  {choices.map((choice) => (
                    <option value={choice.value} selected={choice.value === sheet.get(name)}>
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
