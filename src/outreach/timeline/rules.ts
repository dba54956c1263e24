import type { Instant } from "#kernel/instant.ts";

/** In this order, where two happened at the same moment: what was done comes before what was told of it. */
export const lineKinds = ["change", "reminder", "mail", "webhook", "notification"] as const;

export type LineKind = (typeof lineKinds)[number];

/** One thing that was done about a booking, or told of it. */
export type Line = {
  kind: LineKind;
  id: string;
  at: Instant;
  /** Its moment and its kind in one number, by which the list is ordered. */
  place: number;
  type: string;
  status: string | null;
  reason: string | null;
  channel: string | null;
  to: string | null;
  actor: string | null;
  version: number | null;
  deliveryId: string | null;
};
