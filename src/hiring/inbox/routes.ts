import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const inboxRoutes = routes().list(
  contract.listInbox,
  (scope, { query, page, expand }) => actions.list(scope, query, page, expand),
  itemView,
);

function itemView(item: actions.InboxItem) {
  return {
    object: "inbox_item" as const,
    ...item,
    at: toWire(item.at),
    starts_at: toWireOrNull(item.starts_at),
    expires_at: toWireOrNull(item.expires_at),
  };
}
