import { completeOver, expireUndecided } from "#booking/bookings/sweep.ts";
import { askDiaries } from "#booking/diary/rounds.ts";
import { findOverlaps, sweepHolds } from "#booking/reservations/sweep.ts";
import { ringLeft } from "#hiring/imports/client.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { sweepSessions } from "#identity/sessions/sweep.ts";
import { sweepSignIns } from "#identity/sign-in/sweep.ts";
import { tend } from "#identity/signing-keys/actions.ts";
import { sweepInbound } from "#outreach/inbound/actions.ts";
import { sweepNotifications } from "#outreach/notifications/actions.ts";
import { catchUp } from "#outreach/reminders/catch-up.ts";
import { claimReminders, loseReminders } from "#outreach/reminders/sweep.ts";
import { beginWhereMissing } from "#outreach/workflows/sweep.ts";
import { ringCouriers } from "#outreach/webhooks/client.ts";
import { judgeFailing } from "#outreach/webhooks/failing.ts";
import { sweepDecisions } from "#platform/decisions/store.ts";
import { loseUnfinished, sendDue } from "#platform/deliveries/send.ts";
import { ringAgain } from "#platform/facts/relay.ts";
import { logEvent, logFault } from "#platform/log.ts";
import type { Context } from "#platform/scope.ts";
import { office, rewritable } from "./facts.ts";

/** What has to be seen to every minute, in this order; a number says how many were seen to. */
const duties: Record<string, (context: Context) => Promise<unknown>> = {
  facts_rung_again: ringAgain,
  workflows_begun: (context) => beginWhereMissing(context, openTenant),
  bookings_caught_up: (context) => catchUp(context, openTenant),
  reminders_lost: loseReminders,
  reminders_claimed: claimReminders,
  deliveries_lost: (context) => loseUnfinished(context, rewritable),
  deliveries_sent: (context) => sendDue(context, office),
  webhooks_judged: judgeFailing,
  couriers_rung: ringCouriers,
  diaries_asked: askDiaries,
  holds_lapsed: sweepHolds,
  bookings_expired: expireUndecided,
  bookings_completed: completeOver,
  overlaps_found: findOverlaps,
  imports_rung: ringLeft,
  inbound_swept: sweepInbound,
  notifications_swept: sweepNotifications,
  decisions_swept: sweepDecisions,
  sign_ins_swept: sweepSignIns,
  sessions_swept: sweepSessions,
  signing_keys_tended: tend,
};

/** One tick. A duty that fails keeps none of the others waiting; the next tick tries it again. */
export async function tick(context: Context): Promise<void> {
  const line: Record<string, number> = {};
  const failed: string[] = [];
  for (const [name, duty] of Object.entries(duties)) {
    try {
      const seen = await duty(context);
      if (typeof seen === "number") line[name] = seen;
    } catch (error) {
      failed.push(name);
      logFault(context.requestId, error);
    }
  }
  logEvent("cron", { ...line, failed: failed.join(" "), d1_trips: context.tally.trips });
}
