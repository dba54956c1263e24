import type { Child } from "hono/jsx";
import type { Answer } from "#http/client.ts";
import type { OpDef } from "#http/op.ts";
import type { PageAnswer } from "#http/pages.ts";
import { fromWire } from "#kernel/instant.ts";
import { seeOther } from "../kit/answers.ts";
import { Desk } from "../kit/desk.tsx";
import { Faults, faultyTitle, type FieldFault } from "../kit/forms.tsx";
import { type Speech, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { faultsIn } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { type PeopleWords, words } from "./words.ts";

/** What was refused on this page a moment ago: the faults, and the form as it was filled in. */
export type Again = { faults: readonly FieldFault[]; form: URLSearchParams; status: number };
export const afresh: Again = { faults: [], form: new URLSearchParams(), status: 200 };

export const wordsFor = ({ speech }: { speech: Speech }): PeopleWords => words[speech.language];

/** Asks for one thing and goes on to where it can be seen; what is refused is said on the page it was asked on. */
export async function act<D extends OpDef>(
  visit: Visit,
  asked: Promise<Answer<D>>,
  onward: string,
  again: (again: Again) => Promise<PageAnswer>,
  fields: Readonly<Record<string, string>> = {},
): Promise<PageAnswer> {
  const answer = await asked;
  if (answer.ok) return seeOther(onward);
  const faults = faultsIn(answer.problem, fields, kitWords[visit.speech.language].faults, wordsFor(visit).refusals);
  return again({ faults, form: visit.asked.form, status: answer.status });
}

type RoomProps = {
  visit: Visit;
  title: string;
  again?: Again;
  back?: { href: string; label: string };
  tabs?: boolean;
  under?: string;
  children?: Child;
};

/** A page about the people of a company: what was just done, what is wrong, its heading, its content. */
export const Room = ({ visit, title, again = afresh, back, tabs, under, children }: RoomProps) => (
  <Desk
    visit={visit}
    title={faultyTitle(title, again.faults, visit.speech)}
    note={noteOf(visit)}
    {...(under === undefined ? {} : { under })}
  >
    <Faults faults={again.faults} speech={visit.speech} />
    {tabs === true ? <Tabs visit={visit} /> : null}
    {back === undefined ? null : (
      <p>
        <a href={back.href}>{back.label}</a>
      </p>
    )}
    <h1 dir="auto">{title}</h1>
    {children}
  </Desk>
);

function noteOf(visit: Visit): string | undefined {
  const said: Readonly<Record<string, string>> = wordsFor(visit).said;
  const word = visit.asked.url.searchParams.get("said") ?? "";
  return Object.hasOwn(said, word) ? said[word] : undefined;
}

const Tabs = ({ visit }: { visit: Visit }) => {
  const said = wordsFor(visit).tabs;
  const { pathname } = visit.asked.url;
  const doors = [
    { href: "/desk/people", label: said.people, open: visit.may("members:read") },
    { href: "/desk/invitations", label: said.invitations, open: visit.may("invitations:read") },
    { href: "/desk/teams", label: said.teams, open: visit.may("teams:read") },
    { href: "/desk/roles", label: said.roles, open: visit.may("roles:read") },
  ];
  return (
    <nav aria-label={said.name} class="tabs">
      <ul>
        {doors
          .filter(({ open }) => open)
          .map(({ href, label }) => (
            <li>
              <a href={href} {...(pathname.startsWith(href) ? { "aria-current": "page" as const } : {})}>
                {label}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
};

export const Moment = ({ visit, at }: { visit: Visit; at: string }) => (
  <time datetime={at}>{sayMoment(visit.speech, visit.zone, fromWire(at))}</time>
);

/** The way to the next page of a list; what it is filtered by stays. */
export const More = ({ visit, cursor, label }: { visit: Visit; cursor: string | null; label?: string }) => {
  if (cursor === null) return null;
  const query = new URLSearchParams(visit.asked.url.search);
  query.delete("said");
  query.set("cursor", cursor);
  return (
    <p>
      <a class="button plain" href={`${visit.asked.url.pathname}?${query.toString()}`}>
        {label ?? kitWords[visit.speech.language].more}
      </a>
    </p>
  );
};

/** What a list is asked with: the fields of its form that were filled in, and the page. */
export function filtersIn({ asked }: Visit, names: readonly string[]): Record<string, string> {
  const given = names.map((name) => [name, asked.url.searchParams.get(name)?.trim() ?? ""] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}
export const pageIn = ({ asked }: Visit, limit = 25): { limit: number; cursor?: string } => {
  const cursor = asked.url.searchParams.get("cursor");
  return cursor === null ? { limit } : { limit, cursor };
};

/** A table that is moved sideways on its own where the screen is too narrow for it. */
export const Table = ({ label, head, children }: { label: string; head: readonly string[]; children?: Child }) => (
  <div class="scroll" tabindex={0} role="region" aria-label={label}>
    <table>
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

/** One button that does one thing. */
export const Press = ({
  action,
  label,
  kind,
  name,
}: {
  action: string;
  label: string;
  kind?: "plain" | "alarm";
  name?: string;
}) => (
  <form method="post" action={action}>
    <button
      type="submit"
      {...(kind === undefined ? {} : { class: kind })}
      {...(name === undefined ? {} : { "aria-label": name })}
    >
      {label}
    </button>
  </form>
);
