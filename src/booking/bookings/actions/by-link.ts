import { openLink } from "#booking/links/actions.ts";
import type { Outcome } from "#kernel/outcome.ts";
import type { Context } from "#platform/scope.ts";
import type { TimeWords } from "../seek.ts";
import { bookByLink, type DetailWords, type Made } from "./book.ts";

/** By whoever bears a link that lets them book. */
export async function bookWithLink(
  context: Context,
  token: string,
  words: Pick<TimeWords, "slot_token" | "hold_token"> & DetailWords,
): Promise<Outcome<Made>> {
  const opened = await openLink(context, token, "book");
  return opened.ok ? bookByLink(opened.value.scope, opened.value.link, words) : opened;
}
