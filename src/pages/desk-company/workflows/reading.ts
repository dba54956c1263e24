import { kinds } from "#booking/event-types/tables.ts";
import type { createWorkflow, Workflow } from "#outreach/workflows/contract.ts";
import type * as z from "zod";
import {
  isTicked,
  metadataLines,
  oneOf,
  proseIn,
  type Sheet,
  sheetOf,
  spanIn,
  spanSheet,
  textIn,
} from "../../kit/sheet.ts";

export const root = "/desk/templates/workflows";
export const placeOf = (id: string): string => `${root}/${id}`;

export type Kept = z.output<typeof Workflow>;
type Body = z.input<typeof createWorkflow.body>;
type Action = Body["actions"][number];

/** The commonest first. */
export const triggers = [
  "before_start",
  "after_end",
  "feedback_due",
  "booking.created",
  "booking.confirmed",
  "booking.declined",
  "booking.canceled",
  "booking.rescheduled",
  "booking.no_show",
  "booking.completed",
] as const;

/** By which way something goes, and to whom: one choice. */
export const ways = [
  "mail:invitee",
  "mail:hosts",
  "mail:guests",
  "mail:address",
  "in_app:hosts",
  "sms:invitee",
  "sms:hosts",
  "webhook",
] as const;

const mostActions = 10;

export const wayOf = (action: Kept["actions"][number]): (typeof ways)[number] =>
  action.channel === "webhook" ? "webhook" : oneOf(sheetOf({ way: `${action.channel}:${action.to}` }), "way", ways);

/** A workflow as its form, with one row more than it has actions. */
export function sheetOfWorkflow(kept?: Kept, more = 1): Sheet {
  const sheet = sheetOf({
    name: kept?.name,
    trigger: kept?.trigger ?? "before_start",
    ...spanSheet("offset", kept?.offset_minutes ?? 1_440),
    event_type: kept?.conditions.event_type_ids,
    team: kept?.conditions.team_ids,
    kind: kept?.conditions.kinds,
    active: kept?.active ?? true,
    metadata: metadataLines(kept?.metadata ?? {}),
  });
  const actions = kept?.actions ?? [];
  for (const [row, action] of actions.entries()) {
    sheet.set(`way_${row}`, wayOf(action));
    if (action.channel === "mail") sheet.set(`address_${row}`, action.address ?? "");
    if ("webhook_id" in action) sheet.set(`webhook_${row}`, action.webhook_id);
    if ("text" in action && action.text !== null) {
      sheet.set(`subject_${row}`, action.text.subject ?? "");
      sheet.set(`body_${row}`, action.text.body);
    }
  }
  const rows = Math.min(mostActions, Math.max(1, actions.length + more));
  for (let row = actions.length; row < rows; row++) sheet.set(`way_${row}`, "");
  return sheet;
}

export const rowsIn = (sheet: Sheet): number[] =>
  Array.from({ length: mostActions }, (_, row) => row).filter((row) => sheet.has(`way_${row}`));

function actionIn(sheet: Sheet, row: number, trigger: Body["trigger"]): Action | undefined {
  const way = ways.find((one) => one === sheet.get(`way_${row}`));
  if (way === undefined) return undefined;
  const [subject, body] = [textIn(sheet, `subject_${row}`), proseIn(sheet, `body_${row}`)];
  const webhook_id = sheet.get(`webhook_${row}`) ?? "";
  if (way === "webhook") return { channel: "webhook", webhook_id };
  const [channel, to] = way.split(":");
  const text = body === null && subject === null ? null : { subject, body: body ?? "" };
  if (channel === "sms") return { channel, to: to === "hosts" ? "hosts" : "invitee", webhook_id, text };
  if (channel === "in_app") return { channel, to: "hosts", text };
  const mail = { channel: "mail" as const, text };
  if (to !== "address") return { ...mail, to: to === "hosts" || to === "guests" ? to : "invitee" };
  // Nobody of ours reads at an address: it is spoken to as somebody who was invited too.
  const letter = text === null && trigger === "before_start" ? "reminder.guest" : null;
  return { ...mail, to, address: textIn(sheet, `address_${row}`), letter };
}

export type Read = { body: Omit<Body, "metadata">; fields: Record<string, string> };

/** The form as the API takes it, and where its pointers stand: rows that do nothing are left out. */
export function workflowIn(sheet: Sheet): Read {
  const trigger = oneOf(sheet, "trigger", triggers);
  const fields: Record<string, string> = {
    "/name": "name",
    "/trigger": "trigger",
    "/offset_minutes": "offset",
    "/conditions/event_type_ids": "event_type",
    "/conditions/team_ids": "team",
    "/conditions/kinds": "kind",
    "/actions": "way_0",
    "/metadata": "metadata",
  };
  const actions: Action[] = [];
  for (const row of rowsIn(sheet)) {
    const action = actionIn(sheet, row, trigger);
    if (action === undefined) continue;
    const at = `/actions/${actions.push(action) - 1}`;
    fields[at] = `way_${row}`;
    fields[`${at}/address`] = `address_${row}`;
    fields[`${at}/webhook_id`] = `webhook_${row}`;
    fields[`${at}/text`] = `body_${row}`;
    fields[`${at}/text/subject`] = `subject_${row}`;
  }
  const body = {
    name: textIn(sheet, "name") ?? "",
    trigger,
    offset_minutes: spanIn(sheet, "offset"),
    conditions: {
      event_type_ids: sheet.getAll("event_type"),
      team_ids: sheet.getAll("team"),
      kinds: kinds.filter((kind) => sheet.getAll("kind").includes(kind)),
    },
    actions,
    active: isTicked(sheet, "active"),
  };
  return { body, fields };
}
