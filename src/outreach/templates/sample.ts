// A meeting that does not exist, for whoever wants to see what a text becomes.
import { after, day, type Instant } from "#kernel/instant.ts";
import { wordsIn } from "./defaults.ts";
import type { Data, Reader } from "./render.ts";
import { momentSaid } from "./moments.ts";

const hour = 3_600_000;

/** Every variable of every letter has a value here, so that nothing of a text stays unseen. */
export function sampleData(reader: Reader, company: string, now: Instant, origin: string): Data {
  const { labels, places, replies, roles } = wordsIn(reader.language);
  const startsAt = after(now, 3 * day - (now % hour));
  const said = (at: Instant) => momentSaid(at, reader.zone, reader.language, reader.locale);
  return {
    reader_name: "Robin Example",
    company,
    title: "Technical interview",
    starts_at: startsAt,
    ends_at: after(startsAt, 45 * 60_000),
    minutes: "45",
    location: places.video,
    join_link: { label: labels.join, url: "https://meet.example/room" },
    hosts: "Sam Example",
    invitee_name: "Robin Example",
    invitee_email: "robin@example.com",
    invitee_phone: "+15550100",
    answers: "What would you like to talk about? Systems",
    manage_link: { label: labels.manage, url: `${origin}/manage/example` },
    decide_by: after(startsAt, -day),
    reason: "My train is late.",
    previous_starts_at: after(startsAt, -day),
    answered_by: "Robin Example",
    answer: replies.accepted,
    windows: `${said(startsAt)} – ${said(after(startsAt, hour))}`,
    panel_role: roles.panelist,
    job: "Systems engineer",
    kit_link: { label: labels.kit, url: `${origin}/my/interviews/example` },
    accept_link: { label: labels.accept, url: `${origin}/panel/example?answer=accept` },
    decline_link: { label: labels.decline, url: `${origin}/panel/example?answer=decline` },
    feedback_link: { label: labels.feedback, url: `${origin}/panel/example` },
    card_due_at: after(startsAt, day),
    candidate: "Robin Example",
    participant: "Sam Example",
    replacement: "Toni Example",
    booking_link: { label: labels.choose, url: `${origin}/book/example` },
    windows_link: { label: labels.say_when, url: `${origin}/panel/example` },
    open_until: after(startsAt, -day),
    google_link: { label: "Google", url: "https://calendar.google.com/calendar/render?action=TEMPLATE" },
    outlook_link: { label: "Outlook.com", url: "https://outlook.live.com/calendar/0/action/compose" },
    office365_link: { label: "Microsoft 365", url: "https://outlook.office.com/calendar/0/action/compose" },
    yahoo_link: { label: "Yahoo", url: "https://calendar.yahoo.com/?v=60" },
  };
}
