// Public booking: a company's page, the booking itself, and what was booked.
import { listPublicEventTypes } from "#booking/event-types/contract.ts";
import { getLink } from "#booking/links/contract.ts";
import type { PageAsk, PageRoute } from "#http/pages.ts";
import { getPublicTenant } from "#identity/tenants/contract.ts";
import { reservedSlugs } from "#identity/tenants/rules.ts";
import { seeOther } from "#pages/kit/answers.ts";
import { filled } from "#pages/kit/when.tsx";
import type { Context } from "#platform/scope.ts";
import { zoneOf } from "#time/zones.ts";
import { offersPage } from "./choose.tsx";
import { donePage } from "./done.tsx";
import { type Guest, guestOf, logoOf, turnedAway } from "./frame.tsx";
import { bookingAt, bookingByLink, reading } from "./pages.tsx";
import { bookingWords } from "./words.ts";

/** A company's own name begins these paths: they come last, and leave alone what is ours. */
export const bookingPages: readonly PageRoute[] = [
  ...bookingByLink(),
  { method: "get", path: "/book/{token}/done", render: (context, asked) => showDone(context, asked) },
  { method: "get", path: "/{tenant}", besides: reservedSlugs, render: showCompany },
  ...bookingAt({ prefix: "", kind: "booking", besides: reservedSlugs }),
];

/** What anybody can book here. */
async function showCompany(context: Context, asked: PageAsk): Promise<Response> {
  const { tenant = "" } = asked.param;
  const api = asked.api();
  const [company, offers] = await Promise.all([
    api.call(getPublicTenant, { param: { tenant } }),
    api.call(listPublicEventTypes, { param: { tenant }, page: { limit: 100 } }),
  ]);
  const stranger: Guest = { context, asked, kind: "booking", ...guestOf(context, asked) };
  if (!company.ok) return turnedAway(stranger, company.problem);
  if (!offers.ok) return turnedAway(stranger, offers.problem);
  const { name, description, branding } = company.body;
  const guest: Guest = {
    ...stranger,
    ...guestOf(context, asked, company.body),
    company: { name, colour: branding.primary_colour, logo: await logoOf(context, branding.logo_url) },
  };
  return offersPage(guest, offers.body.data, {
    title: name,
    intro: description ?? filled(bookingWords[guest.speech.language].allOf, name),
    hrefOf: ({ slug }) => reading(asked, `/${tenant}/${slug}`),
  });
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
