import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { changeEventType, getEventType, listEventTypes } from "#booking/event-types/contract.ts";
import { getPool, listPools } from "#booking/pools/contract.ts";
import { getBookingSettings } from "#booking/settings/contract.ts";
import { getHiringSettings } from "#hiring/settings/contract.ts";
import { changeTenant, getTenant } from "#identity/tenants/contract.ts";
import { createTeam } from "#identity/teams/contract.ts";
import { changeMessageTemplate, listMessageTemplates } from "#outreach/templates/contract.ts";
import { listSuppressions } from "#outreach/suppressions/contract.ts";
import { listWorkflows } from "#outreach/workflows/contract.ts";
import { listWebhooks } from "#outreach/webhooks/contract.ts";
import { languages } from "#pages/kit/language.ts";
import { env } from "cloudflare:workers";
import { emailOf, signedIn } from "../support/browser.ts";
import { mailTo } from "../support/post.ts";
import { Receiver, sendAll, settled } from "../support/webhooks.ts";
import { newWorld, send } from "../support/world/world.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 20, 9) }));
afterEach(() => void vi.useRealTimers());

const plain = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
};

/** A form of the page as a browser would send it, with what is typed into it. `action` names it where the page has several. */
function filled(
  page: string,
  typed: Record<string, string | string[] | null> = {},
  action?: string,
): [string, string][] {
  const forms = [...page.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form);
  const form = forms.find((one) =>
    action === undefined
      ? /class="sheet/.test(one.slice(0, 200))
      : attribute(one.slice(0, one.indexOf(">") + 1), "action") === action,
  );
  if (form === undefined) throw new Error(`There is no such form: ${action ?? "sheet"}`);
  const pairs: [string, string][] = [];
  for (const [whole, tag = "", , inner = ""] of form.matchAll(
    /<(?:(input\b[^>]*)|(textarea|select)\b[^>]*>([\s\S]*?)<\/(?:textarea|select))>/g,
  )) {
    const name = attribute(whole.slice(0, whole.indexOf(">") + 1), "name");
    if (name === undefined) continue;
    if (whole.startsWith("<textarea")) pairs.push([name, plain(inner)]);
    else if (whole.startsWith("<select")) {
      const options = [...inner.matchAll(/<option[^>]*>/g)].map(([option]) => option);
      const chosen = options.find((option) => /\sselected/.test(option)) ?? options[0] ?? "";
      pairs.push([name, attribute(chosen, "value") ?? ""]);
    } else if (!/type="(?:checkbox|radio)"/.test(tag) || /\schecked/.test(tag))
      pairs.push([name, attribute(tag, "value") ?? ""]);
  }
  const kept = pairs.filter(([name]) => !(name in typed));
  const added = Object.entries(typed).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]],
  );
  return [...kept, ...added];
}

const naughty = `<script>alert(1)</script> "quoted" & {{7*7}} \u202Eevil`;
const faultAt = (page: string, field: string): string =>
  plain(new RegExp(`<a href="#${field}">([^<]*)</a>`).exec(page)?.[1] ?? "");

describe("event types", () => {
  it("are made, changed in every field, given to others and taken away, by forms alone", async () => {
    const world = await newWorld();
    const { visit } = await signedIn(world, "owner");
    const owner = await world.as("owner");
    const fresh = (await visit("/desk/event-types/new")).text;
    const empty = await visit(
      "/desk/event-types/new",
      filled(fresh, { title: " ", durations: "3", slug: "kept-slug" }),
    );
    expect(empty.status).toBe(422);
    expect(empty.text).toMatch(/<title>Error: New event type/);
    expect(faultAt(empty.text, "title")).not.toBe("");
    expect(empty.text).toContain('value="kept-slug"');
    const form = filled(fresh, { title: naughty, slug: "", kind: "collective" });
    const made = await visit("/desk/event-types/new", form);
    expect(made.to).toMatch(/^\/desk\/event-types\/ety_\w+\?said=made$/);
    expect((await visit("/desk/event-types/new", form)).to).toBe(made.to);
    const here = (made.to ?? "").split("?")[0] ?? "";
    const shown = await visit(`${here}?said=made`);
    expect(shown.text).toContain("&lt;script&gt;alert(1)");
    expect(shown.text).toContain("Made.");
    const id = here.split("/").at(-1) ?? "";

    const page = (await visit(`${here}/edit`)).text;
    const wanted = {
      durations: "30, 45",
      default_duration: "45",
      notice: "2",
      notice_unit: "hours",
      horizon: "available_days",
      horizon_days: "10",
      horizon_weekdays: "yes",
      limit_week_minutes: "300",
      location: ["video", "on_site"],
      confirmation_required: "yes",
      move_max: "3",
      own_colour: "yes",
      colour: "#FFEE00",
      hidden: "yes",
      metadata: "team = 7\nnote = a = b",
    };
    const lost = await visit(`${here}/edit`, filled(page, wanted));
    expect(lost.status).toBe(422);
    expect(faultAt(lost.text, "details_on_site")).toBe("Say where: an address on site, or an https link.");
    expect((await visit(`${here}/edit`, filled(lost.text, { details_on_site: "12 Quay Street" }))).status).toBe(303);
    const kept = await owner.ok(getEventType, { param: { id } });
    expect(kept).toMatchObject({
      slug: "script-alert-1-script-quoted-7-7-evil",
      durations: [30, 45],
      default_duration: 45,
      notice_minutes: 120,
      horizon: { kind: "available_days", days: 10, weekdays_only: true },
      limits: [{ per: "week", count: null, minutes: 300 }],
      locations: [
        { kind: "video", details: null },
        { kind: "on_site", details: "12 Quay Street" },
      ],
      rescheduling: { max_times: 3 },
      branding: { colour: "#ffee00" },
      hidden: true,
      metadata: { team: "7", note: "a = b" },
    });

    const before = (await visit(`${here}/edit`)).text;
    await owner.ok(changeEventType, { param: { id }, body: { title: "Theirs" } });
    const clash = await visit(`${here}/edit`, filled(before, { title: "Mine" }));
    expect(clash.status).toBe(412);
    expect(clash.text).toMatch(/Theirs<\/td>[\s\S]*Mine<\/td>/);
    expect((await visit(`${here}/edit`, filled(clash.text, {}, `${here}/edit`))).status).toBe(303);
    expect((await owner.ok(getEventType, { param: { id } })).title).toBe("Mine");

    const taken = await visit(`${here}/copy`, filled((await visit(here)).text, { slug: "first-call" }, `${here}/copy`));
    expect(taken.status).toBe(409);
    expect(faultAt(taken.text, "slug")).toBe("Another event type has this address.");
    const copied = await visit(`${here}/copy`, filled(taken.text, { slug: "mine-2" }, `${here}/copy`));
    expect((await visit(copied.to ?? "")).text).toContain("Not active");
    const sure = await visit(`${here}/delete`);
    expect((await visit(`${here}/delete`, filled(sure.text, {}, `${here}/delete`))).to).toBe(
      "/desk/event-types?said=deleted",
    );
    expect((await visit(here)).status).toBe(404);
  });

  it("saved as they are shown stay what they were, whatever their kind", async () => {
    const world = await newWorld();
    const { visit } = await signedIn(world, "owner");
    const owner = await world.as("owner");
    const { data } = await owner.ok(listEventTypes, {});
    expect(data.length).toBeGreaterThanOrEqual(4);
    for (const one of data.filter(({ kind }) => kind !== "collective")) {
      for (const part of ["edit", "people"]) {
        const path = `/desk/event-types/${one.id}/${part}`;
        expect((await visit(path, filled((await visit(path)).text))).status).toBe(303);
      }
      const { version: _v, updated_at: _u, ...after } = await owner.ok(getEventType, { param: { id: one.id } });
      expect(one).toMatchObject(after);
    }
  });

  it("have hosts of their kind, and questions in an order", async () => {
    const world = await newWorld();
    const { visit } = await signedIn(world, "recruiter");
    const owner = await world.as("owner");
    const one = world.booking.eventTypes.one_on_one;
    const here = `/desk/event-types/${one.id}`;
    const page = (await visit(`${here}/people`)).text;
    const { berlin, kolkata } = world.people;
    const two = await visit(`${here}/people`, filled(page, { host_0: berlin.member.id, host_1: kolkata.member.id }));
    expect(two.status).toBe(422);
    expect(two.text).toContain("exactly one host");
    expect((await visit(`${here}/people`, filled(page, { host_0: berlin.member.id }))).status).toBe(303);

    const ask = async (typed: Record<string, string>) =>
      visit(`${here}/questions/new`, filled((await visit(`${here}/questions/new`)).text, typed));
    const bare = await ask({ label: "Langue ?", type: "single_select" });
    expect(bare.status).toBe(422);
    expect(faultAt(bare.text, "options")).toContain("options");
    expect(bare.text).toContain('value="Langue ?"');
    expect((await ask({ label: "Langue ?", type: "single_select", options: "Deutsch\nEnglish" })).status).toBe(303);
    expect((await ask({ label: naughty, type: "number", min: "1", max: "9" })).status).toBe(303);
    const questions = async () => (await owner.ok(getEventType, { param: { id: one.id } })).questions;
    const known = (await questions()).length;
    const last = (await questions()).at(-1)?.id ?? "";
    const list = (await visit(`${here}/questions`)).text;
    expect(list).toContain("&lt;script&gt;alert(1)");
    const version = /name="version" value="(\d+)"/.exec(list)?.[1] ?? "";
    expect((await visit(`${here}/questions`, { version, up: last })).status).toBe(303);
    expect((await questions()).at(-2)).toMatchObject({ id: last, validation: { min: 1, max: 9 } });
    expect((await visit(`${here}/questions`, { version, remove: last })).status).toBe(412);
    const now = /name="version" value="(\d+)"/.exec((await visit(`${here}/questions`)).text)?.[1] ?? "";
    expect((await visit(`${here}/questions`, { version: now, remove: last })).status).toBe(303);
    expect(await questions()).toHaveLength(known - 1);
    expect((await visit(`${here}/questions/${last}`)).status).toBe(404);
  });
});

describe("pools", () => {
  it("are made, filled, emptied and kept while somebody draws from them", async () => {
    const world = await newWorld();
    const { visit } = await signedIn(world, "owner");
    const owner = await world.as("owner");
    const fresh = (await visit("/desk/pools/new")).text;
    const taken = await visit("/desk/pools/new", filled(fresh, { name: world.booking.pool.name }));
    expect(taken.status).toBe(409);
    expect(faultAt(taken.text, "name")).toBe("Another pool has this name.");
    const made = await visit("/desk/pools/new", filled(taken.text, { name: naughty, strategy: "weighted" }));
    const here = (made.to ?? "").split("?")[0] ?? "";
    const id = here.split("/").at(-1) ?? "";
    const seat = async (typed: Record<string, string>) =>
      visit(`${here}/people`, filled((await visit(here)).text, typed));
    const nobody = await seat({ member: "" });
    expect(nobody.status).toBeGreaterThanOrEqual(400);
    expect((await seat({ member: world.people.berlin.member.id, weight: "3" })).to).toBe(`${here}?said=added`);
    const [seated] = (await owner.ok(getPool, { param: { id }, expand: "members" })).members ?? [];
    expect(seated).toMatchObject({ weight: 3, standing: "qualified" });
    const page = await visit(`${here}/people/${seated?.member_id}`);
    expect(
      (await visit(`${here}/people/${seated?.member_id}`, filled(page.text, {}, `${here}/people/${seated?.member_id}`)))
        .to,
    ).toBe(`${here}?said=removed`);
    const inUse = `/desk/pools/${world.booking.pool.id}/delete`;
    const kept = await visit(inUse, filled((await visit(inUse)).text, {}, inUse));
    expect(kept.status).toBe(409);
    expect(kept.text).toContain("An event type draws from this pool.");
    expect(
      (await visit(`${here}/delete`, filled((await visit(`${here}/delete`)).text, {}, `${here}/delete`))).status,
    ).toBe(303);
    expect((await owner.ok(listPools, {})).data.map((pool) => pool.id)).toEqual([world.booking.pool.id]);
  });
});

describe("what is said", () => {
  it("is ours, then the company's, shown before it is kept and given back in the end", async () => {
    const world = await newWorld();
    const { visit, jar } = await signedIn(world, "owner");
    const owner = await world.as("owner");
    const here = "/desk/templates/booking.created.invitee?words=de&by=mail";
    const page = (await visit(here)).text;
    expect(page).toContain('sandbox=""');
    const bad = await visit(here, filled(page, { subject: "Hallo {{ nobody }}", body: "eins\nzwei {{ starts_at" }));
    expect(bad.status).toBe(422);
    expect(faultAt(bad.text, "subject")).toBe("Line 1, column 7: This letter has no value of the name “nobody”.");
    expect(faultAt(bad.text, "body")).toMatch(/^Line 2, column 6: This cannot be read/);
    expect(bad.text).toContain("zwei {{ starts_at");
    const text = { subject: "Bis bald", body: `Guten Tag {{ reader_name }},\n\n${naughty.replace("{{7*7}}", "")}` };
    expect((await visit(here, filled(bad.text, text))).to).toBe(`${here}&said=saved`);

    const frame = await send(
      new Request(`${env.PUBLIC_ORIGIN}/desk/templates/booking.created.invitee/preview?words=de&by=mail`, {
        headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      }),
    );
    const html = await frame.text();
    expect(frame.headers.get("Content-Security-Policy")).toMatch(
      /^sandbox; default-src 'none'; style-src 'unsafe-inline'/,
    );
    expect(html).toContain("Bis bald");
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toContain("<script");
    const tried = "/desk/templates/booking.created.invitee/test?words=de&by=mail";
    expect((await visit(tried, filled((await visit(here)).text, {}, tried))).to).toBe(`${here}&said=tested`);
    expect((await mailTo(emailOf(world, "owner"), "Guten Tag")).subject).toBe("[Test] Bis bald");

    const [own] = (await owner.ok(listMessageTemplates, { query: { key: "booking.created.invitee", locale: "de" } }))
      .data;
    const stale = (await visit(here)).text;
    await owner.ok(changeMessageTemplate, { param: { id: own?.id ?? "" }, body: { subject: "Deren Betreff" } });
    const clash = await visit(here, filled(stale, { subject: "Mein Betreff" }));
    expect(clash.status).toBe(412);
    expect(clash.text).toContain("Deren Betreff");
    const gone = "/desk/templates/booking.created.invitee/delete?words=de&by=mail";
    expect((await visit(gone, filled((await visit(gone)).text, {}, gone))).to).toBe(`${here}&said=deleted`);
    expect((await visit("/desk/templates/no.such.letter")).status).toBe(404);
  });

  it("goes out by workflows, which are tried before they are used", async () => {
    const world = await newWorld({ booked: true });
    const { visit } = await signedIn(world, "owner");
    const owner = await world.as("owner");
    const root = "/desk/templates/workflows";
    const fresh = (await visit(`${root}/new`)).text;
    const typed = {
      name: naughty,
      trigger: "booking.canceled",
      offset: "0",
      offset_unit: "minutes",
      way_0: "mail:address",
    };
    const bad = await visit(`${root}/new`, filled(fresh, typed));
    expect(bad.status).toBe(422);
    expect(faultAt(bad.text, "address_0")).toBe("A mail to an address needs that address.");
    expect(faultAt(bad.text, "body_0")).toBe("This needs words of your own: a subject and a text.");
    const made = await visit(
      `${root}/new`,
      filled(bad.text, { address_0: "ops@lumen.example", subject_0: "Abgesagt", body_0: "{{ title }}", next: "more" }),
    );
    expect(made.to).toMatch(/\/edit\?said=made$/);
    const edit = (made.to ?? "").split("?")[0] ?? "";
    const two = filled((await visit(edit)).text, { way_1: "in_app:hosts", body_1: "Weg.", subject_1: "Weg" });
    expect((await visit(edit, two)).status).toBe(303);
    const { data } = await owner.ok(listWorkflows, { query: { trigger: "booking.canceled" } });
    expect(data[0]).toMatchObject({ offset_minutes: 0, actions: [{ to: "address" }, { channel: "in_app" }] });
    expect((await visit(edit, two)).status).toBe(412);

    for (const one of (await owner.ok(listWorkflows, {})).data.slice(0, 2)) {
      const path = `${root}/${one.id}`;
      expect((await visit(`${path}/edit`, filled((await visit(`${path}/edit`)).text))).status).toBe(303);
      expect((await visit(`${path}?booking=`)).status).toBe(200);
      const { version: _v, updated_at: _u, ...kept } = one;
      const { data: after } = await owner.ok(listWorkflows, {});
      expect(after.find(({ id }) => id === one.id)).toMatchObject(kept);
    }
    expect((await visit(`${root}/${data[0]?.id}?booking=nonsense`)).text).toContain("There is no such booking.");
    const off = `${root}/${data[0]?.id}/off`;
    expect((await visit(off, filled((await visit(off.slice(0, -4))).text, {}, off))).status).toBe(303);
    expect((await visit(`${root}?active=false`)).text).toContain(`/${data[0]?.id}"`);
  });
});

describe("webhooks", () => {
  it("show their secret once, and what they were sent as often as one likes", async () => {
    const world = await newWorld();
    const { visit } = await signedIn(world, "owner");
    const owner = await world.as("owner");
    const receiver = new Receiver(world);
    const fresh = (await visit("/desk/webhooks/new")).text;
    const bad = await visit(
      "/desk/webhooks/new",
      filled(fresh, { url: "http://127.0.0.1/", event: [], more: "team.created\nno.such" }),
    );
    expect(bad.status).toBe(422);
    expect(faultAt(bad.text, "url") + faultAt(bad.text, "more")).not.toBe("");
    const form = filled(bad.text, { url: receiver.url, event: ["team.*"], more: "pool.created" });
    const made = await visit("/desk/webhooks/new", form);
    const secret = /whsec_[\w+/=-]+/.exec(made.text)?.[0] ?? "none";
    expect(made.status).toBe(200);
    const again = await visit("/desk/webhooks/new", form);
    expect(again.status).toBe(409);
    expect(again.text).not.toContain(secret);
    const { data } = await owner.ok(listWebhooks, {});
    expect(data).toHaveLength(1);
    const here = `/desk/webhooks/${data[0]?.id}`;
    expect(data[0]?.events).toEqual(["team.*", "pool.created"]);
    await settled(owner, data[0]?.id ?? "");

    receiver.answer = () => new Response(`<script>alert("${world.mark.length}")</script>`, { status: 500 });
    await owner.ok(createTeam, { body: { name: "Platform" } });
    await sendAll(world);
    const log = await visit(`${here}/sent?type=team.created&status=pending`);
    const path = /href="(\/desk\/webhooks\/[^"]+\/sent\/dlv_\w+)"/.exec(log.text)?.[1] ?? "";
    const sent = await visit(path);
    expect(sent.text).toContain("webhook-signature");
    expect(sent.text).toContain("&lt;script&gt;alert");
    const under = await visit(`${path}/again`, filled(sent.text, {}, `${path}/again`));
    expect(under.status).toBe(409);
    expect(under.text).toContain("on its way already");
    expect((await visit(`${here}/sent?status=failed`)).text).toContain("Nothing that was sent fits this filter.");

    receiver.answer = () => new Response("ok");
    vi.setSystemTime(Date.UTC(2026, 10, 20, 10));
    await sendAll(world);
    const redo = await visit(`${path}/again`, filled((await visit(path)).text, {}, `${path}/again`));
    expect(redo.to).toMatch(/\/sent\/dlv_\w+\?said=queued$/);
    await sendAll(world);
    const since = `${here}/redeliver`;
    const shown = await visit(
      since,
      filled((await visit(here)).text, { after: "2026-11-20T00:00", before: "" }, since),
    );
    expect(shown.text).toMatch(/\d+ events? (?:is|are) on (?:its|their) way again\./);
    const none = await visit(
      since,
      filled(shown.text, { after: "2026-11-20T09:00", before: "2026-11-20T08:00" }, since),
    );
    expect(none.status).toBe(422);
    expect(faultAt(none.text, "before")).toBe("These two moments leave nothing between them.");

    const rotate = `${here}/rotate`;
    const next = await visit(rotate, filled((await visit(here)).text, { overlap: "1" }, rotate));
    expect(/whsec_[\w+/=-]+/.exec(next.text)?.[0]).not.toBe(secret);
    receiver.echo = () => new Response("what?");
    const deaf = await visit(`${here}/verify`, {});
    expect(deaf.status).toBe(409);
    expect(deaf.text).toContain("The challenge was not answered.");
    const events = await visit("/desk/webhooks/events?types=team.*");
    expect(events.text).toContain("team.created");
    const event = /\/desk\/webhooks\/events\/(fct_\w+|\w+)\/again/.exec(events.text)?.[0] ?? "";
    expect((await visit(event, filled(events.text, {}, event))).to).toMatch(/events\?said=/);
    expect((await visit("/desk/webhooks/events?types=nonsense.*")).status).toBe(422);
    const edit = `${here}/edit`;
    expect((await visit(edit, filled((await visit(edit)).text))).status).toBe(303);
    expect(
      (await visit(`${here}/delete`, filled((await visit(`${here}/delete`)).text, {}, `${here}/delete`))).status,
    ).toBe(303);
  });
});

describe("settings", () => {
  it("change the company, how it is booked and hires, whom it writes to, and close it in the end", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const { visit } = await signedIn(world, "owner");
    const owner = await world.as("owner");
    const root = "/desk/settings";
    const page = (await visit(root)).text;
    const slug = `taken-${crypto.randomUUID().slice(0, 8)}`;
    await (await other.as("owner")).ok(changeTenant, { body: { slug } });
    const taken = await visit(root, filled(page, { slug, description: naughty, country: "fr" }));
    expect(taken.status).toBe(409);
    expect(faultAt(taken.text, "slug")).toBe("Another company has this address.");
    const sent = filled(taken.text, {
      slug: world.tenant.slug,
      phone: "+33 1 23 45 67 89",
      own_primary: "yes",
      primary_colour: "#123ABC",
    });
    expect((await visit(root, sent)).to).toBe(`${root}?said=saved`);
    expect(await owner.ok(getTenant, {})).toMatchObject({
      description: naughty,
      phone: "+33123456789",
      address: { country: "FR" },
      branding: { primary_colour: "#123abc" },
    });
    const stale = (await visit(root)).text;
    await owner.ok(changeTenant, { body: { description: "Theirs" } });
    expect((await visit(root, filled(stale, { description: "Mine" }))).status).toBe(412);

    const booking = `${root}/booking`;
    const odd = await visit(booking, filled((await visit(booking)).text, { approval_hours: "0", embed_origins: "" }));
    expect([odd.status, faultAt(odd.text, "approval_hours")]).toEqual([422, "This does not fit here."]);
    const unfit = await visit(booking, filled(odd.text, { approval_hours: "24", embed_origins: "ftp://x" }));
    expect(faultAt(unfit.text, "embed_origins")).toContain("origins");
    expect((await visit(booking, filled(unfit.text, { embed_origins: "https://www.lumen.example" }))).status).toBe(303);
    expect(await owner.ok(getBookingSettings, {})).toMatchObject({
      approval_hours: 24,
      embed_origins: ["https://www.lumen.example"],
    });
    const hiring = `${root}/hiring`;
    expect(
      (await visit(hiring, filled((await visit(hiring)).text, { swaps_at_most: "2", replaces: null }))).status,
    ).toBe(303);
    expect(await owner.ok(getHiringSettings, {})).toMatchObject({ swaps_at_most: 2, replaces: false });

    const off = `${root}/suppressions`;
    const typed = { new_email: "No-More@guest.example", new_category: "reminder", new_note: naughty };
    const suppressed = filled((await visit(off)).text, typed);
    expect((await visit(off, suppressed)).to).toBe(`${off}?said=added`);
    const twice = await visit(off, filled((await visit(off)).text, typed));
    expect(twice.status).toBe(409);
    expect(twice.text).toContain("suppressed for this already");
    const [one] = (await owner.ok(listSuppressions, { query: { email: "no-more@guest.example" } })).data;
    const again = `${off}/${one?.id}`;
    expect((await visit(again, filled((await visit(again)).text, {}, again))).to).toBe(`${off}?said=removed`);

    const close = `${root}/close`;
    const wrong = await visit(close, filled((await visit(close)).text, { name: "Lumen" }));
    expect([wrong.status, faultAt(wrong.text, "name")]).toEqual([422, "This is not the name of the company."]);
    expect((await visit(close, filled(wrong.text, { name: world.tenant.name }))).to).toBe("/account");
    expect((await visit(root)).status).not.toBe(200);
  });
});

describe("the company's desk", () => {
  it("speaks five languages, one of them from right to left", async () => {
    const world = await newWorld({ booked: true });
    const { visit } = await signedIn(world, "owner");
    const pages = [
      `/desk/event-types/${world.booking.eventTypes.group.id}/edit?`,
      `/desk/pools/${world.booking.pool.id}?`,
      "/desk/templates/reminder.host?by=in_app&",
      `/desk/templates/workflows/${world.workflows[0]?.id}?booking=&`,
      "/desk/webhooks/new?",
      "/desk/settings?",
    ];
    const heads = new Set<string>();
    for (const [at, language] of languages.entries()) {
      // Every language has every word, or it does not compile: a few pages of each are enough.
      for (const path of [pages[at], pages[(at + 3) % pages.length], pages[5]]) {
        const { status, text } = await visit(`${path}lang=${language}`);
        expect([path, status]).toEqual([path, 200]);
        expect(text).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
        expect(text.replaceAll(/<[^>]*>/g, "")).not.toMatch(/undefined|\[object|NaN/);
        if (path === pages[5]) heads.add(/<h1[^>]*>([^<]*)/.exec(text)?.[1] ?? "");
      }
    }
    expect(heads.size).toBe(languages.length);
  });

  it("shows nobody a door that is closed to them, and nothing of another company", async () => {
    const [world, other] = [await newWorld({ booked: true }), await newWorld()];
    const viewer = await signedIn(world, "viewer");
    const seen = await viewer.visit(`/desk/event-types/${world.booking.eventTypes.group.id}`);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toMatch(/<form method="post"|\/edit"/);
    for (const path of [
      "/desk/event-types/new",
      "/desk/pools/new",
      "/desk/webhooks",
      "/desk/templates",
      "/desk/settings/close",
    ])
      expect([path, (await viewer.visit(path)).status]).toEqual([path, 403]);
    for (const path of ["/desk/event-types/new", "/desk/pools/new", "/desk/settings"])
      expect([path, (await viewer.visit(path, { title: "x", name: "x" })).status]).toEqual([path, 403]);
    const recruiter = await signedIn(world, "recruiter");
    expect((await recruiter.visit("/desk/event-types")).text).not.toContain('href="/desk/webhooks"');
    for (const path of [`event-types/${other.booking.eventTypes.group.id}`, `pools/${other.booking.pool.id}`])
      expect((await recruiter.visit(`/desk/${path}`)).status).toBe(404);
    expect((await recruiter.visit("/desk/settings/close")).status).toBe(403);
  });
});
