import { type Category, categories, type Way, ways } from "#outreach/categories.ts";
import { getCalendarFeed, renewCalendarFeed, revokeCalendarFeed } from "#outreach/feeds/contract.ts";
import { getNotificationPreferences, replaceNotificationPreferences } from "#outreach/notifications/contract.ts";
import { changeMe } from "#identity/users/contract.ts";
import { type Fields, type Refused, refused } from "../kit/act.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { wordsFor } from "./parts.tsx";
import { ProfilePage, type ProfileTry, wayOf } from "./profile-page.tsx";

const path = "/my/profile";

async function show(visit: Visit, status: number, tried: ProfileTry): Promise<Response> {
  const [preferences, feed] = await Promise.all([
    need(visit.api.call(getNotificationPreferences, {})),
    need(visit.api.call(getCalendarFeed, {})),
  ]);
  return deskResponse(<ProfilePage visit={visit} preferences={preferences} feed={feed} tried={tried} />, status);
}

export const showProfile = (visit: Visit): Promise<Response> => show(visit, 200, {});

function again(visit: Visit, answer: Refused, fields: Fields): Promise<Response> {
  const { phone, zone: time_zone } = wordsFor(visit).refusals;
  const own: Record<string, string> = { phone, time_zone };
  const { faults, status } = refused(visit, answer, fields);
  const told = faults.map((fault) => ({ ...fault, sentence: own[fault.field] ?? fault.sentence }));
  return show(visit, status, { faults: told, typed: visit.asked.form });
}

const names = ["given_name", "family_name", "display_name", "phone", "time_zone", "locale"] as const;

export async function saveProfile(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const said = (name: (typeof names)[number]) => typed(form, name) ?? null;
  const answer = await visit.api.call(changeMe, {
    body: {
      given_name: said("given_name"),
      family_name: said("family_name"),
      display_name: said("display_name"),
      phone: said("phone")?.replaceAll(/[\s().-]/g, "") ?? null,
      time_zone: said("time_zone"),
      locale: said("locale"),
    },
    headers: ifMatchIn(form),
  });
  if (answer.ok) return seeOther(`${path}?said=profile`);
  return again(visit, answer, Object.fromEntries(names.map((name) => [`/${name}`, name])));
}

export async function savePreferences(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const ticked = new Set(form.getAll("hears"));
  const choices = Object.fromEntries(
    categories.filter((category) => category !== "security").map((category) => [category, toldIn(category, ticked)]),
  ) satisfies Partial<Record<Category, Record<Way, boolean>>>;
  const zone = typed(form, "quiet_zone") ?? visit.zone;
  const quiet = form.has("quiet")
    ? { start: typed(form, "quiet_start") ?? "", end: typed(form, "quiet_end") ?? "", time_zone: zone }
    : null;
  const answer = await visit.api.call(replaceNotificationPreferences, {
    body: { choices, quiet_hours: quiet },
    headers: ifMatchIn(form),
  });
  if (answer.ok) return seeOther(`${path}?said=preferences#hears`);
  return again(visit, answer, {
    "/quiet_hours/start": "quiet_start",
    "/quiet_hours/end": "quiet_end",
    "/quiet_hours/time_zone": "quiet_zone",
    "/choices": "hears",
  });
}

const toldIn = (category: Category, ticked: ReadonlySet<string>): Record<Way, boolean> => ({
  mail: ticked.has(wayOf(category, ways[0])),
  in_app: ticked.has(wayOf(category, ways[1])),
});

/** The new address is shown in the answer to the form itself, and nowhere afterwards. */
export async function renewFeed(visit: Visit): Promise<Response> {
  const renewed = await visit.api.call(renewCalendarFeed, { headers: onceIn(visit.asked.form) });
  // Sent twice, its second answer may not show the address again.
  if (!renewed.ok) return renewed.problem.status === 409 ? seeOther(`${path}#feed`) : again(visit, renewed, {});
  return show(visit, 200, { address: renewed.body.url });
}

export async function revokeFeed(visit: Visit): Promise<Response> {
  await need(visit.api.call(revokeCalendarFeed, {}));
  return seeOther(`${path}?said=feed_revoked#feed`);
}
