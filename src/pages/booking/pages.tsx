// The pages behind both doors, and inside of a frame: what is shown at which address.
import { getLink } from "#booking/links/contract.ts";
import { readPrefill } from "#booking/prefill/actions.ts";
import type { PageAsk, PageRoute } from "#http/pages.ts";
import { pagePolicy } from "#http/headers.ts";
import { seeOther } from "#pages/kit/answers.ts";
import { addressed, hrefTo, rangeOf } from "#pages/slots/pick.ts";
import type { Context } from "#platform/scope.ts";
import { zoneOf } from "#time/zones.ts";
import { askingAt, choosePage, lengthIn, minutesAsked, offersPage, zoneShown } from "./choose.tsx";
import { donePage } from "./done.tsx";
import { companyDoor, type Door, linkDoor, type Offer, type Offered, type Slots } from "./door.ts";
import { type Guest, guestOf, logoOf, looks, reading, turnedAway } from "./frame.tsx";
import { take } from "./steps.tsx";
import { carried, fieldOf } from "./typed.ts";
import { bookingWords } from "./words.ts";

/** Where the pages stand: at our own addresses, or inside of somebody else's page. */
export type Setting = {
  prefix: string;
  kind: Guest["kind"];
  besides?: ReadonlySet<string>;
  /** Whose pages may hold this one in a frame. */
  frames?: (asked: PageAsk) => Promise<readonly string[]>;
};

/** The booking of one event type at a company's address: choose, then the details, then done. */
export function bookingAt(setting: Setting): readonly PageRoute[] {
  const path = `${setting.prefix}/{tenant}/{event_type}`;
  const open = (context: Context, asked: PageAsk): Opened => {
    const { tenant = "", event_type: slug = "" } = asked.param;
    const at = `${setting.prefix}/${tenant}/${slug}`;
    const door = companyDoor(asked.api(), at, { tenant, slug });
    return { context, asked, setting, door: setting.kind === "embed" ? { ...door, keep: looks } : door };
  };
  const besides = setting.besides === undefined ? {} : { besides: setting.besides };
  return [
    { method: "get", path, ...besides, render: (context, asked) => framed(open(context, asked), choose) },
    { method: "get", path: `${path}/details`, ...besides, render: (context, asked) => back(open(context, asked)) },
    {
      method: "post",
      path: `${path}/details`,
      ...besides,
      render: (context, asked) => framed(open(context, asked), act),
    },
  ];
}

/** The same by a scheduling link, with a choice before it where the link offers several. */
export function bookingByLink(): readonly PageRoute[] {
  const setting: Setting = { prefix: "", kind: "booking" };
  const open = (context: Context, asked: PageAsk): Opened => {
    const { token = "" } = asked.param;
    const chosen = asked.url.searchParams.get("event") ?? undefined;
    return { context, asked, setting, door: linkDoor(asked.api(), `/book/${token}`, token, chosen) };
  };
  return [
    { method: "get", path: "/book/{token}", render: (context, asked) => framed(open(context, asked), choose) },
    { method: "get", path: "/book/{token}/details", render: (context, asked) => back(open(context, asked)) },
    { method: "post", path: "/book/{token}/details", render: (context, asked) => framed(open(context, asked), act) },
  ];
}

type Opened = { context: Context; asked: PageAsk; setting: Setting; door: Door };
type Met = { guest: Guest; door: Door; offered: Offered };

type Show = (met: Met, first: Slots | undefined) => Promise<Response>;

/** What a form has answered is not there to be looked at again: one begins anew. */
const back = ({ door, context, asked }: Opened): Response => seeOther(hrefTo(askingAt(door, { asked, context }), {}));

/** Asks what is offered and, to show it, when, at once: each costs a round trip, and neither needs the other. */
async function framed(opened: Opened, show: Show): Promise<Response> {
  const { context, asked, setting, door } = opened;
  const range = rangeOf(askingAt(door, { asked, context }));
  const [[found, first], frames] = await Promise.all([
    show === choose && range !== undefined
      ? door.opening(range, minutesAsked(asked.url))
      : door.offered().then((offered) => [offered, undefined] as const),
    setting.frames?.(asked),
  ]);
  const stranger: Guest = { context, asked, kind: setting.kind, frames, ...guestOf(context, asked) };
  if (!found.ok) return inFrames(await turnedAway(stranger, found.problem), asked, frames);
  const { offered } = found;
  const one = offered.offer ?? offered.others[0];
  const guest = one === undefined ? stranger : await knowing(stranger, door, one);
  return inFrames(await show({ guest, door, offered }, first), asked, frames);
}

/** A page that others may show says so itself; the page round it may be one that lets in only what agrees. */
export function inFrames(answer: Response, { nonce }: PageAsk, frames: readonly string[] | undefined): Response {
  if (frames === undefined) return answer;
  answer.headers.set("Content-Security-Policy", pagePolicy(nonce, frames));
  answer.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  answer.headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  return answer;
}

async function knowing(stranger: Guest, { around }: Door, { company, branding }: Offer): Promise<Guest> {
  const { context, asked } = stranger;
  return {
    ...stranger,
    ...guestOf(context, asked, company),
    company: {
      name: company.name,
      href: around === undefined ? undefined : reading(asked, around),
      colour: branding.colour,
      logo: await logoOf(context, branding.logo_url),
    },
  };
}

const gone = { code: "link.over", status: 410 };

async function choose({ guest, door, offered }: Met, first: Slots | undefined): Promise<Response> {
  const { offer } = offered;
  if (offer === undefined) return chooseOne({ guest, door, offered });
  // A length that is not offered is answered as if none had been named.
  const isUnknown = first?.ok === false && first.problem.code === "slots.duration_unknown";
  if (first?.ok === false && !isUnknown) return turnedAway(guest, first.problem);
  const range = isUnknown ? rangeOf(askingAt(door, guest)) : undefined;
  const slots = range === undefined ? first : await door.slots(range, offer.default_duration);
  return choosePage({ guest, door, offered, offer }, slots);
}

/** A link that offers several things, or an invitee's own link, which leads elsewhere. */
async function chooseOne({ guest, door, offered: { others } }: Met): Promise<Response> {
  const { asked, speech } = guest;
  if (others.length === 0) {
    const token = asked.param["token"];
    return token === undefined ? turnedAway(guest, gone) : seeOther(reading(asked, `/manage/${token}`));
  }
  const asking = askingAt(door, guest);
  return offersPage(guest, others, {
    title: others[0]?.company.name ?? bookingWords[speech.language].whatToBook,
    hrefOf: (offer) => hrefTo(asking, { event: "id" in offer ? String(offer.id) : undefined }),
  });
}

async function act(met: Met): Promise<Response> {
  const { guest, door } = met;
  const { offer } = met.offered;
  const { asked, context } = guest;
  const asking = askingAt(door, guest);
  if (offer === undefined) return seeOther(hrefTo(asking, {}));
  const form = await known(context, asked, offer);
  return take({
    guest,
    door,
    offer,
    asking,
    zone: zoneShown(asking, offer),
    form,
    choose: (to) => chooseAnother(met, offer, to),
    doneAt: (token) => `${guest.kind === "embed" ? "/embed" : ""}/book/${token}/done`,
  });
}

/** The first step once more, as the answer to a form: each of its ways on is a form too, and brings along what was typed. */
async function chooseAnother(
  { guest, door, offered }: Met,
  offer: Offer,
  to: Readonly<Record<string, string | undefined>>,
): Promise<Response> {
  const { asked } = guest;
  const url = addressed(asked.url, to);
  const there = { ...guest, asked: { ...asked, url } };
  const range = rangeOf(askingAt(door, there));
  const slots = range === undefined ? undefined : await door.slots(range, lengthIn(url, offer));
  return choosePage({ guest: there, door, offered, offer, typed: carried(asked.form) }, slots);
}

/** What was typed; and before anything was, what the address was made to fill in. */
async function known(context: Context, { form, url }: PageAsk, offer: Offer): Promise<URLSearchParams> {
  const token = url.searchParams.get("p");
  if (token === null || form.has("name") || form.has("do")) return form;
  const prefill = await readPrefill(context, token);
  if (prefill === undefined) return form;
  const filled = new URLSearchParams(form);
  for (const name of ["name", "email", "phone"] as const) {
    const value = prefill[name];
    if (value !== null) filled.set(name, value);
  }
  for (const { question_id, value } of prefill.answers) {
    const asked = offer.questions.find(({ id }) => id === question_id);
    for (const one of asked === undefined ? [] : [value].flat())
      filled.append(fieldOf({ id: question_id }), String(one));
  }
  return filled;
}

/** What was just booked, by the link its invitee got: the page can be loaded again, and always says what is true now. */
export async function showDone(
  context: Context,
  asked: PageAsk,
  { kind, frames }: Pick<Guest, "kind" | "frames"> = { kind: "booking" },
): Promise<Response> {
  const { token = "" } = asked.param;
  const found = await asked.api().call(getLink, { param: { token } });
  const stranger: Guest = { context, asked, kind, frames, ...guestOf(context, asked) };
  if (!found.ok) return turnedAway(stranger, found.problem);
  const { booking, company } = found.body;
  if (booking === null) return seeOther(reading(asked, `/book/${token}`));
  const guest: Guest = {
    ...stranger,
    ...guestOf(context, asked, { locale: booking.invitee?.locale ?? company.locale }),
    company: {
      name: company.name,
      href: reading(asked, `/${company.slug}`),
      colour: company.branding.primary_colour,
      logo: await logoOf(context, company.branding.logo_url),
    },
  };
  return donePage(guest, found.body, booking, { token, chosen: zoneOf(asked.url.searchParams.get("zone") ?? "") });
}
