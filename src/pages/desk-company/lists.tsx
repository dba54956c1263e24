import type { Child } from "hono/jsx";
import type { Visit } from "../kit/member.tsx";
import { kitWords } from "../kit/words.ts";
import { sharedWords } from "./words.ts";

type Choice = { value: string; label: string };

/** A filter's choice: any, or one of these. */
export const Any = ({
  visit: { speech, asked },
  name,
  label,
  choices,
}: {
  visit: Visit;
  name: string;
  label: string;
  choices: readonly Choice[];
}) => {
  const chosen = asked.url.searchParams.get(name) ?? "";
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{sharedWords[speech.language].any}</option>
        {choices.map(({ value, label: own }) => (
          <option value={value} selected={value === chosen}>
            {own}
          </option>
        ))}
      </select>
    </p>
  );
};

/** A filter's words to look for. */
export const Seek = ({ visit: { asked }, name, label }: { visit: Visit; name: string; label: string }) => (
  <p class="field">
    <label for={name}>{label}</label>
    <input id={name} name={name} type="search" dir="auto" value={asked.url.searchParams.get(name) ?? ""} />
  </p>
);

export const Filters = ({ visit, children }: { visit: Visit; children?: Child }) => {
  const words = sharedWords[visit.speech.language];
  return (
    <form method="get" class="filters" role="search" aria-label={words.filter}>
      {children}
      <button type="submit" class="plain">
        {words.apply}
      </button>
    </form>
  );
};

/** On to the next page of a list, with the same filters. */
export const More = ({ visit, cursor }: { visit: Visit; cursor: string | null }) => {
  if (cursor === null) return null;
  const next = new URLSearchParams(visit.asked.url.search);
  next.delete("said");
  next.set("cursor", cursor);
  return (
    <p>
      <a class="button plain" href={`?${next.toString()}`} rel="next">
        {kitWords[visit.speech.language].more}
      </a>
    </p>
  );
};

/** What a list is asked with: the filters that say something, and where to go on. */
export function filtersIn({ asked: { url } }: Visit, names: readonly string[]): Record<string, string> {
  const pairs = names.map((name) => [name, url.searchParams.get(name)?.trim() ?? ""] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
}

export function pageIn({ asked: { url } }: Visit, limit = 25): { limit: number; cursor?: string } {
  const cursor = url.searchParams.get("cursor");
  return cursor === null ? { limit } : { limit, cursor };
}
