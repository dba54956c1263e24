import { offerView } from "#booking/event-types/offer.ts";
import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Context, Scope } from "#platform/scope.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { bookingView } from "./invitee-view.ts";
import { signed, unsigned } from "./link.ts";
import { standingOf } from "./rules.ts";
import type { Link } from "./tables.ts";

export const linkRoutes = routes()
  .list(
    contract.listSchedulingLinks,
    (scope, { query, page }) => actions.list(scope, query, page),
    schedulingLinkView,
    printed,
  )
  .on(contract.getSchedulingLink, (scope, { param }) => actions.get(scope, param.id), schedulingLinkView, printed)
  .on(contract.createSchedulingLink, (scope, { body }) => actions.create(scope, body), schedulingLinkView, printed)
  .on(
    contract.changeSchedulingLink,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    schedulingLinkView,
    printed,
  )
  .on(
    contract.revokeSchedulingLink,
    (scope, { param, ifMatch }) => actions.revoke(scope, param.id, ifMatch),
    schedulingLinkView,
    printed,
  )
  .on(contract.getLink, (context, { param }) => actions.show(context, param.token), linkView)
  .on(contract.cancelByLink, (context, { param, body }) => actions.cancel(context, param.token, body.reason), actedView)
  .on(
    contract.rescheduleByLink,
    (context, { param, body }) => actions.reschedule(context, param.token, body),
    actedView,
  );

function actedView({ link, booking }: actions.Acted, { now }: Context) {
  return bookingView(link, booking, now);
}

/** The address is signed on its way out, so that no answer that is kept holds it. */
async function printed(answer: Record<string, unknown>, { config }: Context) {
  const token = await signed(config, String(answer["token"]));
  return { ...answer, url: `${config.baseUrl}/book/${token}`, token };
}

function schedulingLinkView(link: Link, { config, now }: Scope) {
  return {
    object: "scheduling_link" as const,
    id: link.id,
    name: link.name,
    event_type_id: link.eventTypeId,
    member_id: link.memberId,
    max_uses: link.maxUses,
    uses: link.uses,
    starts_after: toWireOrNull(link.startsAfter),
    starts_before: toWireOrNull(link.startsBefore),
    expires_at: toWire(link.expiresAt),
    status: standingOf(link, now),
    revoked_at: toWireOrNull(link.revokedAt),
    revoked_by: link.revokedBy,
    url: config.baseUrl,
    token: unsigned(link),
    metadata: link.metadata,
    created_by: link.createdBy,
    created_at: toWire(link.createdAt),
    updated_at: toWire(link.updatedAt),
    version: link.version,
  };
}

function linkView({ link, tenant, offers, booking, scope }: actions.Shown) {
  const { logo_url, primary_colour, accent_colour } = tenant.branding;
  return {
    object: "link" as const,
    kind: link.kind,
    verbs: link.verbs,
    expires_at: toWire(link.expiresAt),
    company: {
      name: tenant.name,
      slug: tenant.slug,
      locale: tenant.locale,
      email: tenant.email,
      branding: { logo_url, primary_colour, accent_colour },
    },
    scheduling:
      link.kind === "booking"
        ? null
        : {
            event_types: offers.map((offer) => ({ ...offerView(offer, scope), id: offer.eventType.id })),
            starts_after: toWireOrNull(link.startsAfter),
            starts_before: toWireOrNull(link.startsBefore),
            uses_left: link.maxUses === null ? null : link.maxUses - link.uses,
          },
    booking: booking && bookingView(link, booking, scope.now),
  };
}
