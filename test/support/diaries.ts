import type { Asked } from "#booking/diary/rules.ts";
import { after, hour, type Instant, minute } from "#kernel/instant.ts";

/** What a diary is asked for when somebody it knows wants an hour without buffers. */
export function hourAsked(txn: string, start: Instant, words: Partial<Asked> = {}): Asked {
  const end = words.end ?? after(start, hour);
  return {
    txn,
    fingerprint: txn,
    start,
    end,
    from: start,
    to: end,
    eventType: null,
    share: null,
    capacity: null,
    supersedes: null,
    ttlMillis: 5 * minute,
    policy: null,
    openMillis: null,
    ...words,
  };
}
