import type { PageRoute } from "#http/pages.ts";
import { forMembers } from "../../kit/member.tsx";
import { again, log, showSent } from "./deliveries.tsx";
import { events, toAll } from "./events.tsx";
import { webhookForms } from "./form.tsx";
import { root, webhookOf } from "./kept.tsx";
import { list, redeliver, remove, rotate, show, sure, verify } from "./show.tsx";

/** `names` are the events that webhooks can be told of. */
export function webhookPages(names: readonly string[]): readonly PageRoute[] {
  const { form, make, change } = webhookForms(names);
  return [
    { method: "get", path: root, render: forMembers(list) },
    { method: "get", path: `${root}/new`, render: forMembers((visit) => form(visit)) },
    { method: "post", path: `${root}/new`, render: forMembers(make) },
    { method: "get", path: `${root}/events`, render: forMembers((visit) => events(visit)) },
    { method: "post", path: `${root}/events/{event}/again`, render: forMembers(toAll) },
    { method: "get", path: `${root}/{id}`, render: forMembers((visit) => show(visit)) },
    {
      method: "get",
      path: `${root}/{id}/edit`,
      render: forMembers(async (visit) => form(visit, await webhookOf(visit))),
    },
    { method: "post", path: `${root}/{id}/edit`, render: forMembers(change) },
    { method: "post", path: `${root}/{id}/verify`, render: forMembers(verify) },
    { method: "post", path: `${root}/{id}/rotate`, render: forMembers(rotate) },
    { method: "post", path: `${root}/{id}/redeliver`, render: forMembers(redeliver) },
    { method: "get", path: `${root}/{id}/sent`, render: forMembers(log) },
    { method: "get", path: `${root}/{id}/sent/{delivery}`, render: forMembers((visit) => showSent(visit)) },
    { method: "post", path: `${root}/{id}/sent/{delivery}/again`, render: forMembers(again) },
    { method: "get", path: `${root}/{id}/delete`, render: forMembers((visit) => sure(visit)) },
    { method: "post", path: `${root}/{id}/delete`, render: forMembers(remove) },
  ];
}
