import { panelToken } from "#hiring/panel-links/client.ts";
import { routes } from "#http/routes.ts";
import type { Id } from "#kernel/ids.ts";
import { toWire } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const windowRoutes = routes()
  .on(
    contract.askInterviewWindows,
    (scope, { param, ifMatch }) => actions.ask(scope, param.id, ifMatch),
    ({ interview, link }) => ({
      object: "windows_request" as const,
      interview_id: interview.id,
      panel_link_id: link.id,
      token: `${link.id}.${link.tenantId}`,
      asked_at: toWire(link.createdAt),
      expires_at: toWire(link.expiresAt),
    }),
    printed,
  )
  .on(
    contract.giveWindowsByLink,
    (context, { param, body }) => actions.give(context, param.token, body.windows),
    ({ windows, windowsGivenAt, updatedAt }) => ({
      object: "given_windows" as const,
      windows: windows.map(({ from, to }) => ({ from, to })),
      given_at: toWire(windowsGivenAt ?? updatedAt),
    }),
  );

/** Signed on its way out, so that no answer that is kept holds it. */
async function printed(answer: Record<string, unknown>, { config }: Context) {
  const [id = "", tenantId = ""] = String(answer["token"]).split(".");
  const link = { id: id as Id<"panel_link">, tenantId: tenantId as Id<"tenant">, keyVersion: 1 };
  return { ...answer, token: await panelToken(config, link) };
}
