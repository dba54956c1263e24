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
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Faults, faultyTitle, Field, ifMatchIn, Once, onceIn, Select, typed, Version } from "../kit/forms.tsx";
import { count, sayMoment, sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { filled, own } from "../kit/when.tsx";
import { Address, askedFor, Badge, faultsOf, Fold, given, Pager, pageAsked, type Refused, saidIn } from "./parts.tsx";
import { eventTypesIn, type Names, namesIn, peopleChoices } from "./people.ts";
import { type Link, Terms, termsIn } from "./link-terms.tsx";
import { wordsFor } from "./words.ts";

type Types = Awaited<ReturnType<typeof eventTypesIn>>;

/** What a link is for, in the words of whoever made it, else of what it books and with whom. */
function nameOf(visit: Visit, link: Link, types: Types, names: Names): string {
  const type = types.find(({ id }) => id === link.event_type_id)?.title;
  const member = link.member_id === null ? undefined : names.get(link.member_id);
  return link.name ?? ([type, member].filter(Boolean).join(" · ") || wordsFor(visit).links.nameless);
}

export async function showLinks(visit: Visit): Promise<Response> {
  const { api, speech, may } = visit;
  const words = wordsFor(visit);
  const query = given({
    status: askedFor(visit, "status"),
    member_id: askedFor(visit, "person"),
    event_type_id: askedFor(visit, "type"),
    q: askedFor(visit, "q"),
  });
  const [page, names, types] = await Promise.all([
    need(api.call(listSchedulingLinks, { query, page: pageAsked(visit) })),
    namesIn(visit),
    eventTypesIn(visit),
  ]);
  return deskResponse(
    <Room visit={visit} title={words.links.title} note={saidIn(visit)}>
      <div class="head">
        <h1>{words.links.title}</h1>
        {may("scheduling_links:write") ? (
          <p class="actions">
            <a class="button" href="/desk/links/new">
              {words.links.new}
            </a>
          </p>
        ) : null}
      </div>
      <form method="get" class="filters" aria-label={words.filters}>
        <Field
          name="q"
          type="search"
          label={words.links.findByName}
          value={askedFor(visit, "q") ?? ""}
          optional
          speech={speech}
        />
        <Select
          name="status"
          label={words.links.status}
          value={askedFor(visit, "status") ?? ""}
          choices={[
            { value: "", label: words.all },
            ...standings.map((value) => ({ value, label: words.links.state[value] })),
          ]}
          optional
          speech={speech}
        />
        <Select
          name="person"
          label={words.links.whoHosts}
          value={askedFor(visit, "person") ?? ""}
          choices={peopleChoices(names, words.anybody)}
          optional
          speech={speech}
        />
        <button type="submit" class="plain">
          {words.show}
        </button>
      </form>
      <p class="quiet" role="status">
        {page.data.length === 0 ? words.links.empty : count(speech.language, page.data.length, words.links.found)}
      </p>
      <ul class="rows">
        {page.data.map((link) => (
          <Row visit={visit} link={link} name={nameOf(visit, link, types, names)} />
        ))}
      </ul>
      <Pager visit={visit} page={page} />
    </Room>,
  );
}

function usesOf(visit: Visit, { uses, max_uses: most }: Link): string {
  const words = wordsFor(visit).links;
  const used = sayNumber(visit.speech, uses);
  return most === null ? filled(words.usedAny, used) : filled(words.used, used, sayNumber(visit.speech, most));
}

const Row = ({ visit, link, name }: { visit: Visit; link: Link; name: string }) => {
  const words = wordsFor(visit).links;
  return (
    <li>
      <div class="row-main">
        <a href={`/desk/links/${link.id}`} class="row-name">
          <bdi>{name}</bdi>
        </a>
        <span class="quiet">
          {usesOf(visit, link)} ·{" "}
          <time datetime={link.expires_at}>
            {filled(words.endsOn, sayMoment(visit.speech, visit.zone, fromWire(link.expires_at)))}
          </time>
        </span>
        {link.status === "good" ? <Address id={`address-${link.id}`} label={words.address} url={link.url} /> : null}
      </div>
      <div class="row-end">
        <Badge is={link.status}>{words.state[link.status]}</Badge>
      </div>
    </li>
  );
};

const fieldsOfLink = {
  "/name": "name",
  "/event_type_id": "type",
  "/member_id": "person",
  "/max_uses": "uses",
  "/starts_after": "first",
  "/starts_before": "last",
  "/expires_at": "ends",
};

export const showNewLink = (visit: Visit): Promise<Response> => newLinkPage(visit);

async function newLinkPage(visit: Visit, refused?: Refused): Promise<Response> {
  const { speech } = visit;
  const words = wordsFor(visit);
  const [names, types] = await Promise.all([namesIn(visit), eventTypesIn(visit)]);
  const faults = faultsOf(visit, refused, fieldsOfLink);
  const form = refused?.form;
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.links.new, faults, speech)}>
      <p>
        <a href="/desk/links">{words.links.title}</a>
      </p>
      <h1>{words.links.new}</h1>
      <Faults faults={faults} speech={speech} />
      <form method="post" action="/desk/links/new" class="sheet">
        <Once nonce={visit.nonce} />
        <Select
          name="type"
          label={words.links.forWhat}
          hint={words.links.whoHint}
          value={form?.get("type") ?? ""}
          choices={[{ value: "", label: "–" }, ...types.map(({ id, title }) => ({ value: id, label: title }))]}
          optional
          faults={faults}
          speech={speech}
        />
        <Select
          name="person"
          label={words.links.whoHosts}
          value={form?.get("person") ?? ""}
          choices={peopleChoices(names, "–")}
          optional
          faults={faults}
          speech={speech}
        />
        <Terms visit={visit} form={form} faults={faults} uses="1" />
        <p class="actions">
          <button type="submit">{words.links.make}</button>
        </p>
      </form>
    </Room>,
    refused?.problem.status,
  );
}

export async function createLink(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const answer = await visit.api.call(createSchedulingLink, {
    body: { ...termsIn(visit), event_type_id: typed(form, "type") ?? null, member_id: typed(form, "person") ?? null },
    headers: onceIn(form),
  });
  if (answer.ok) return seeOther(`/desk/links/${answer.body.id}?said=made`);
  return newLinkPage(visit, { problem: answer.problem, form });
}

export const showLink = (visit: Visit): Promise<Response> => linkPage(visit);

async function linkPage(visit: Visit, refused?: Refused): Promise<Response> {
  const { api, speech, may } = visit;
  const words = wordsFor(visit);
  const [link, names, types] = await Promise.all([
    need(api.call(getSchedulingLink, { param: { id: visit.asked.param["id"] ?? "" } })),
    namesIn(visit),
    eventTypesIn(visit),
  ]);
  const faults = faultsOf(visit, refused, fieldsOfLink);
  const isConflict = refused?.problem.code === "version.conflict";
  const name = nameOf(visit, link, types, names);
  const path = `/desk/links/${link.id}`;
  return deskResponse(
    <Room visit={visit} title={faultyTitle(name, faults, speech)} note={saidIn(visit)}>
      <p>
        <a href="/desk/links">{words.links.title}</a>
      </p>
      <div class="head">
        <h1 dir="auto">{name}</h1>
        <Badge is={link.status}>{words.links.state[link.status]}</Badge>
      </div>
      <Faults faults={faults} speech={speech} />
      {link.status === "good" ? (
        <div class="card">
          <Address id="address" label={words.links.address} url={link.url} />
        </div>
      ) : null}
      <dl class="facts">
        <dt>{words.links.uses}</dt>
        <dd>{usesOf(visit, link)}</dd>
        {link.event_type_id === null ? null : (
          <>
            <dt>{words.links.forWhat}</dt>
            <dd dir="auto">{types.find(({ id }) => id === link.event_type_id)?.title ?? words.open}</dd>
          </>
        )}
        {link.member_id === null ? null : (
          <>
            <dt>{words.links.whoHosts}</dt>
            <dd dir="auto">{names.get(link.member_id) ?? words.unnamed}</dd>
          </>
        )}
        <dt>{words.links.ends}</dt>
        <dd>
          <time datetime={link.expires_at}>{sayMoment(speech, visit.zone, fromWire(link.expires_at))}</time>
        </dd>
      </dl>
      {link.uses > 0 && may("bookings:read") ? (
        <p>
          <a href={`/desk/bookings?view=all&link=${link.id}`}>{words.links.made}</a>
        </p>
      ) : null}
      {may("scheduling_links:write") && link.status !== "revoked" ? (
        <>
          <Fold label={words.links.changeTitle} open={refused !== undefined}>
            {isConflict ? (
              <div class="card">
                <h2>{words.conflict.title}</h2>
                <p>{words.conflict.text}</p>
                <p>
                  {words.conflict.theirs}: {own(name)} · {usesOf(visit, link)}
                </p>
                <p>
                  <a href={path}>{words.conflict.theirs}</a>
                </p>
              </div>
            ) : null}
            <form method="post" action={path}>
              <Version version={link.version} />
              <Terms
                visit={visit}
                form={refused?.form}
                faults={faults}
                link={link}
                uses={link.max_uses === null ? "" : String(link.max_uses)}
              />
              <button type="submit">{words.links.change}</button>
            </form>
          </Fold>
          <Fold label={words.links.revoke}>
            <form method="post" action={`${path}/revoke`}>
              <Version version={link.version} />
              <p>{words.links.revokeText}</p>
              <button type="submit" class="alarm">
                {words.links.revoke}
              </button>
            </form>
          </Fold>
        </>
      ) : null}
    </Room>,
    refused?.problem.status,
  );
}

export async function changeLink(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const param = { id: asked.param["id"] ?? "" };
  const answer = await api.call(changeSchedulingLink, { param, body: termsIn(visit), headers: ifMatchIn(asked.form) });
  if (answer.ok) return seeOther(`/desk/links/${param.id}?said=changed`);
  return linkPage(visit, { problem: answer.problem, form: asked.form });
}

export async function revokeLink(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const param = { id: asked.param["id"] ?? "" };
  const answer = await api.call(revokeSchedulingLink, { param, headers: ifMatchIn(asked.form) });
  if (answer.ok) return seeOther(`/desk/links/${param.id}?said=revoked`);
  return linkPage(visit, { problem: answer.problem, form: asked.form });
}
