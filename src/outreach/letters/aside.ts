// Letters to whoever is considered, about what is no booking yet. They are written when they go out, from what is true then.
import { linkToken } from "#booking/links/actions.ts";
import { standingOf } from "#hiring/panel-links/rules.ts";
import { isId } from "#kernel/ids.ts";
import { asInstant } from "#kernel/instant.ts";
import { findEvent } from "#outreach/events/actions.ts";
import { suppressed } from "#outreach/suppressions/actions.ts";
import { render } from "#outreach/templates/client.ts";
import {
  type AsideLetterKey,
  type Data,
  languageOf,
  letters,
  type Reader,
  wordsIn,
} from "#outreach/templates/rules.ts";
import { queueDelivery, type Templates } from "#platform/deliveries/send.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import type { Link } from "#platform/mail/layout.tsx";
import type { Mail } from "#platform/mail/port.ts";
import { isAddress } from "#platform/mail/rules.ts";
import type { Scope } from "#platform/scope.ts";
import { factsToldAside, letterAside, stillTrueAside } from "./aside-rules.ts";
import { type AsideFound, readAside } from "./aside-store.ts";
import { zoneAmong } from "./data.ts";
import { oneLine } from "./mail.ts";
import { panelUrl } from "./panel.ts";

const keys = [
  "interview.offered.candidate",
  "interview.windows_asked.candidate",
  "interview.canceled.candidate",
  "application.received.candidate",
] as const satisfies readonly AsideLetterKey[];

/** Whoever is offered a time, asked for one, told that there will be none, or has applied: one letter for each fact. */
export const tellCandidates: Reaction = {
  listener: "letters.tell_candidates",
  on: factsToldAside,
  react: async (scope, fact) => {
    const { entityId: subjectId } = fact;
    const found =
      isId("interview", subjectId) || isId("application", subjectId) ? await readAside(scope, subjectId) : undefined;
    const key = found && letterAside(found, fact);
    const recipient = found && addressOf(found);
    if (key === undefined || recipient === undefined) return [];
    return [queueDelivery(scope, { template: key, subjectId, ordinal: fact.version, recipient, factId: fact.id })];
  },
};

/** How each is written; null once it is not true any more. */
export const asideTemplates: Templates = Object.fromEntries(
  keys.map((key) => [key, (scope: Scope, delivery: Delivery) => asideMail(scope, key, delivery)]),
);

const addressOf = ({ candidate, application }: AsideFound): string | undefined =>
  candidate?.email ?? application?.guestEmail ?? undefined;

async function asideMail(scope: Scope, key: AsideLetterKey, { subjectId, recipient, factId }: Delivery) {
  const isOurs = isId("interview", subjectId) || isId("application", subjectId);
  const event = factId === null ? undefined : await findEvent(scope, factId);
  const found = isOurs ? await readAside(scope, subjectId) : undefined;
  if (found === undefined || event === undefined || addressOf(found) !== recipient) return null;
  if (!stillTrueAside(key, found, event.at)) return null;
  if ((await suppressed(scope, [recipient], letters[key].category)).size > 0) return null;
  return letterTo(scope, key, found, recipient);
}

async function letterTo(scope: Scope, key: AsideLetterKey, found: AsideFound, recipient: string): Promise<Mail | null> {
  const { house } = found;
  const reader = readerOf(found);
  const way = await wayFor(scope, key, found, reader);
  // A letter that asks for something leads to where it can be done, or does not go out.
  if (way === null) return null;
  const sender = { name: house.name, colour: house.branding.primary_colour };
  const written = await render(scope, key, reader, { ...dataOf(found, reader), ...way }, sender);
  return {
    to: recipient,
    fromName: oneLine(house.name),
    ...(house.email !== null && isAddress(house.email) ? { replyTo: house.email } : {}),
    ...written,
  };
}

function readerOf({ candidate, interview, house }: AsideFound): Reader {
  const locales = [candidate?.locale, house.locale];
  const language = languageOf(locales);
  const locale = locales.find((one) => one?.split("-")[0] === language) ?? null;
  return { language, locale, zone: zoneAmong([candidate?.timeZone, interview?.timeZone, house.timeZone]) };
}

function dataOf({ candidate, application, interview, job, house }: AsideFound, { language }: Reader): Data {
  const { places } = wordsIn(language);
  const place = interview === undefined ? null : places[interview.mode];
  return {
    reader_name: candidate?.name ?? application?.guestName ?? null,
    company: house.name,
    title: interview?.title ?? job,
    job,
    minutes: interview?.minutes == null ? null : String(interview.minutes),
    location: interview?.location == null ? place : `${place}, ${interview.location}`,
  };
}

/** Where it leads; nothing where it leads nowhere, and null where it should and cannot. */
async function wayFor(
  scope: Scope,
  key: AsideLetterKey,
  { link, asked, interview }: AsideFound,
  { language }: Reader,
): Promise<Data | null> {
  const { labels } = wordsIn(language);
  if (key === "interview.offered.candidate") {
    const isGood = link !== undefined && link.revokedAt === null && link.expiresAt > scope.now;
    if (!isGood) return null;
    const url = `${scope.config.baseUrl}/book/${await linkToken(scope.config, link)}`;
    return { booking_link: { label: labels.choose, url } satisfies Link, open_until: asInstant(link.expiresAt) };
  }
  if (key !== "interview.windows_asked.candidate") return {};
  if (asked === undefined || interview === undefined) return null;
  // Whose seat it is was asked when it was made: a candidate has theirs as long as the interview stands.
  const seat = { removedAt: null, cardSubmittedAt: null, card: "none" } as const;
  if (standingOf(asked, interview, seat, scope.now) !== "good") return null;
  return { windows_link: { label: labels.say_when, url: await panelUrl(scope, asked) }, open_until: asked.expiresAt };
}
