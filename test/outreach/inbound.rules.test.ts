import { describe, expect, it } from "vitest";
import { saidIn } from "#outreach/inbound/rules.ts";

const bounced = (type: string) => ({
  type: "email.bounced",
  data: { email_id: "m", bounce: { type, message: "No such\r\nuser" } },
});

describe("what a provider says", () => {
  it.each<[object, string, string | null]>([
    [bounced("Permanent"), "back", "No such user"],
    [bounced("Transient"), "later", "No such user"],
    [bounced("Undetermined"), "later", "No such user"],
    [{ type: "email.bounced", data: { email_id: "m" } }, "later", null],
    [{ type: "email.complained", data: { email_id: "m" } }, "complained", null],
    [{ type: "email.delivered", data: { email_id: "m" } }, "arrived", null],
    [{ type: "email.delivery_delayed", data: { email_id: "m" } }, "later", null],
    [{ type: "email.opened", data: { email_id: "m" } }, "other", null],
    [{ type: "contact.created", data: {} }, "other", null],
  ])("%j is %s", (said, what, note) => {
    expect(saidIn(JSON.stringify(said))).toMatchObject({ what, note });
  });

  it.each([
    "",
    "null",
    "[]",
    "{",
    '{"type":1,"data":{}}',
    '{"type":"email.bounced"}',
    '{"type":"x","data":{"email_id":{}}}',
  ])("%s says nothing", (said) => {
    expect(saidIn(said)).toEqual({ type: "unreadable", mail: null, what: "other", note: null });
  });
});
