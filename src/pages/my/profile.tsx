import { type Category, categories, type Way, ways } from "#outreach/categories.ts";
import { getCalendarFeed, renewCalendarFeed, revokeCalendarFeed } from "#outreach/feeds/contract.ts";
import { getNotificationPreferences, replaceNotificationPreferences } from "#outreach/notifications/contract.ts";
import { changeMe } from "#identity/users/contract.ts";
import type { ProblemBody } from "#http/client.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { faultsIn, need } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { noteIn } from "./interview-acts.tsx";
import { wordsFor } from "./parts.tsx";
import { refusalWords } from "./card-form.ts";
import { ProfilePage, type ProfileTry, wayOf } from "./profile-page.tsx";

const path = "/my/profile";

async function show(visit: Visit, status: number, tried: ProfileTry): Promise<Response> {
  const [preferences, feed] = await Promise.all([
    need(visit.api.call(getNotificationPreferences, {})),
    need(visit.api.call(getCalendarFeed, {})),
  ]);
  const note = noteIn(visit);
  return deskResponse(
    <ProfilePage visit={visit} preferences={preferences} feed={feed} note={note} tried={tried} />,
    status,
  );
}

export const showProfile = (visit: Visit): Promise<Response> => show(visit, 200, {});

function refused(visit: Visit, problem: ProblemBody, fields: Record<string, string>): Promise<Response> {
  const words = wordsFor(visit);
  const plain = faultsIn(problem, fields, kitWords[visit.speech.language].faults, refusalWords(words));
  const own: Record<string, string> = { phone: words.refusals.phone, time_zone: words.refusals.zone };
  const faults = plain.map((fault) => ({ ...fault, sentence: own[fault.field] ?? fault.sentence }));
  return show(visit, problem.status, { faults, typed: visit.asked.form });
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
  return refused(visit, answer.problem, Object.fromEntries(names.map((name) => [`/${name}`, name])));
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
  return refused(visit, answer.problem, {
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
  if (!renewed.ok)
    return renewed.problem.status === 409 ? seeOther(`${path}#feed`) : refused(visit, renewed.problem, {});
  return show(visit, 200, { address: renewed.body.url });
}

export async function revokeFeed(visit: Visit): Promise<Response> {
  await need(visit.api.call(revokeCalendarFeed, {}));
  return seeOther(`${path}?said=feed_revoked#feed`);
}
