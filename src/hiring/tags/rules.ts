import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Tag } from "./tables.ts";

export type TagCode = "tag.unknown" | "tag.name_taken" | "tag.too_many" | "tag.wrong_kind" | "tag.not_assigned";

/** Labels are read whole whenever somebody looks for a word. */
export const maxTags = 500;

/** Candidates wear tags for candidates, members those for interviewers. */
export const fitting = (tag: Pick<Tag, "kind">, kind: Tag["kind"]): Outcome<true, TagCode> =>
  tag.kind === kind ? done(true) : refuse("tag.wrong_kind", { kind: tag.kind });
