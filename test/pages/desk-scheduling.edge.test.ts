import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { listBookings } from "#booking/bookings/look-contract.ts";
import { cancelBooking } from "#booking/bookings/contract.ts";
import { changeSchedulingLink, listSchedulingLinks } from "#booking/links/contract.ts";
import { createCandidate } from "#hiring/candidates/contract.ts";
import { changeHiringSettings } from "#hiring/settings/contract.ts";
import { changeInterview, createInterview, getInterview, listInterviews } from "#hiring/interviews/contract.ts";
import { scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { respondToInterview } from "#hiring/interviews/seat-contract.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, hour } from "#kernel/instant.ts";
import { type Form, signedIn } from "../support/browser.ts";
import { forgetHours, isTaken, keepsHours } from "../support/hours.ts";
import { hasApplication, hasCandidate } from "../support/interviews.ts";
import type { PersonKey } from "../support/world/company.ts";
import { newWorld, type World } from "../support/world/world.ts";

const now = Date.UTC(2027, 10, 19, 9);
/** Monday at eleven in Paris. */
const monday = Date.UTC(2027, 10, 22, 10);
const at = (hours = 0): string => new Date(monday + hours * hour).toISOString().replace(".000Z", "Z");

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
beforeEach(() => void vi.setSystemTime(now));
afterAll(() => void vi.useRealTimers());

const member = (world: World, who: PersonKey) => world.people[who].member.id;

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata", "vancouver"] as const)
    await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
  return world;
}

async function planned(world: World, kind: keyof World["booking"]["eventTypes"] = "one_on_one", more: object = {}) {
  const { application } = await hasApplication(world, await hasCandidate(world), kind);
  return (await world.as("owner")).ok(createInterview, {
    body: {
      title: `Systems ${world.mark}`,
      application_id: application,
      event_type_id: world.booking.eventTypes[kind].id,
      ...more,
    },
  });
}

/** Booked at a time of its own. */
async function scheduled(world: World, kind: keyof World["booking"]["eventTypes"] = "one_on_one", starts_at = at()) {
  const made = await planned(world, kind);
  return (await world.as("owner")).ok(scheduleInterview, { param: { id: made.id }, body: { starts_at } });
}

/** What a form of a page sends along unseen. */
function hidden(text: string, action: string): Record<string, string> {
  // A form of the page itself says no address: it is sent to the one that stands above it.
  const [, form = ""] = text.split(text.includes(`action="${action}"`) ? `action="${action}"` : 'class="sheet"');
  const own = form.slice(0, form.indexOf("</form>"));
  return Object.fromEntries(
    [...own.matchAll(/<input type="hidden" name="([\w-]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

const sending = (text: string, action: string, said: Record<string, string> = {}): Form => ({
  ...hidden(text, action),
  ...said,
});

const idIn = (path: string | null): string => /itv_\w+/.exec(path ?? "")?.[0] ?? "";

describe("an interview is scheduled by forms", () => {
  it("from whom it is with to everybody told: planned, a time held, confirmed once however often it is sent", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const name = `Ada Example ${world.mark}`;
    const body = { name, email: `ada@${world.tenant.slug}.example`, time_zone: "America/Vancouver" };
    const { id: candidate } = await owner.ok(createCandidate, { body });
    const { application } = await hasApplication(world, candidate as Id<"candidate">);
    const { visit } = await signedIn(world, "owner");

    expect((await visit("/desk/schedule")).text).toContain(`/desk/schedule?application=${application}`);
    expect((await visit("/desk/schedule?q=ada")).text).toContain("Ada Example");
    const form = await visit(`/desk/schedule?application=${application}`);
    const words = sending(form.text, "/desk/schedule", {
      "person-1": member(world, "berlin"),
      "role-1": "shadow",
      mode: "video",
    });
    const made = await visit("/desk/schedule", words);
    expect(made).toMatchObject({ status: 303 });
    expect((await visit("/desk/schedule", words)).to).toBe(made.to);
    const path = `/desk/schedule/${idIn(made.to)}`;

    const times = await visit(`${path}?date=2027-11-22`);
    expect(times.text).toContain(`name="slot" value="${at()}"`);
    expect(times.text).toMatch(/>.{0,2}3:00 AM.{0,3} for them/);
    const held = await visit(path, sending(times.text, path, { slot: at() }));
    expect(held.status).toBe(200);
    expect(held.text).toContain("Is this right?");
    expect(held.text).toContain("Vancouver, UTC−7");
    expect(held.text).toMatch(/Held for you until .{0,2}10:15 AM/);
    const confirm = sending(held.text, `${path}/confirm`, { guests: "grace@guest.example" });
    const [one, two] = [await visit(`${path}/confirm`, confirm), await visit(`${path}/confirm`, confirm)];
    expect([one.status, two.status]).toEqual([303, 303]);

    const bookings = (await owner.ok(listBookings, {})).data;
    expect(bookings).toHaveLength(1);
    expect(bookings[0]?.guests).toMatchObject([{ email: "grace@guest.example" }]);
    expect(bookings[0]?.hosts.map(({ member_id }) => member_id)).toContain(member(world, "berlin"));
    const page = await visit(one.to ?? "");
    expect(page.text).toContain("Booked. Everybody has been told.");
    expect(page.text).toContain("Vancouver, UTC−7");
    expect(page.text).toMatch(/<strong>Booked<\/strong>/);
    expect((await visit("/desk/interviews")).text).toContain(`/desk/interviews/${idIn(made.to)}`);
    const file = await visit("/desk/interviews.csv");
    expect(file.text).toContain("2027-11-22 11:00,2027-11-22 11:30,Europe/Paris,2027-11-22 03:00,America/Vancouver");
    expect((await visit(path)).text).toContain("Move ");
  });

  it("a time that is gone is refused with the nearest, and one of these is held at once", async () => {
    const world = await office();
    const { id } = await planned(world);
    const { visit } = await signedIn(world, "owner");
    const path = `/desk/schedule/${id}`;
    const times = await visit(path);
    await isTaken(world, "recruiter", asInstant(monday), 30);
    const refused = await visit(path, sending(times.text, path, { slot: at() }));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("<title>Error: ");
    expect(refused.text).toContain("Somebody has taken this time just now.");
    const [near = ""] = /(?<=name="slot" value=")[^"]+/.exec(refused.text) ?? [];
    expect(Math.abs(Date.parse(near) - monday)).toBeLessThanOrEqual(hour);
    expect((await visit(path, sending(refused.text, path, { slot: near }))).text).toContain("Is this right?");
    const unread = await visit(path, sending(times.text, path, { date: "", time: "10:00" }));
    expect(unread.status).toBe(422);
    expect(unread.text).toContain('href="#date"');
  });

  it("or the candidate chooses by a link, or says when they can", async () => {
    const world = await office();
    const { id } = await planned(world);
    const { visit } = await signedIn(world, "owner");
    const path = `/desk/schedule/${id}`;
    const byLink = await visit(`${path}?by=link`);
    const made = await visit(`${path}/link`, sending(byLink.text, `${path}/link`, { last: "2027-11-26" }));
    expect(made).toMatchObject({ status: 303, to: `${path}?by=link&said=linked` });
    expect((await visit(made.to ?? "")).text).toMatch(/value="[^"]+\/book\/lnk_/);
    const stale = sending(byLink.text, `${path}/link`, { once: "another" });
    expect((await visit(`${path}/link`, stale)).status).toBe(412);

    const asked = await visit(`${path}?by=windows`);
    const told = await visit(`${path}/ask`, sending(asked.text, `${path}/ask`));
    expect(told.text).toMatch(/value="[^"]+\/panel\/\w+/);
    const note = { "day-0": "2027-11-22", "from-0": "10:00", "until-0": "" };
    const half = await visit(`${path}/windows`, sending(told.text, `${path}/windows`, note));
    expect(half.status).toBe(422);
    expect(half.text).toContain('href="#until-0"');
    const noted = await visit(
      `${path}/windows`,
      sending(told.text, `${path}/windows`, { ...note, "until-0": "12:00" }),
    );
    expect(noted.status).toBe(303);
    const within = await visit(noted.to ?? "");
    expect([...within.text.matchAll(/name="slot" value="([^"]+)"/g)].map(([, start]) => start)).toEqual([
      at(-1),
      at(-0.5),
      at(),
      at(0.5),
    ]);
  });
});

describe("an interview's page", () => {
  it("offers others for whoever declines, by how little they have to do, and sends one at a press", async () => {
    const world = await office();
    await (await world.as("owner")).ok(changeHiringSettings, { body: { replaces: false } });
    const talk = await scheduled(world, "round_robin");
    const [seat] = talk.participants.filter(({ pool_id }) => pool_id !== null);
    const who = (["berlin", "kolkata"] as const).find((one) => member(world, one) === seat?.member_id) ?? "berlin";
    await (await world.as(who)).ok(respondToInterview, {
      param: { id: talk.id },
      body: { answer: "declined", reason: `Ill <b>${world.mark}</b>` },
    });
    const { visit } = await signedIn(world, "owner");
    const path = `/desk/interviews/${talk.id}`;
    const page = await visit(path);
    expect(page.text).toContain("Does not come");
    expect(page.text).toContain("&lt;b&gt;");
    const other = who === "berlin" ? "kolkata" : "berlin";
    expect(page.text).toMatch(new RegExp(`name="to" value="${member(world, other)}"`));
    const action = `${path}/people/${seat?.id}/replace`;
    const to = { to: member(world, other) };
    const replaced = await visit(action, sending(page.text, action, to));
    expect(replaced).toMatchObject({ status: 303, to: `${path}?said=replaced` });
    const after = await (await world.as("owner")).ok(getInterview, { param: { id: talk.id } });
    expect(after.participants.map(({ member_id }) => member_id)).toContain(member(world, other));

    const again = await visit(path);
    const link = `${path}/people/${after.participants.find(({ member_id }) => member_id === to.to)?.id}/link`;
    expect((await visit(link, sending(again.text, link))).status).toBe(303);
    const linked = await visit(path);
    expect(linked.text).toMatch(/value="[^"]+\/panel\/\w+/);
    const [revoke = ""] = /(?<=action=")[^"]+\/revoke/.exec(linked.text) ?? [];
    expect((await visit(revoke, {})).status).toBe(303);
    expect((await visit(path)).text).toContain("Taken back");
  });

  it("takes people in and out, notes, moves and cancels; what came between is said, and shown beside what was typed", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const talk = await scheduled(world);
    const { visit } = await signedIn(world, "owner");
    const path = `/desk/interviews/${talk.id}`;
    const page = await visit(path);
    const add = { member: member(world, "berlin"), role: "observer" };
    expect((await visit(`${path}/people`, sending(page.text, `${path}/people`, add))).status).toBe(303);
    const twice = await visit(`${path}/people`, { ...add, once: "another", version: "3" });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain("This person is in it already.");
    const note = { note: `Ask about <script>alert(1)</script> ${world.mark}`, visibility: "team" };
    expect((await visit(`${path}/notes`, sending(page.text, `${path}/notes`, note))).status).toBe(303);
    expect((await visit(path)).text).toContain("&lt;script&gt;");

    const edit = await visit(`${path}/edit`);
    await owner.ok(changeInterview, { param: { id: talk.id }, body: { description: `Theirs ${world.mark}` } });
    const words = { title: "Mine", mode: "phone", description: `Ours ${world.mark}` };
    const conflict = await visit(`${path}/edit`, sending(edit.text, `${path}/edit`, words));
    expect(conflict.status).toBe(412);
    expect(conflict.text).toContain(`Theirs ${world.mark}`);
    expect(conflict.text).toContain(`Ours ${world.mark}`);
    expect((await visit(`${path}/edit`, sending(conflict.text, `${path}/edit`, words))).status).toBe(303);

    const move = `/desk/schedule/${talk.id}`;
    const times = await visit(`${move}?date=2027-11-22`);
    expect(times.text).toContain(`value="${at()}"`);
    const chosen = await visit(move, sending(times.text, move, { slot: at(2) }));
    const confirm = sending(chosen.text, `${move}/confirm`, { reason: "The room." });
    const moved = await visit(`${move}/confirm`, confirm);
    expect(moved).toMatchObject({ status: 303, to: `${path}?said=moved` });
    const late = await visit(`${path}/cancel`, { version: "1", reason: "Filled." });
    expect(late.status).toBe(412);
    expect(late.text).toContain("Somebody changed this in the meantime.");
    const end = sending((await visit(path)).text, `${path}/cancel`, { reason: "Filled." });
    expect((await visit(`${path}/cancel`, end)).status).toBe(303);
    expect((await visit(path)).text).toContain("Filled.");
  });

  it("opens to whoever may see it, lets nobody do what they may not, and is nothing to another company", async () => {
    const world = await office();
    const talk = await scheduled(world);
    const viewer = await signedIn(world, "viewer");
    const path = `/desk/interviews/${talk.id}`;
    const page = await viewer.visit(`${path}?lang=en`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(`action="${path}/cancel"`);
    expect(page.text).not.toContain("/desk/schedule");
    expect((await viewer.visit(`${path}/cancel`, { version: "2" })).status).toBe(403);
    const other = await newWorld();
    const stranger = await signedIn(other, "owner");
    expect((await stranger.visit(path)).status).toBe(404);
    expect((await stranger.visit(`${path}/cancel`, { version: "2" })).status).toBe(404);
    expect((await stranger.visit(`/desk/bookings/${talk.booking_id}`)).status).toBe(404);
  });
});

describe("bookings, links and load", () => {
  it("a booking is confirmed, moved, given guests and asked to be another time; a whole day is settled one by one", async () => {
    const world = await newWorld({ booked: true });
    const owner = await world.as("owner");
    vi.setSystemTime(Date.now());
    const { data } = await owner.ok(listBookings, { query: { status: "pending,confirmed" } });
    const { visit } = await signedIn(world, "owner");
    const list = await visit("/desk/bookings?view=all");
    for (const { id } of data) expect(list.text).toContain(`/desk/bookings/${id}`);
    expect(list.text).toContain('href="/desk/bookings.csv?view=all"');
    const file = (await visit("/desk/bookings.csv?view=all")).text.trimEnd().split("\r\n");
    expect(file.length).toBeGreaterThan(data.length);
    for (const { invitee } of data) expect(file.some((line) => line.includes(invitee?.email ?? "-"))).toBe(true);
    const pending = data.find(({ status }) => status === "pending");
    const path = `/desk/bookings/${pending?.id}`;
    const page = await visit(path);
    expect((await visit(`${path}/confirm`, sending(page.text, `${path}/confirm`))).to).toBe(`${path}?said=confirmed`);
    const fresh = await visit(path);
    const guest = (email: string) => visit(`${path}/guests`, sending(fresh.text, `${path}/guests`, { email }));
    const wrong = await guest("nobody");
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#email"');
    expect(wrong.text).toContain('value="nobody"');
    expect((await guest("grace@guest.example")).status).toBe(303);
    const wish = { "day-0": "2027-12-01", "from-0": "09:00", "until-0": "12:00", why: "The room." };
    const asked = await visit(`${path}/ask`, sending((await visit(path)).text, `${path}/ask`, wish));
    expect(asked.to).toContain("said=requested");
    expect((await visit(path)).text).toContain("Waits for an answer");

    const calls = data.filter(({ kind }) => kind === "one_on_one");
    const day = calls[0]?.starts_at.slice(0, 10) ?? "";
    const whose = calls[0]?.hosts[0]?.member_id ?? "";
    const shown = await visit(`/desk/bookings/day?person=${whose}&date=${day}`);
    expect(shown.text).toContain('name="booking"');
    const nothing = await visit("/desk/bookings/day", { person: whose, date: day, act: "cancel" });
    expect(nothing.status).toBe(422);
    const settled = await visit("/desk/bookings/day", {
      ...hidden(shown.text, "/desk/bookings/day"),
      act: "cancel",
      booking: calls[0]?.id ?? "",
      reason: "Ill.",
    });
    expect(settled.text).toContain("<progress");
    expect(settled.text).toContain("Done");
    await owner.refused(cancelBooking, { param: { id: calls[0]?.id ?? "" }, body: {} }, "booking.wrong_status");
    expect((await visit("/desk/bookings/moved")).text).toContain("No booking is affected.");
  });

  it("a link is made, copied, changed and taken back; what is missing is said at its field", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { visit } = await signedIn(world, "owner");
    const form = await visit("/desk/links/new");
    const aimless = await visit("/desk/links/new", sending(form.text, "/desk/links/new", { name: "Kept", uses: "2" }));
    expect(aimless.status).toBe(422);
    expect(aimless.text).toContain("Choose an event type, a person, or both.");
    expect(aimless.text).toContain('value="Kept"');
    const type = world.booking.eventTypes.one_on_one.id;
    const words = { ...hidden(aimless.text, "/desk/links/new"), name: `Kept ${world.mark}`, uses: "2", type };
    const made = await visit("/desk/links/new", words);
    expect(made.status).toBe(303);
    const [path = ""] = (made.to ?? "").split("?");
    const page = await visit(made.to ?? "");
    expect(page.text).toMatch(/value="[^"]+\/book\/lnk_/);
    const { data } = await owner.ok(listSchedulingLinks, { query: { q: "Kept" } });
    await owner.ok(changeSchedulingLink, { param: { id: data[0]?.id ?? "" }, body: { max_uses: 9 } });
    const stale = await visit(path, sending(page.text, path, { name: "Mine", uses: "3" }));
    expect(stale.status).toBe(412);
    expect(stale.text).toContain("Somebody else has changed this");
    expect(stale.text).toContain('value="Mine"');
    const revoke = sending((await visit(path)).text, `${path}/revoke`);
    expect((await visit(`${path}/revoke`, revoke)).status).toBe(303);
    expect((await visit("/desk/links?status=revoked")).text).toContain(path);
  });

  it("load is a table that can be sorted, with bars of what the numbers say; every page speaks five languages", async () => {
    const world = await office();
    const talk = await scheduled(world);
    const open = await planned(world);
    const { visit } = await signedIn(world, "owner");
    const load = await visit("/desk/load?on=2027-11-22");
    expect(load.text).toContain("<caption");
    expect(load.text).toContain('aria-sort="descending"');
    expect(load.text).toContain('<rect class="bar-part"');
    expect(load.text.indexOf("Salma")).toBeLessThan(load.text.indexOf("Arjun"));
    const named = await visit("/desk/load?on=2027-11-22&sort=name");
    expect(named.text.indexOf("Arjun")).toBeLessThan(named.text.indexOf("Salma Haddad"));

    const paths = ["/desk/schedule", `/desk/interviews/${talk.id}`, "/desk/load"];
    const rarer = [
      "/desk/interviews",
      `/desk/interviews/${talk.id}/edit`,
      `/desk/schedule/${open.id}`,
      `/desk/bookings/${talk.booking_id}/move`,
      "/desk/bookings/day",
      "/desk/links/new",
    ];
    const titles = new Set<string>();
    for (const language of ["en", "de", "fr", "es", "ar"])
      for (const path of language === "ar" ? [...paths, ...rarer] : paths) {
        const page = await visit(`${path}?lang=${language}`);
        expect([path, page.status]).toEqual([path, 200]);
        expect(page.text).toContain(`dir="${language === "ar" ? "rtl" : "ltr"}"`);
        expect(page.text).not.toMatch(/undefined|\[object|NaN/);
        expect(page.text.match(/<h1/g)).toHaveLength(1);
        if (path === "/desk/schedule") titles.add(/<h1[^>]*>([^<]+)/.exec(page.text)?.[1] ?? "");
      }
    expect(titles.size).toBe(5);
    expect((await (await world.as("owner")).ok(listInterviews, {})).data).toHaveLength(2);
  });
});
