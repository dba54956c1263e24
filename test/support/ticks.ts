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
