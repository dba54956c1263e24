import type * as z from "zod";
import {
  deleteNotification,
  listNotifications,
  type Notification,
  readAllNotifications,
  readNotification,
} from "#outreach/notifications/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { seeOther } from "../kit/answers.ts";
import { Desk, deskResponse } from "../kit/desk.tsx";
import { count, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { noteOf } from "../kit/room.tsx";
import { Badge, Prose, Typed, wordsFor } from "./parts.tsx";
import { filled } from "./words.ts";

type Seen = z.output<typeof Notification>;
const path = "/my/notifications";

export async function showNotices(visit: Visit): Promise<Response> {
  const { searchParams } = visit.asked.url;
  const unread = searchParams.has("unread");
  const cursor = searchParams.get("after");
  const list = await need(
    visit.api.call(listNotifications, {
      query: unread ? { unread: "true" } : {},
      page: { limit: 30, ...(cursor === null ? {} : { cursor }) },
    }),
  );
  return deskResponse(<NoticesPage visit={visit} list={list.data} next={list.next_cursor} unread={unread} />);
}

type PageProps = {
  visit: Visit;
  list: readonly Seen[];
  next: string | null;
  unread: boolean;
};

const here = (is: boolean) => (is ? { "aria-current": "page" as const } : {});

const NoticesPage = ({ visit, list, next, unread }: PageProps) => {
  const words = wordsFor(visit).notices;
  const waiting = visit.unread;
  return (
    <Desk visit={visit} title={words.title} note={noteOf(visit)}>
      <h1>{words.title}</h1>
      <p class="quiet">{waiting === 0 ? words.allRead : count(visit.speech.language, waiting, words.unread)}</p>
      <div class="actions">
        <nav aria-label={words.title} class="my-tabs">
          <a href={path} {...here(!unread)}>
            {words.all}
          </a>
          <a href={`${path}?unread`} {...here(unread)}>
            {words.onlyUnread}
          </a>
        </nav>
        {waiting === 0 ? null : (
          <form method="post" action={`${path}/read-all`}>
            <button type="submit" class="plain">
              {words.readAll}
            </button>
          </form>
        )}
      </div>
      {list.length === 0 ? <p class="my-empty">{words.none}</p> : null}
      <ul class="my-notices">
        {list.map((one) => (
          <Notice one={one} visit={visit} unread={unread} />
        ))}
      </ul>
      {next === null ? null : (
        <p>
          <a class="button plain" href={`${path}?${unread ? "unread&" : ""}after=${encodeURIComponent(next)}`}>
            {words.more}
          </a>
        </p>
      )}
    </Desk>
  );
};

/** Where what it is about can be looked at: an interview has a page, a booking has its place in a day. */
function targetOf({ data }: Seen): string | undefined {
  const { interview_id, booking_id } = data;
  if (interview_id !== undefined) return `/my/interviews/${interview_id}`;
  return booking_id === undefined ? undefined : `/my/bookings/${booking_id}`;
}

const Notice = ({ one, visit, unread }: { one: Seen; visit: Visit; unread: boolean }) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit).notices;
  const { id, title, body, priority, created_at, read_at } = one;
  const target = targetOf(one);
  const isNew = read_at === null;
  const of = (act: string) => filled(wordsFor(visit).rsvp.of, { act, what: title });
  return (
    <li class={isNew ? "card my-new" : "card"}>
      <h2>
        {target === undefined ? (
          <Typed text={title} />
        ) : (
          <a href={target}>
            <Typed text={title} />
          </a>
        )}{" "}
        {isNew ? <Badge mood="good">{words.newOne}</Badge> : null}{" "}
        {priority === "high" ? <Badge mood="alarm">{words.urgent}</Badge> : null}
      </h2>
      <p class="quiet">
        <time datetime={created_at}>{sayMoment(speech, zone, fromWire(created_at))}</time>
      </p>
      <Prose text={body} />
      <form method="post" action={`${path}/${id}`} class="actions">
        {unread ? <input type="hidden" name="unread" value="1" /> : null}
        {isNew ? (
          <button type="submit" name="do" value="read" class="plain" aria-label={of(words.read)}>
            {words.read}
          </button>
        ) : null}
        <button type="submit" name="do" value="delete" class="plain" aria-label={of(words.remove)}>
          {words.remove}
        </button>
      </form>
    </li>
  );
};

export async function keepNotice(visit: Visit): Promise<Response> {
  const { form, param } = visit.asked;
  const at = { param: { id: param["id"] ?? "" } };
  const to = form.has("unread") ? `${path}?unread&said=` : `${path}?said=`;
  if (form.get("do") !== "delete") {
    await need(visit.api.call(readNotification, at));
    return seeOther(`${to}read`);
  }
  // It is gone whichever version of it one has seen: whether it was read meanwhile is no reason to keep it.
  await need(visit.api.call(deleteNotification, at));
  return seeOther(`${to}deleted`);
}

export async function readAll(visit: Visit): Promise<Response> {
  await need(visit.api.call(readAllNotifications, {}));
  return seeOther(`${path}?said=all_read`);
}
