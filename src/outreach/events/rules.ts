import type { Id, Kind } from "#kernel/ids.ts";
import { day, type Instant, toWire } from "#kernel/instant.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";

export type EventCode = "event.unknown" | "event.over" | "event.name_unknown";

/** How long the feed shows an event, and so how long one can be sent again. */
export const keptFor = 30 * day;

type Words = Record<string, unknown> | null;

/** A fact as it stands in the log, with its body, and its place among the facts about the same thing. */
export type StoredEvent = {
  id: Id<"fact">;
  seq: number;
  type: string;
  entityType: Kind;
  entityId: string;
  entityVersion: number;
  actor: string;
  requestId: string;
  at: Instant;
  before: Words;
  after: Words;
  sequence: number;
  previousId: Id<"fact"> | null;
};

/** What a webhook is sent, and what the feed shows: made of what was stored when it happened, and of nothing that is true now. */
export function bodyOf(event: StoredEvent) {
  const at = toWire(event.at);
  return {
    type: event.type,
    timestamp: at,
    data: {
      id: event.id,
      type: event.type,
      entity_type: event.entityType,
      entity_id: event.entityId,
      version: event.entityVersion,
      seq: event.seq,
      sequence: event.sequence,
      previous_id: event.previousId,
      actor: event.actor,
      request_id: event.requestId,
      at,
      after: event.after,
      previous_attributes: changedOf(event.before, event.after),
    },
  };
}

/** What was otherwise before. Null where there was nothing before, or nothing of it is kept. */
function changedOf(before: Words, after: Words): Words {
  if (before === null) return null;
  const isOther = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(after?.[name]);
  return Object.fromEntries(Object.entries(before).filter(isOther));
}

/** `*`, `booking.*` or `booking.created`. */
export const eventWord = /^(?:\*|[a-z_]+\.(?:\*|[a-z_]+))$/;

const fitsWord = (word: string, type: string): boolean =>
  word === "*" || word === type || (word.endsWith(".*") && type.startsWith(word.slice(0, -1)));

/** Whether somebody who asked for these is told of this. */
export const fits = (words: readonly string[], type: string): boolean => words.some((word) => fitsWord(word, type));

/** The events that these words mean; a word that means none is told, at its place in the list below `pointer`. */
export function eventsMeant(
  words: readonly string[],
  known: readonly string[],
  pointer: string,
): Outcome<readonly string[], EventCode> {
  const errors = words.flatMap((word, place): Fault[] =>
    known.some((type) => fitsWord(word, type))
      ? []
      : [{ pointer: `${pointer}/${place}`, code: "event.name_unknown", detail: word }],
  );
  return errors.length > 0 ? refuse("event.name_unknown", { errors }) : done(known.filter((type) => fits(words, type)));
}
