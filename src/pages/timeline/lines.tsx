// What was done about something and told of it, along a line.
import type { Child } from "hono/jsx";
import { fromWire } from "#kernel/instant.ts";
import type { Visit } from "../kit/member.tsx";
import type { Names } from "../kit/names.ts";
import { Moment, Tabs } from "../kit/room.tsx";
import { filled, own } from "../kit/when.tsx";
import { type TimelineWords, timelineWords } from "./words.ts";

export type Kind = keyof TimelineWords["kind"];

export const kinds: readonly Kind[] = ["application", "change", "mail", "reminder", "webhook", "notification"];

export type Line = {
  at: string;
  kind: Kind;
  what: string;
  /** Which of several things it is about. */
  about?: string;
  status: string | null;
  reason: string | null;
  /** Whom a letter went to. */
  to?: string | undefined;
  /** Who did it. */
  by?: string | undefined;
};

/** What a fact or a letter is called: `booking.created`, and the letters that are named after it. */
export function sayWhat({ speech }: Pick<Visit, "speech">, type: string): string {
  const { what } = timelineWords[speech.language];
  const [first = "", second = ""] = type.split(".");
  return what[type] ?? what[second] ?? what[first] ?? type.replaceAll(/[._]/g, " ");
}

/** Who did something, as far as anybody knows. */
export function whoDid({ speech }: Pick<Visit, "speech">, names: Names, actor: string | null): string {
  const { who } = timelineWords[speech.language];
  if (actor === null || actor === "system") return who.system;
  if (/^(?:public$|lnk_|act_)/.test(actor)) return who.stranger;
  return names.get(actor) ?? (actor.startsWith("key_") ? who.program : who.somebody);
}

type KindsProps = {
  visit: Visit;
  kinds: readonly Kind[];
  now: Kind | undefined;
  hrefOf: (kind: Kind | undefined) => string;
};

/** All of it, or one kind alone. */
export const Kinds = ({ visit, kinds: there, now, hrefOf }: KindsProps) => {
  const words = timelineWords[visit.speech.language];
  const tab = (kind: Kind | undefined, label: string) => ({
    href: `${hrefOf(kind)}#timeline`,
    label,
    here: kind === now,
  });
  return (
    <Tabs
      visit={visit}
      label={words.title}
      tabs={[tab(undefined, words.all), ...there.map((kind) => tab(kind, words.kind[kind]))]}
    />
  );
};

export const Lines = ({ visit, lines }: { visit: Visit; lines: readonly Line[] }) => (
  <ol class="timeline">
    {lines.map((line) => (
      <Entry visit={visit} line={line} />
    ))}
  </ol>
);

const Entry = ({ visit, line: { at, kind, what, about, status, reason, to, by } }: { visit: Visit; line: Line }) => {
  const words = timelineWords[visit.speech.language];
  const parts: Child[] = [
    <Moment visit={visit} at={at} />,
    ...(fromWire(at) > visit.now ? [words.coming] : []),
    ...(about === undefined ? [] : [<bdi>{about}</bdi>]),
    ...(status === null ? [] : [words.outcome[status] ?? status]),
  ];
  return (
    <li class={`line-${kind}`}>
      <p>
        <span class="quiet">{words.kind[kind]}</span> <strong>{what}</strong>
        {to === undefined ? null : <span> {filled(words.to, to)}</span>}
        {by === undefined ? null : <span class="quiet"> {filled(words.by, by)}</span>}
      </p>
      {reason === null ? null : (
        <p class="told" dir="auto">
          {own(reason)}
        </p>
      )}
      <p class="quiet">
        {parts.map((part, place) => (
          <>
            {place === 0 ? "" : " · "}
            {part}
          </>
        ))}
      </p>
    </li>
  );
};
