import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getInterviewing } from "#availability/interviewing/contract.ts";
import { createOverride, listOverrides } from "#availability/overrides/contract.ts";
import { changeSchedule, getSchedule, listSchedules, replaceSchedule } from "#availability/schedules/contract.ts";
import { listTimeOff } from "#availability/time-off/contract.ts";
import { listTravel } from "#availability/travel/contract.ts";
import { type Form, signedIn } from "../support/browser.ts";
import { newWorld, type World } from "../support/world/world.ts";

// A Friday.
const startedAt = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: startedAt }));
afterEach(() => void vi.useRealTimers());

type Visit = Awaited<ReturnType<typeof signedIn>>["visit"];
type Seen = Awaited<ReturnType<Visit>>;

/** The form that posts to this path, as the page has filled it in. */
function formTo(text: string, action: string): [string, string][] {
  const inside = text.split("<form").find((part) => part.startsWith(` method="post" action="${action}"`)) ?? "";
  const form = inside.split("</form>")[0] ?? "";
  const fields: [string, string][] = [];
  for (const [tag, kind] of form.matchAll(/<(input|select|textarea)\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    const type = /\btype="([^"]*)"/.exec(tag)?.[1] ?? "text";
    if (name === undefined || (/radio|checkbox/.test(type) && !/\bchecked\b/.test(tag))) continue;
    const after = form.slice(form.indexOf(tag) + tag.length);
    const value =
      kind === "select"
        ? (/<option value="([^"]*)" selected/.exec(after.split("</select>")[0] ?? "")?.[1] ?? "")
        : kind === "textarea"
          ? (after.split("</textarea>")[0] ?? "")
          : (/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? "");
    fields.push([name, plain(value)]);
  }
  return fields;
}

const plain = (text: string): string =>
  text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

/** The form as filled in, with some of it typed over. */
const typedOver = (seen: Seen, action: string, over: Record<string, string>): [string, string][] => {
  const fields = formTo(seen.text, action).filter(([name]) => !(name in over));
  expect([action, ...fields]).not.toEqual([action]);
  return [...fields, ...Object.entries(over)];
};

const undoIn = (seen: Seen): Form => formTo(seen.text, /action="([^"]*\/undo)"/.exec(seen.text)?.[1] ?? "none");

async function schedulesOf(world: World, who: "berlin" | "vancouver" | "owner") {
  const owner = await world.as("owner");
  const query = { member_id: world.people[who].member.id };
  return (await owner.ok(listSchedules, { query, page: { order: "created_at.asc" } })).data;
}

describe("the week", () => {
  it("is saved from the table, undone, and saved from the text; both say the same", async () => {
    const world = await newWorld();
    const [schedule] = await schedulesOf(world, "vancouver");
    const { visit } = await signedIn(world, "vancouver");
    const page = await visit("/my/hours");
    expect(page.status).toBe(200);
    expect(page.text).toContain("<h1>My hours</h1>");
    expect(page.text).toContain("Mon-Fri 08:30-16:30 America/Vancouver");
    expect(page.text).toMatch(/What candidates would see[\s\S]*Nothing is booked with this person yet/);

    const table = `/my/hours/schedules/${schedule?.id}/week`;
    const body = typedOver(page, table, { do: "save", "w1-0-until": "12:00", "w2-0-from": "", "w2-0-until": "" });
    const saved = await visit(table, body);
    expect(saved.status).toBe(303);
    const after = await visit(saved.to ?? "");
    expect(after.text).toContain("The week is saved.");
    expect(after.text).toContain("Mon 08:30-12:00 America/Vancouver;\nWed-Fri 08:30-16:30");
    // The same form again: nothing is lost, and nothing overwritten.
    expect((await visit(table, body)).status).toBe(412);

    const undone = await visit("/my/hours/undo", undoIn(after));
    expect(undone.status).toBe(303);
    const back = await visit(undone.to ?? "");
    expect(back.text).toContain("Everything is as it was before.");
    expect(back.text).toContain("Mon-Fri 08:30-16:30 America/Vancouver");
    expect((await visit((await visit("/my/hours/undo", undoIn(after))).to ?? "")).text).toContain("cannot be undone");

    const notation = `/my/hours/schedules/${schedule?.id}/text`;
    const written = { hours_text: "Sat–Sun 22:00-24:00" };
    const byText = await visit(notation, typedOver(back, notation, written));
    const night = await visit(byText.to ?? "");
    expect(night.text).toContain("Sat-Sun 22:00-24:00 America/Vancouver");
    expect(night.text).toMatch(/name="w7-0-until"[^>]*value="00:00"/);
    const whole = typedOver(night, table, { "w7-0-from": "00:00" });
    expect((await visit(table, whole)).status).toBe(303);
    expect((await schedulesOf(world, "vancouver"))[0]?.hours_text).toContain("Sun 00:00-24:00");
  });

  it("gets lines and copies of days before anything is saved, and shows the text in the table", async () => {
    const world = await newWorld();
    const [schedule] = await schedulesOf(world, "vancouver");
    const { visit } = await signedIn(world, "vancouver");
    const table = `/my/hours/schedules/${schedule?.id}/week`;
    const page = await visit("/my/hours");
    const more = await visit(table, typedOver(page, table, { do: "add-6" }));
    expect(more.status).toBe(200);
    expect(more.text).toContain("Not saved yet");
    expect(more.text).toContain('name="w6-0-from"');
    expect(more.text).toContain("Mon-Fri 08:30-16:30 America/Vancouver;\nSat 09:00-17:00");
    const copied = await visit(table, [
      ...typedOver(more, table, { do: "copy", "copy-from": "6" }),
      ["copy-to", "1"],
      ["copy-to", "7"],
    ]);
    expect(copied.text).toContain("Mon, Sat-Sun 09:00-17:00 America/Vancouver;\nTue-Fri 08:30-16:30");
    const less = await visit(table, typedOver(copied, table, { do: "remove-1-0" }));
    expect(less.text).not.toContain('name="w1-0-from"');
    expect((await schedulesOf(world, "vancouver"))[0]?.version).toBe(1);
    // What was only looked at can be saved as it stands.
    expect((await visit(table, typedOver(less, table, { do: "save" }))).status).toBe(303);
    expect((await schedulesOf(world, "vancouver"))[0]?.hours_text).toBe(
      "Tue-Fri 08:30-16:30 America/Vancouver; Sat-Sun 09:00-17:00",
    );
    const notation = `/my/hours/schedules/${schedule?.id}/text`;
    const shown = await visit(notation, typedOver(page, notation, { hours_text: "Mon 7:15-8:00", do: "table" }));
    expect(shown.text).toMatch(/name="w1-0-from"[^>]*value="07:15"/);
    expect(shown.text).not.toContain('name="w2-0-from"');
  });

  it("says what is wrong at the line, and from where the text cannot be read, and keeps what was typed", async () => {
    const world = await newWorld();
    const [schedule] = await schedulesOf(world, "vancouver");
    const { visit } = await signedIn(world, "vancouver");
    const page = await visit("/my/hours");
    const table = `/my/hours/schedules/${schedule?.id}/week`;
    const bad = await visit(
      table,
      typedOver(page, table, { "w1-1-from": "10:00", "w1-1-until": "11:00", time_zone: "Mars/Base" }),
    );
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('<a href="#time_zone">There is no such time zone.</a>');
    const overlap = await visit(table, typedOver(page, table, { "w1-1-from": "10:00", "w1-1-until": "11:00" }));
    expect(overlap.text).toContain('<a href="#w1-1-from">This overlaps another range.</a>');
    expect(overlap.text).toMatch(/id="w1-1-from"[^>]*aria-invalid="true" aria-describedby="w1-1-fault"/);
    expect(overlap.text).toMatch(/<title>Error: /);
    const half = await visit(table, typedOver(page, table, { "w3-0-until": "" }));
    expect(half.text).toContain('<a href="#w3-0-until">');

    const notation = `/my/hours/schedules/${schedule?.id}/text`;
    const typed = { hours_text: 'Mon 09:00-12:00; Tue 9-"><i>' };
    const unread = await visit(notation, typedOver(page, notation, typed));
    expect(unread.status).toBe(422);
    expect(unread.text).toContain("This cannot be read from “\u20689-&quot;&gt;&lt;i&gt;\u2069” on.");
    expect(unread.text).not.toContain("<i>");
  });

  it("shows theirs and yours when somebody else has saved, and yours can be kept or edited", async () => {
    const world = await newWorld();
    const [schedule] = await schedulesOf(world, "vancouver");
    const id = schedule?.id ?? "";
    const { visit } = await signedIn(world, "vancouver");
    const page = await visit("/my/hours");
    const recruiter = await world.as("recruiter");
    await recruiter.ok(replaceSchedule, {
      param: { id },
      body: { name: "Interview hours", hours_text: "Mon 08:00-09:00 America/Vancouver" },
      headers: { "If-Match": '"1"' },
    });
    const table = `/my/hours/schedules/${id}/week`;
    const clash = await visit(table, typedOver(page, table, { "w1-0-from": "07:00" }));
    expect(clash.status).toBe(412);
    expect(clash.text).toContain("Somebody else has changed this");
    expect(clash.text).toContain("Mon 08:00-09:00 America/Vancouver");
    expect(clash.text).toContain("Mon 07:00-16:30 America/Vancouver;\nTue-Fri 08:30-16:30");
    const edit = await visit(table, typedOver(clash, table, { do: "look" }));
    expect(edit.text).toMatch(/name="w1-0-from"[^>]*value="07:00"/);
    expect((await visit(table, typedOver(clash, table, { do: "save" }))).status).toBe(303);
    expect((await recruiter.ok(getSchedule, { param: { id } })).hours_text).toContain("Mon 07:00-16:30");
  });

  it("is one of several: made once, renamed, made the default, removed; the first is asked for where there is none", async () => {
    const world = await newWorld();
    const { visit } = await signedIn(world, "vancouver");
    const page = await visit("/my/hours");
    const over = { new_name: 'Mornings <b>"x"</b>', new_hours: "Mon 08:00-10:00" };
    const form = typedOver(page, "/my/hours/schedules", over);
    const made = await visit("/my/hours/schedules", form);
    expect((await visit("/my/hours/schedules", form)).to).toBe(made.to);
    const shown = await visit(made.to ?? "");
    expect(shown.text).toContain("Mornings &lt;b&gt;&quot;x&quot;&lt;/b&gt;");
    expect(
      (await visit("/my/hours/schedules", typedOver(page, "/my/hours/schedules", { ...over, once: "" }))).text,
    ).toContain('<a href="#new_name">There is another schedule of this name.</a>');
    const [first, second] = await schedulesOf(world, "vancouver");
    const settings = `/my/hours/schedules/${second?.id}`;
    expect((await visit(settings, typedOver(shown, settings, { is_default: "yes", name: "Early" }))).status).toBe(303);
    expect((await schedulesOf(world, "vancouver")).map((one) => one.is_default)).toEqual([false, true]);
    const remove = `/my/hours/schedules/${first?.id}/remove`;
    const old = await visit(`/my/hours?schedule=${first?.id}`);
    expect((await visit(remove, typedOver(old, remove, { sure: "yes" }))).status).toBe(303);
    const left = await schedulesOf(world, "vancouver");
    expect(left.map(({ name }) => name)).toEqual(["Early"]);

    const admin = await signedIn(world, "admin");
    const empty = await admin.visit("/my/hours?lang=en");
    expect(empty.text).toContain("Nobody can be booked without hours.");
    expect((await admin.visit("/my/hours/schedules", typedOver(empty, "/my/hours/schedules", {}))).status).toBe(303);
  });
});

describe("dates, time off, travel and limits", () => {
  it("are added, refused at the field, changed, removed and put back", async () => {
    const world = await newWorld();
    const { visit } = await signedIn(world, "vancouver");
    const recruiter = await world.as("recruiter");
    const query = { member_id: world.people.vancouver.member.id };

    const dates = await visit("/my/hours/dates");
    expect(dates.text).toContain("Thursday, December 10, 2026");
    expect(dates.text).toContain("What candidates would see");
    const other = { first_date: "2026-12-01", kind: "available", "r0-from": "10:00", "r0-until": "09:00" };
    const night = await visit("/my/hours/dates", typedOver(dates, "/my/hours/dates", other));
    const added = await visit(night.to ?? "");
    expect(added.text).toContain("Tuesday, December 1, 2026");
    const twice = await visit("/my/hours/dates", typedOver(added, "/my/hours/dates", { ...other, reason: "<u>" }));
    expect(twice.status).toBe(409);
    expect(twice.text).toContain('<a href="#first_date">One of these dates has an entry already.');
    expect(twice.text).toContain('value="&lt;u&gt;"');
    const reused = typedOver(added, "/my/hours/dates", { first_date: "2026-12-03" });
    expect((await visit("/my/hours/dates", reused)).text).toContain("This form was already sent");
    const none = typedOver(twice, "/my/hours/dates", {
      first_date: "2026-12-02",
      "r0-from": "",
      "r0-until": "",
      kind: "available",
    });
    expect((await visit("/my/hours/dates", none)).text).toContain('<a href="#r0-from">Say at least one range');
    const [, mine] = (await recruiter.ok(listOverrides, { query, page: { order: "first_date.desc" } })).data;
    const path = `/my/hours/dates/${mine?.id}`;
    const one = await visit(path);
    const closed = await visit(path, typedOver(one, path, { kind: "unavailable", reason: "Moving house" }));
    expect((await visit(closed.to ?? "")).text).toContain("Moving house");
    expect((await visit(path, typedOver(one, path, { reason: "Late" }))).text).toMatch(/Moving house[\s\S]*Late/);
    const list = await visit("/my/hours/dates");
    const gone = await visit((await visit(`${path}/remove`, typedOver(list, `${path}/remove`, {}))).to ?? "");
    expect(gone.text).not.toContain("Moving house");
    await visit("/my/hours/undo", undoIn(gone));
    await visit("/my/hours/undo", undoIn(gone));
    expect((await recruiter.ok(listOverrides, { query })).data.map(({ reason }) => reason)).toContain("Moving house");
    expect((await visit("/my/hours/dates")).text.match(/Moving house/g)).toHaveLength(1);

    const away = await visit("/my/hours/away");
    const off = "/my/hours/away/off";
    const dateless = await visit(off, typedOver(away, off, {}));
    expect(dateless.text).toContain('<a href="#off_first">');
    const hours = {
      off_mode: "hours",
      off_from: "2026-11-23T10:00",
      off_until: "2026-11-23T12:00",
      off_reason: "Dentist",
    };
    const offDone = await visit((await visit(off, typedOver(dateless, off, hours))).to ?? "");
    expect(offDone.text).toContain("Dentist");
    expect((await recruiter.ok(listTimeOff, { query })).data[0]).toMatchObject({ starts_at: "2026-11-23T17:00:00Z" });
    const trips = "/my/hours/away/trips";
    const trip = { trip_zone: "Asia/Tokyo", trip_from: "2026-12-05T08:00", trip_until: "2026-12-04T08:00" };
    const early = await visit(trips, typedOver(away, trips, trip));
    expect(early.text).toContain('<a href="#trip_until">It ends before it begins.</a>');
    const far = await visit((await visit(trips, typedOver(early, trips, { trip_until: "" }))).to ?? "");
    expect(far.text).toContain("Tokyo, UTC+9");
    await visit("/my/hours/undo", undoIn(far));
    expect((await recruiter.ok(listTravel, { query })).data).toEqual([]);

    const limits = await visit("/my/hours/limits");
    const change = { after: "15", notice: "2", notice_unit: "days", day_count: "3", week_hours: "7,5" };
    const limited = await visit(
      (await visit("/my/hours/limits", typedOver(limits, "/my/hours/limits", change))).to ?? "",
    );
    const param = { id: query.member_id };
    expect(await recruiter.ok(getInterviewing, { param })).toMatchObject({
      buffer_after_minutes: 15,
      notice_minutes: 2_880,
      limits: { day: { count: 3, minutes: null }, week: { count: null, minutes: 450 } },
    });
    const wrong = await visit("/my/hours/limits", typedOver(limited, "/my/hours/limits", { before: "soon" }));
    expect(wrong.text).toContain('<a href="#before">');
    const stale = await visit("/my/hours/limits", typedOver(limits, "/my/hours/limits", { after: "20" }));
    expect(stale.status).toBe(412);
    expect(stale.text).toMatch(/Free after each interview[\s\S]*15 minutes[\s\S]*20 minutes/);
    await visit("/my/hours/undo", undoIn(limited));
    expect((await recruiter.ok(getInterviewing, { param })).limits.day.count).toBeNull();
  });
});

describe("what candidates would see", () => {
  it("follows the hours that are looked at, and names what is booked outside of those that were saved", async () => {
    const world = await newWorld({ booked: true });
    const [schedule] = await schedulesOf(world, "berlin");
    const { visit } = await signedIn(world, "berlin");
    const page = await visit("/my/hours?lang=en");
    expect(page.text).toMatch(/data-say="\d+ times in the next two weeks"/);
    const table = `/my/hours/schedules/${schedule?.id}/week`;
    const closed = Object.fromEntries(
      formTo(page.text, table).flatMap(([name]) => (/^w[1-7]-/.test(name) ? [[name, ""]] : [])),
    );
    const none = await visit(`${table}?lang=en`, typedOver(page, table, { ...closed, do: "look" }));
    expect(none.text).toContain("With hours that are not saved yet");
    expect(none.text).toContain('data-say="0 times in the next two weeks"');
    const half = await visit(`${table}?lang=en`, typedOver(page, table, { "w1-0-until": "", do: "look" }));
    expect(half.text).toContain("Finish the hours to see the times.");
    const notation = `/my/hours/schedules/${schedule?.id}/text`;
    const saved = await visit(notation, typedOver(page, notation, { hours_text: "Sun 03:00-04:00" }));
    const after = await visit(`${saved.to}&lang=en`);
    expect(after.text).toMatch(/Booked outside these hours[\s\S]*<time datetime=/);
  });
});

describe("why not", () => {
  it("says of a day and of a moment what stands in the way, for everybody who is needed", async () => {
    const world = await newWorld();
    const { visit } = await signedIn(world, "berlin");
    const ask = await visit("/my/hours/why?lang=en");
    const [, event] = /<option value="(evt_[^"]*)"/.exec(ask.text) ?? [];
    const sunday = await visit(`/my/hours/why?lang=en&event=${event}&date=2026-11-22`);
    expect(sunday.text).toContain("No time is offered on this day");
    expect(sunday.text).toContain("Outside the week’s hours:");
    const recruiter = await world.as("recruiter");
    const member_id = world.people.berlin.member.id;
    await recruiter.ok(createOverride, { body: { member_id, first_date: "2026-11-24", kind: "unavailable" } });
    const tuesday = await visit(`/my/hours/why?lang=en&event=${event}&date=2026-11-24&time=10:00`);
    expect(tuesday.text).toContain("This date has other hours, or none:");
    expect(tuesday.text).toContain('<a href="/my/hours/dates">Go to “Dates”</a>');
    expect((await visit("/my/hours/why?lang=en&date=x&time=25:00")).text).toMatch(/href="#date"[\s\S]*href="#time"/);
  });
});

describe("whose hours", () => {
  it("a recruiter keeps those of others; an interviewer only their own; who keeps none is refused", async () => {
    const world = await newWorld();
    const id = world.people.berlin.member.id;
    const [schedule] = await schedulesOf(world, "berlin");
    const { visit } = await signedIn(world, "recruiter");
    const base = `/desk/people/${id}/hours`;
    const page = await visit(`${base}?lang=en`);
    expect(page.text).toMatch(/Hours of \u2068Lena Brandt/);
    const notation = `${base}/schedules/${schedule?.id}/text`;
    const saved = await visit(notation, typedOver(page, notation, { hours_text: "Mon 09:00-10:00" }));
    expect(saved.to).toContain(`${base}?schedule=`);
    // Nobody's things under somebody else's address; no undo but one's own.
    expect((await visit(`/my/hours/schedules/${schedule?.id}/text`, { hours_text: "" })).status).toBe(404);
    for (const path of ["/dates", "/away", "/limits", "/why"]) expect((await visit(base + path)).status).toBe(200);
    const seen = await visit(saved.to ?? "");
    const mei = await signedIn(world, "vancouver");
    expect((await mei.visit("/my/hours/undo", undoIn(seen))).status).toBe(303);
    expect((await schedulesOf(world, "berlin"))[0]?.hours_text).toBe("Mon 09:00-10:00 Europe/Berlin");
    expect((await mei.visit(base)).status).toBe(403);
    expect((await mei.visit(notation, { hours_text: "Mon 09:00-11:00", version: "2" })).status).toBe(403);
    const viewer = await signedIn(world, "viewer");
    const refused = await viewer.visit("/my/hours");
    expect(refused.status).toBe(403);
    expect((await viewer.visit("/account")).text).not.toContain('href="/my/hours"');
    const elsewhere = await newWorld({ name: "Umbra" });
    expect((await visit(`/desk/people/${elsewhere.people.berlin.member.id}/hours`)).status).toBe(404);
    expect((await (await signedIn(elsewhere, "owner")).visit(base)).status).toBe(404);
  });

  it("speaks five languages, Arabic from right to left, and shows odd names as they are", async () => {
    const world = await newWorld();
    const [schedule] = await schedulesOf(world, "vancouver");
    const mei = await world.as("vancouver");
    const name = "<script>alert(1)</script> \"'> \u202Etxt";
    await mei.ok(changeSchedule, { param: { id: schedule?.id ?? "" }, body: { name } });
    const { visit } = await signedIn(world, "vancouver");
    const sections = ["/dates", "/away", "/limits", "/why?date=2026-11-22&", "?schedule=x&"];
    const own = { en: "My hours", de: "Meine Zeiten", fr: "Mes horaires", es: "Mi horario", ar: "ساعاتي" };
    for (const [lang, heading] of Object.entries(own)) {
      for (const path of ["", sections.shift() ?? ""]) {
        const seen = await visit(`/my/hours${path}${path.includes("?") ? "" : "?"}lang=${lang}`);
        expect(seen.status).toBe(200);
        expect(seen.text).toContain(`<h1>${heading}</h1>`);
        expect(seen.text).toContain(`dir="${lang === "ar" ? "rtl" : "ltr"}"`);
        expect(seen.text).not.toMatch(/undefined|\[object|<script>alert/);
      }
    }
  });
});
