// Public booking: a company's page, the booking itself, and what was booked.
import { listPublicEventTypes } from "#booking/event-types/contract.ts";
import type { PageAsk, PageRoute } from "#http/pages.ts";
import { getPublicTenant } from "#identity/tenants/contract.ts";
import { reservedSlugs } from "#identity/tenants/rules.ts";
import { filled } from "#pages/kit/when.tsx";
import type { Context } from "#platform/scope.ts";
import { offersPage } from "./choose.tsx";
import { type Guest, guestOf, logoOf, reading, turnedAway } from "./frame.tsx";
import { bookingAt, bookingByLink, showDone } from "./pages.tsx";
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
    company: { name, colour: branding.primary_colour, logo: await logoOf(context, branding.logo_url), isTitle: true },
  };
  return offersPage(guest, offers.body.data, {
    title: name,
    intro: description ?? filled(bookingWords[guest.speech.language].allOf, name),
    hrefOf: ({ slug }) => reading(asked, `/${tenant}/${slug}`),
  });
}
