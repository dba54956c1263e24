// Links that somebody books by.
import {
  changeSchedulingLink,
  createSchedulingLink,
  getSchedulingLink,
  listSchedulingLinks,
  revokeSchedulingLink,
} from "#booking/links/contract.ts";
import { standings } from "#booking/links/rules.ts";
import { fromWire } from "#kernel/instant.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act, idIn, standing } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { onceIn, Select, typed, Version } from "../kit/forms.tsx";
import { sayMoment, sayNumber } from "../kit/language.ts";
import { Any, Filters, filtersIn, More, pageIn, Seek } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Door, Fold, Moment, Press, Room } from "../kit/room.tsx";
import { type Filled, filling } from "../kit/sheet.ts";
import { SheetForm } from "../kit/sheet-form.tsx";
import { filled as fill } from "../kit/when.tsx";
import { eventTypesIn, type Names, namesIn, toChoices } from "../kit/names.ts";
import { fieldsOfLink, type Link, sheetOfLink, Terms, termsIn, termLabels } from "./link-terms.tsx";
import { Address, Badge, Titled } from "./parts.tsx";
import { Found, Row } from "./rows.tsx";
import { wordsFor } from "./words.ts";

/** What a link books, and with whom, by their names. */
type Known = { types: Names; names: Names };

async function knownIn(visit: Visit): Promise<Known> {
  const [types, names] = await Promise.all([eventTypesIn(visit), namesIn(visit)]);
  return { types, names };
}

/** What a link is for, in the words of whoever made it, else of what it books and with whom. */
function nameOf(visit: Visit, link: Link, { types, names }: Known): string {
  const [type, member] = [types.get(link.event_type_id ?? ""), names.get(link.member_id ?? "")];
  return link.name ?? ([type, member].filter(Boolean).join(" · ") || wordsFor(visit).links.nameless);
}

export async function showLinks(visit: Visit): Promise<Response> {
  const words = wordsFor(visit).links;
  const query = filtersIn(visit, ["status", "member_id", "event_type_id", "q"]);
  const [page, known] = await Promise.all([
    need(visit.api.call(listSchedulingLinks, { query, page: pageIn(visit) })),
    knownIn(visit),
  ]);
  return deskResponse(
    <Room
      visit={visit}
      title={words.title}
      actions={<Door visit={visit} needs="scheduling_links:write" href="/desk/links/new" label={words.new} />}
    >
      <Filters visit={visit}>
        <Seek visit={visit} name="q" label={words.findByName} />
        <Any
          visit={visit}
          name="status"
          label={words.status}
          choices={standings.map((value) => ({ value, label: words.state[value] }))}
        />
        <Any visit={visit} name="member_id" label={words.whoHosts} choices={toChoices(known.names)} />
      </Filters>
      <Found visit={visit} words={words} page={page} />
      <ul class="rows">
        {page.data.map((link) => (
          <LinkRow visit={visit} link={link} name={nameOf(visit, link, known)} />
        ))}
      </ul>
      <More visit={visit} cursor={page.next_cursor} />
    </Room>,
  );
}

function usesOf(visit: Visit, { uses, max_uses: most }: Link): string {
  const words = wordsFor(visit).links;
  const used = sayNumber(visit.speech, uses);
  return most === null ? fill(words.usedAny, used) : fill(words.used, used, sayNumber(visit.speech, most));
}

const LinkRow = ({ visit, link, name }: { visit: Visit; link: Link; name: string }) => {
  const words = wordsFor(visit).links;
  const ends = sayMoment(visit.speech, visit.zone, fromWire(link.expires_at));
  return (
    <Row
      name={name}
      href={`/desk/links/${link.id}`}
      about={[
        <>
          {usesOf(visit, link)} · <time datetime={link.expires_at}>{fill(words.endsOn, ends)}</time>
        </>,
      ]}
      end={<Badge is={link.status}>{words.state[link.status]}</Badge>}
    >
      {link.status === "good" ? <Address id={`address-${link.id}`} label={words.address} url={link.url} /> : null}
    </Row>
  );
};

export const showNewLink = (visit: Visit): Promise<Response> =>
  newLinkPage(visit, { sheet: new URLSearchParams({ uses: "1" }) });

async function newLinkPage(visit: Visit, filled: Filled): Promise<Response> {
  const words = wordsFor(visit).links;
  const { names, types } = await knownIn(visit);
  const { line } = filling(filled, visit.speech);
  const back = { href: "/desk/links", label: words.title };
  return deskResponse(
    <Room visit={visit} title={words.new} back={back} faults={filled.faults}>
      <SheetForm visit={visit} filled={filled} version={undefined} back={back.href} save={words.make}>
        <Select {...line("type")} label={words.forWhat} hint={words.whoHint} choices={toChoices(types, "–")} optional />
        <Select {...line("person")} label={words.whoHosts} choices={toChoices(names, "–")} optional />
        <Terms visit={visit} filled={filled} isNew />
      </SheetForm>
    </Room>,
    filled.status,
  );
}

export function createLink(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const asked = visit.api.call(createSchedulingLink, {
    body: { ...termsIn(visit), event_type_id: typed(form, "type") ?? null, member_id: typed(form, "person") ?? null },
    headers: onceIn(form),
  });
  return act(visit, asked, { to: ({ id }) => `/desk/links/${id}?said=made`, again: newLinkPage, fields: fieldsOfLink });
}

const linkIn = (visit: Visit): Promise<Link> => need(visit.api.call(getSchedulingLink, { param: { id: idIn(visit) } }));

export const showLink = async (visit: Visit): Promise<Response> => linkPage(visit, await linkIn(visit));

async function linkPage(visit: Visit, link: Link, again?: Filled): Promise<Response> {
  const words = wordsFor(visit).links;
  const known = await knownIn(visit);
  const name = nameOf(visit, link, known);
  return deskResponse(
    <Room
      visit={visit}
      title={name}
      heading={<Titled name={name} is={link.status} word={words.state[link.status]} />}
      back={{ href: "/desk/links", label: words.title }}
      faults={again?.faults}
    >
      {link.status === "good" ? (
        <div class="card">
          <Address id="address" label={words.address} url={link.url} />
        </div>
      ) : null}
      <Facts visit={visit} link={link} known={known} />
      {link.uses > 0 && visit.may("bookings:read") ? (
        <p>
          <a href={`/desk/bookings?view=all&link_id=${link.id}`}>{words.made}</a>
        </p>
      ) : null}
      {visit.may("scheduling_links:write") && link.status !== "revoked" ? (
        <Change visit={visit} link={link} again={again} />
      ) : null}
    </Room>,
    again?.status,
  );
}

const Facts = ({ visit, link, known }: { visit: Visit; link: Link; known: Known }) => {
  const words = wordsFor(visit);
  return (
    <dl class="facts">
      <dt>{words.links.uses}</dt>
      <dd>{usesOf(visit, link)}</dd>
      {link.event_type_id === null ? null : (
        <>
          <dt>{words.links.forWhat}</dt>
          <dd dir="auto">{known.types.get(link.event_type_id) ?? words.open}</dd>
        </>
      )}
      {link.member_id === null ? null : (
        <>
          <dt>{words.links.whoHosts}</dt>
          <dd dir="auto">{known.names.get(link.member_id) ?? words.unnamed}</dd>
        </>
      )}
      <dt>{words.links.ends}</dt>
      <dd>
        <Moment visit={visit} at={link.expires_at} />
      </dd>
    </dl>
  );
};

const Change = ({ visit, link, again }: { visit: Visit; link: Link; again: Filled | undefined }) => {
  const words = wordsFor(visit).links;
  const path = `/desk/links/${link.id}`;
  return (
    <>
      <Fold label={words.changeTitle} open={again !== undefined}>
        <form method="post" action={path}>
          <Version version={link.version} />
          <Terms visit={visit} filled={again ?? { sheet: sheetOfLink(visit, link) }} />
          <button type="submit">{words.change}</button>
        </form>
      </Fold>
      <Fold label={words.revoke}>
        <p>{words.revokeText}</p>
        <Press action={`${path}/revoke`} version={link.version} label={words.revoke} kind="alarm" />
      </Fold>
    </>
  );
};

export async function changeLink(visit: Visit): Promise<PageAnswer> {
  const link = await linkIn(visit);
  const path = `/desk/links/${link.id}`;
  const asked = visit.api.call(changeSchedulingLink, { ...standing(visit), body: termsIn(visit) });
  return act(visit, asked, {
    to: `${path}?said=saved`,
    again: (_, filled) => linkPage(visit, link, filled),
    fields: fieldsOfLink,
    clash: () => ({
      action: path,
      back: path,
      theirs: sheetOfLink(visit, link),
      version: link.version,
      labels: termLabels(visit),
    }),
  });
}

export async function revokeLink(visit: Visit): Promise<PageAnswer> {
  const link = await linkIn(visit);
  return act(visit, visit.api.call(revokeSchedulingLink, standing(visit)), {
    to: `/desk/links/${link.id}?said=revoked`,
    again: (_, { faults = [], status = 412 }) =>
      linkPage(visit, link, { sheet: sheetOfLink(visit, link), faults, status }),
  });
}
