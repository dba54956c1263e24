// What whoever is downstream of bookings writes with one, in the booking's own batch.
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Announcement } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { answeredElsewhere } from "./attempt.ts";
import type { BookingWhole } from "./store.ts";
import type { parties } from "./tables.ts";

export type Joined = { also: readonly Statement[]; alsoFacts: readonly Announcement[] };

/** Told the booking as it will be; its row, its people and its hours stand before what is answered here. */
export type Joins = (booking: BookingWhole) => Joined;

/** Read and judged anew at each try, before anybody's time is asked for; a refusal is the whole attempt's. */
export type Along = () => Promise<Outcome<Joins>>;

/** In whose name a booking is changed, where that does not follow from who asks, and what is written with it. */
export type Acting = { party?: (typeof parties)[number]; along?: Along };

const nothing: Joined = { also: [], alsoFacts: [] };

export async function joinsOf(scope: Scope, along: Along | undefined): Promise<Outcome<Joins>> {
  if (along === undefined) return done(() => nothing);
  const joins = await along();
  // Another request with this key may have done it since the verdict was looked for.
  return joins.ok || !(await answeredElsewhere(scope)) ? joins : refuse("commit.decided");
}
