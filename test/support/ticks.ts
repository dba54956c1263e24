import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { vi } from "vitest";
import worker from "../../src/index.ts";
import { bindings } from "./world/world.ts";

/** In a test that fakes dates: from now on it is then. */
export const itIs = (text: string): void => void vi.setSystemTime(Date.parse(text));

/** One tick of the cron, at whatever time it is. */
export async function minutePasses(): Promise<void> {
  const execution = createExecutionContext();
  const moment = { scheduledTime: Date.now(), cron: "* * * * *", noRetry: () => undefined };
  await worker.scheduled(moment, bindings, execution);
  await waitOnExecutionContext(execution);
}

/** As many ticks as it takes: each sees to so many of all companies' matters, and what is due longest comes first. */
export async function minutesPassUntil(isSo: () => Promise<boolean>): Promise<void> {
  for (let ticks = 0; ticks < 20; ticks++) {
    await minutePasses();
    if (await isSo()) return;
  }
  throw new Error("The clock alone does not bring it about.");
}
