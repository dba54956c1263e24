import type { Child } from "hono/jsx";
import type { Permission } from "#identity/permissions.ts";
import { deskWords } from "./desk-words.ts";
import { type Choice, Field, type FieldProps, Select } from "./forms.tsx";
import type { Visit } from "./member.tsx";
import { Door, Room, type RoomProps } from "./room.tsx";
import { kitWords } from "./words.ts";

/** What a list is narrowed by; the address keeps it. */
export const Filters = ({ visit, children }: { visit: Visit; children?: Child }) => {
  const words = deskWords[visit.speech.language];
  return (
    <form method="get" class="filters" role="search" aria-label={words.filter}>
      {children}
      <button type="submit" class="plain">
        {words.apply}
      </button>
    </form>
  );
};

type AnyProps = { visit: Visit; name: string; label: string; choices: readonly Choice[] };

/** A filter's choice: any, or one of these. */
export const Any = ({ visit: { speech, asked }, choices, ...rest }: AnyProps) => (
  <Select
    {...rest}
    value={asked.url.searchParams.get(rest.name)}
    choices={[{ value: "", label: deskWords[speech.language].any }, ...choices]}
    required={false}
  />
);

/** Whether it is in use, or is not, or either. */
export const AnyState = ({ visit }: { visit: Visit }) => {
  const words = deskWords[visit.speech.language];
  const choices = [
    { value: "true", label: words.active },
    { value: "false", label: words.inactive },
  ];
  return <Any visit={visit} name="active" label={words.state} choices={choices} />;
};

/** A filter's words to look for, or its day. */
export const Seek = ({ visit: { asked }, ...rest }: Omit<FieldProps, "value" | "required"> & { visit: Visit }) => (
  <Field type="search" dir="auto" {...rest} value={asked.url.searchParams.get(rest.name)} required={false} />
);

type Page = { data: readonly unknown[]; next_cursor: string | null };
/** Nothing at all, or nothing that fits what was looked for. */
export const sayNone = (words: { none: string; noneFit: string }, query: object): string =>
  Object.keys(query).length === 0 ? words.none : words.noneFit;

/** The way to the next page of a list, and back to its beginning; what it is narrowed by stays. */
export const More = ({ visit: { asked, speech }, cursor }: { visit: Visit; cursor: string | null }) => {
  const { searchParams } = asked.url;
  const isLater = searchParams.has("cursor");
  if (cursor === null && !isLater) return null;
  const start = new URLSearchParams(searchParams);
  start.delete("said");
  start.delete("cursor");
  const next = new URLSearchParams(start);
  next.set("cursor", cursor ?? "");
  return (
    <p class="actions">
      {cursor === null ? null : (
        <a class="button plain" href={`?${next.toString()}`} rel="next">
          {kitWords[speech.language].more}
        </a>
      )}
      {isLater ? <a href={`?${start.toString()}`}>{deskWords[speech.language].fromStart}</a> : null}
    </p>
  );
};

type ListRoomProps = Omit<RoomProps, "actions"> & {
  /** A sentence on what the list is of. */
  intro?: string;
  /** The way to a new one. */
  make?: { needs: Permission; href: string; label: string };
  /** What it can be narrowed by. */
  filters?: Child;
  page: Page;
  none: string;
  /** What stands below the list. */
  below?: Child;
};

/** The page of a list: what it is of, what narrows it, some of it, and the way on. */
export const ListRoom = ({ intro, make, filters, page, none, below, children, ...rest }: ListRoomProps) => (
  <Room {...rest} actions={make === undefined ? undefined : <Door visit={rest.visit} {...make} />}>
    {intro === undefined ? null : <p class="quiet">{intro}</p>}
    {filters === undefined ? null : <Filters visit={rest.visit}>{filters}</Filters>}
    {page.data.length > 0 ? children : none === "" ? null : <p>{none}</p>}
    <More visit={rest.visit} cursor={page.next_cursor} />
    {below}
  </Room>
);

type TableProps = { label: string; head: readonly string[]; children?: Child };

/** A table that is moved sideways on its own where the screen is too narrow for it. */
export const Table = ({ label, head, children }: TableProps) => (
  <div class="scroll" tabindex={0} role="region" aria-label={label}>
    <table class="rows">
      <thead>
        <tr>
          {head.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

/** What a list is asked with: the filters that say something. */
export function filtersIn({ asked: { url } }: Visit, names: readonly string[]): Record<string, string> {
  const pairs = names.map((name) => [name, url.searchParams.get(name)?.trim() ?? ""] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
}

/** Which page of a list, and in which order. */
export function pageIn({ asked: { url } }: Visit, order?: string, limit = 25) {
  const cursor = url.searchParams.get("cursor");
  return { limit, ...(order === undefined ? {} : { order }), ...(cursor === null ? {} : { cursor }) };
}
