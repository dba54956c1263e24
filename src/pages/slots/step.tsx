import type { Child } from "hono/jsx";
import { hrefTo, type Pick } from "./pick.ts";

/** The form that brings along what was typed; it stands beside the parts that are replaced, and its buttons stand in them. */
const formId = "typed";

export const TypedForm = ({ pick }: { pick: Pick }) =>
  pick.typed === undefined ? null : (
    <form method="post" action={hrefTo(pick, {})} id={formId} data-swap="calendar times" hidden>
      <Typed pick={pick} />
    </form>
  );

/** What was typed, in a form of its own that looks around. */
export const Typed = ({ pick }: { pick: Pick }) =>
  pick.typed === undefined ? null : (
    <>
      {pick.typed.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );

type StepProps = {
  pick: Pick;
  /** What is different there. */
  to: Readonly<Record<string, string | undefined>>;
  /** Where on the page one begins there, for whoever comes without scripts. */
  at?: string;
  id?: string | undefined;
  class?: string;
  dir?: "auto";
  name?: string;
  /** The month before or after: what the keys of the grid press. */
  turns?: "prev" | "next";
  isCurrent?: boolean;
  /** Whoever points at it is led to what is new, where that is out of sight. */
  leads?: boolean;
  children?: Child;
};

/** A way to the same page with something else in it: a link, or a button where what was typed has to come along. */
export const Step = ({ pick, to, at, name, turns, isCurrent, leads, children, ...own }: StepProps) => {
  const shared = {
    ...own,
    ...(name === undefined ? {} : { "aria-label": name }),
    ...(turns === undefined ? {} : { "data-turns": turns }),
    ...(isCurrent === true ? { "aria-current": "true" as const } : {}),
    ...(leads === true ? { "data-leads": "" } : {}),
  };
  if (pick.typed === undefined)
    return (
      <a href={hrefTo(pick, to) + (at === undefined ? "" : `#${at}`)} data-swap="calendar times" {...shared}>
        {children}
      </a>
    );
  return (
    <button type="submit" form={formId} formaction={hrefTo(pick, to)} name="do" value="look" {...shared}>
      {children}
    </button>
  );
};
