import type { Pool } from "#booking/pools/contract.ts";
import type * as z from "zod";

export type PoolKept = z.output<typeof Pool>;
export const root = "/desk/pools";
export const placeOf = (id: string): string => `${root}/${id}`;
export const strategies = ["rotate", "weighted", "least_recent", "priority"] as const;
/** The commonest first: it is what a newcomer is put in as. */
export const standings = ["qualified", "trainee", "shadow", "reverse_shadow", "paused"] as const;
