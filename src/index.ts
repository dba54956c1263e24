import { env } from "cloudflare:workers";
import { apiRoutes, pageRoutes } from "./api.ts";
import { tick } from "./cron.ts";
import { hearing, office, reminding } from "./facts.ts";
import { edge } from "#http/edge.ts";
import { takeRung } from "#hiring/imports/client.ts";
import { gate } from "#identity/gate/gate.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { asInstant } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { sendDue } from "#platform/deliveries/send.ts";
import { bury, isDeadQueue } from "#platform/facts/bury.ts";
import { consume } from "#platform/facts/consume.ts";
import { misbehave } from "#platform/faults.ts";
import type { Bindings } from "#platform/scope.ts";
import { systemContext } from "#platform/system.ts";
import { face } from "#pages/kit/sorry.tsx";
import { problemOf } from "./problems.ts";
import { sendRung } from "#outreach/reminders/send.ts";
import { takeReply } from "#outreach/inbound/replies.ts";
import { ringCouriersOf } from "#outreach/webhooks/client.ts";

export { Diary } from "#booking/diary/diary.object.ts";
export { Courier } from "#outreach/webhooks/courier.object.ts";
export { Limiter } from "#platform/limiter/limiter.object.ts";

if (DEV_BUILD) misbehave(env);

const app = edge({ routes: apiRoutes, pages: pageRoutes, problems: problemOf, gate, face });

export default {
  fetch: app.fetch,

  async scheduled(controller, bindings, execution) {
    await tick(systemContext(bindings, execution, asInstant(controller.scheduledTime)));
  },

  async queue(batch, bindings, execution) {
    const context = systemContext(bindings, execution, readClock());
    if (isDeadQueue(batch.queue)) return bury(context, hearing, batch);
    await consume(context, hearing, batch);
    // What reactions have just put into the ledger need not wait for the cron.
    await ringCouriersOf(context, batch);
    await sendRung(context, reminding, batch);
    await sendDue(context, office);
    await takeRung(context, openTenant, batch);
  },

  async email(message, bindings, execution) {
    await takeReply(systemContext(bindings, execution, readClock()), message);
  },
} satisfies ExportedHandler<Bindings>;
