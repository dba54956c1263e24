// What can be said of a link, when it is made and later.
import type * as z from "zod";
import type { SchedulingLink } from "#booking/links/contract.ts";
import { after, fromWire } from "#kernel/instant.ts";
import { Field, type FieldFault, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { dateOn, dayTyped, given, today } from "./parts.tsx";
import { wordsFor } from "./words.ts";

export type Link = z.output<typeof SchedulingLink>;

/** What can be said of a link when it is made and later: its name, how often, between which days. */
export const Terms = ({
  visit,
  form,
  faults,
  link,
  uses,
}: {
  visit: Visit;
  form: URLSearchParams | undefined;
  faults: readonly FieldFault[];
  link?: Link;
  uses: string;
}) => {
  const words = wordsFor(visit).links;
  const { speech, zone } = visit;
  const dayOf = (at: string | null | undefined, earlier = 0) =>
    at == null ? "" : dateOn(zone, after(fromWire(at), -earlier));
  const day = (name: string, label: string, stands: string, hint?: string) => (
    <Field
      name={name}
      type="date"
      label={label}
      value={form?.get(name) ?? stands}
      optional
      faults={faults}
      speech={speech}
      {...(hint === undefined ? {} : { hint })}
      {...(link === undefined ? { min: today(visit) } : {})}
    />
  );
  return (
    <>
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={form?.get("name") ?? link?.name ?? ""}
        maxlength={200}
        optional
        dir="auto"
        faults={faults}
        speech={speech}
      />
      <Field
        name="uses"
        type="number"
        min={1}
        label={words.uses}
        hint={words.usesHint}
        value={form?.get("uses") ?? uses}
        optional
        faults={faults}
        speech={speech}
      />
      {day("first", words.firstDay, dayOf(link?.starts_after))}
      {day("last", words.lastDay, dayOf(link?.starts_before, 1))}
      {day("ends", words.ends, dayOf(link?.expires_at, 1), link === undefined ? words.endsHint : undefined)}
    </>
  );
};

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
