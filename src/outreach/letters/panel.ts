// What whoever is on a panel is told of their interview, and by which links they answer without an account.
import type { Participant } from "#hiring/interviews/tables.ts";
import { newPanelLink, panelToken } from "#hiring/panel-links/client.ts";
import { type Purpose, standingOf } from "#hiring/panel-links/rules.ts";
import type { PanelLink } from "#hiring/panel-links/tables.ts";
import { dueOf } from "#hiring/scorecards/rules.ts";
import { settingsOf, settingsStatement } from "#hiring/settings/actions.ts";
import type { Data, BookingLetterKey, Language } from "#outreach/templates/rules.ts";
import { wordsIn } from "#outreach/templates/rules.ts";
import { sendBatch } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import type { Recipient } from "./data.ts";
import { findLastLink, type OfInterview } from "./panel-store.ts";
import { isOfInterview } from "./rules.ts";
import type { Around } from "./store.ts";

/**
 * Whether links are printed. `made`: where there is none, one is made, since the letter goes out. `found`: only what is there, so that
 * looking writes nothing. `none`: what is written is kept, and such a link is a secret.
 */
export type Printing = "made" | "found" | "none";

/** Nothing, where the letter is about a booking alone. */
export async function panelData(
  scope: Scope,
  key: BookingLetterKey,
  { interview, booking }: Around,
  { attendee }: Recipient,
  { language, printing }: { language: Language; printing: Printing },
): Promise<Data> {
  if (interview === undefined || !isOfInterview(key)) return {};
  const seat = seatOf(interview, attendee);
  const { labels, roles } = wordsIn(language);
  const about = { title: interview.title, job: interview.job };
  if (seat === undefined) return about;
  const print = (purpose: Purpose) => urlFor(scope, interview, seat, purpose, printing);
  const isDue = key === "reminder.feedback_due.host";
  const isAsked = key === "interview.invited.host" || key === "interview.replaced.host_new";
  const answer = isAsked ? await print("respond") : null;
  const card = (isDue || isAsked) && seat.card !== "none" ? await print("feedback") : null;
  return {
    ...about,
    panel_role: roles[seat.role],
    kit_link: { label: labels.kit, url: `${scope.config.baseUrl}/my/interviews/${interview.id}` },
    accept_link: answer === null ? null : { label: labels.accept, url: `${answer}?answer=accept` },
    decline_link: answer === null ? null : { label: labels.decline, url: `${answer}?answer=decline` },
    feedback_link: card === null ? null : { label: labels.feedback, url: card },
    card_due_at: isDue ? dueOf(booking.endsAt, settingsOf(await settingsStatement(scope))) : null,
  };
}

export const seatOf = (
  { seats }: Pick<OfInterview, "seats">,
  { memberId }: Recipient["attendee"],
): Participant | undefined => seats.find((one) => memberId !== null && one.memberId === memberId);

async function urlFor(
  scope: Scope,
  interview: OfInterview,
  seat: Participant,
  purpose: Purpose,
  printing: Printing,
): Promise<string | null> {
  if (printing === "none") return null;
  const last = await findLastLink(scope, interview.id, seat.id, purpose);
  const link = last ?? (printing === "made" ? await newLink(scope, interview, seat, purpose) : undefined);
  // Used, taken back or late: nothing is printed that leads nowhere, and no new one in its place.
  if (link === undefined || standingOf(link, interview, seat, scope.now) !== "good") return null;
  return panelUrl(scope, link);
}

export const panelUrl = async ({ config }: Scope, link: PanelLink): Promise<string> =>
  `${config.baseUrl}/panel/${await panelToken(config, link)}`;

async function newLink(
  scope: Scope,
  interview: OfInterview,
  seat: Participant,
  purpose: Purpose,
): Promise<PanelLink | undefined> {
  const { row, statement } = newPanelLink(scope, purpose, interview, seat);
  if (standingOf(row, interview, seat, scope.now) !== "good") return undefined;
  await sendBatch(scope.db, [statement]);
  return row;
}
