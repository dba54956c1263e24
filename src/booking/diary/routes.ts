import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const diaryRoutes = routes()
  .on(contract.getDiary, (scope, { param }) => actions.look(scope, param.member_id), diaryView)
  .on(
    contract.giveBackMissing,
    (scope, { param, body }) => actions.giveBack(scope, param.member_id, body.txns),
    diaryView,
  );

function diaryView({ member, epoch, counts, missing }: actions.DiaryShown) {
  return {
    object: "diary" as const,
    member_id: member,
    epoch,
    held: counts.held,
    prepared: counts.prepared,
    booked: counts.booked,
    over: counts.tomb,
    missing: missing.map(({ txn, start, end, from, to, eventType }) => ({
      txn,
      starts_at: toWire(start),
      ends_at: toWire(end),
      blocks_from: toWire(from),
      blocks_to: toWire(to),
      event_type_id: eventType,
    })),
  };
}
