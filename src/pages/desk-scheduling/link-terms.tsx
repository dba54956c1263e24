// What can be said of a link when it is made and later: its name, how often, between which days.
import type * as z from "zod";
import type { SchedulingLink } from "#booking/links/contract.ts";
import { after, fromWire } from "#kernel/instant.ts";
import { Field, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { dayTyped, type Filled, filling, type Sheet, sheetOf } from "../kit/sheet.ts";
import { dateOn, given, today } from "./parts.tsx";
import { wordsFor } from "./words.ts";

export type Link = z.output<typeof SchedulingLink>;

export const Terms = ({ visit, filled, isNew = false }: { visit: Visit; filled: Filled; isNew?: boolean }) => {
  const words = wordsFor(visit).links;
  const { line } = filling(filled, visit.speech);
  const day = (name: string) => ({
    ...line(name),
    type: "date" as const,
    optional: true,
    ...(isNew ? { min: today(visit) } : {}),
  });
  return (
    <>
      <Field {...line("name")} label={words.name} hint={words.nameHint} maxlength={200} optional dir="auto" />
      <Field {...line("uses")} type="number" min={1} label={words.uses} hint={words.usesHint} optional />
      <Field {...day("first")} label={words.firstDay} />
      <Field {...day("last")} label={words.lastDay} />
      <Field {...day("ends")} label={words.ends} {...(isNew ? { hint: words.endsHint } : {})} />
    </>
  );
};

/** The days are said as people count them: the last is the one that is still in. */
export function sheetOfLink({ zone }: Visit, link: Link): Sheet {
  const dayOf = (at: string | null, earlier = 0) => (at === null ? null : dateOn(zone, after(fromWire(at), -earlier)));
  return sheetOf({
    name: link.name,
    uses: link.max_uses,
    first: dayOf(link.starts_after),
    last: dayOf(link.starts_before, 1),
    ends: dayOf(link.expires_at, 1),
  });
}

export function termsIn({ asked: { form }, zone }: Visit) {
  const uses = typed(form, "uses");
  return {
    name: typed(form, "name") ?? null,
    max_uses: uses === undefined ? null : Number(uses),
    starts_after: dayTyped(typed(form, "first"), zone) ?? null,
    starts_before: dayTyped(typed(form, "last"), zone, 1) ?? null,
    ...given({ expires_at: dayTyped(typed(form, "ends"), zone, 1) }),
  };
}

export const fieldsOfLink = {
  "/name": "name",
  "/event_type_id": "type",
  "/member_id": "person",
  "/max_uses": "uses",
  "/starts_after": "first",
  "/starts_before": "last",
  "/expires_at": "ends",
};

export const termLabels = (visit: Visit) => {
  const { name, uses, firstDay: first, lastDay: last, ends } = wordsFor(visit).links;
  return { name, uses, first, last, ends };
};
