import { isId } from "#kernel/ids.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import type { Mail } from "#platform/mail/port.ts";
import type { Scope } from "#platform/scope.ts";
import { zoneOf } from "#time/zones.ts";
import { draw, type Reader } from "./render.ts";
import { sampleData } from "./sample.ts";
import * as store from "./store.ts";

/** What the ledger calls a test of a company's text. */
export const testTemplate = "template_test";

/** The text as it is now, with a meeting that does not exist; null once it is deleted. */
export async function testMail(scope: Scope, { subjectId, recipient }: Delivery): Promise<Mail | null> {
  const template = isId("message_template", subjectId) ? await store.findTemplate(scope, subjectId) : undefined;
  const house = template && (await store.findHouse(scope));
  const zone = house && zoneOf(house.timeZone);
  if (template === undefined || house === undefined || zone === undefined) return null;
  const reader: Reader = { language: template.locale, locale: template.locale, zone };
  const data = sampleData(reader, house.name, scope.now, scope.config.baseUrl);
  const { subject, text, html } = draw(template, reader, data, {
    name: house.name,
    colour: house.branding.primary_colour,
  });
  if (subject === null || html === null) return null;
  return { to: recipient, subject: `[Test] ${subject}`, text, html };
}
