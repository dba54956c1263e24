import type { PageRoute } from "#http/pages.ts";
import { thingPages } from "../../kit/thing.tsx";
import { again, log, showSent } from "./deliveries.tsx";
import { events, toAll } from "./events.tsx";
import { webhookOn } from "./form.tsx";
import { pages, root } from "./kept.tsx";
import { list, redeliver, rotate, show, verify } from "./show.tsx";

const { get, post } = pages;

/** `names` are the events that webhooks can be told of. */
export const webhookPages = (names: readonly string[]): readonly PageRoute[] => [
  get(root, list),
  ...thingPages(pages, webhookOn(names)),
  get(`${root}/events`, events),
  post(`${root}/events/{event}/again`, toAll),
  get(`${root}/{id}`, show),
  post(`${root}/{id}/verify`, verify),
  post(`${root}/{id}/rotate`, rotate),
  post(`${root}/{id}/redeliver`, redeliver),
  get(`${root}/{id}/sent`, log),
  get(`${root}/{id}/sent/{delivery}`, showSent),
  post(`${root}/{id}/sent/{delivery}/again`, again),
];
