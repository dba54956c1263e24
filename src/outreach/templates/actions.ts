import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import { queueDelivery } from "#platform/deliveries/send.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { zoneOf } from "#time/zones.ts";
import type { Language, LetterKey } from "./catalogue.ts";
import { templateFacts } from "./facts.ts";
import { fitting } from "./faults.ts";
import { type Drawn, draw, type Reader } from "./render.ts";
import { sampleData } from "./sample.ts";
import * as store from "./store.ts";
import type { MessageTemplate } from "./tables.ts";
import { testTemplate } from "./test-mail.ts";

const tell = announcer(templateFacts);
const placeTaken = {
  "message_templates.tenant_id, message_templates.key, message_templates.channel, message_templates.locale": {
    code: "template.taken",
    pointer: "/key",
  },
};

/** People and programs send all kinds of line ends; a text has one. */
const withOneLineEnd = (text: string): string => text.replaceAll(/\r\n?/g, "\n");

export async function list(
  scope: Scope,
  filter: store.TemplateFilter,
  cut: Cut,
): Promise<Outcome<Page<MessageTemplate>>> {
  return done(await store.listTemplates(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"message_template">): Promise<Outcome<MessageTemplate>> {
  const template = await store.findTemplate(scope, id);
  return template === undefined ? refuse("template.unknown") : done(template);
}

export type TextWords = {
  key: LetterKey;
  channel: MessageTemplate["channel"];
  locale: Language;
  subject: string | null;
  body: string;
};

export async function create(
  scope: Scope,
  words: TextWords & { active: boolean; metadata: Record<string, string> },
): Promise<Outcome<MessageTemplate>> {
  const template: MessageTemplate = {
    ...words,
    tenantId: scope.tenant.id,
    id: scope.newId("message_template"),
    body: withOneLineEnd(words.body),
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  const fits = fitting(template);
  if (!fits.ok) return fits;

  return commit(scope, {
    change: store.insertTemplate(scope, template),
    fact: tell("message_template.created", template.id, 1, null, template),
    result: template,
    taken: placeTaken,
  });
}

export type TemplatePatch = {
  subject?: string | null | undefined;
  body?: string | undefined;
  active?: boolean | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"message_template">,
  patch: TemplatePatch,
  ifMatch: number | undefined,
): Promise<Outcome<MessageTemplate>> {
  const template = await store.findTemplate(scope, id);
  if (template === undefined) return refuse("template.unknown");

  const current = seen(template, ifMatch);
  if (!current.ok) return current;
  const after: MessageTemplate = {
    ...template,
    subject: patch.subject === undefined ? template.subject : patch.subject,
    body: patch.body === undefined ? template.body : withOneLineEnd(patch.body),
    active: patch.active ?? template.active,
    metadata: mergeMetadata(template.metadata, patch.metadata),
    updatedAt: scope.now,
    version: template.version + 1,
  };
  const fits = fitting(after);
  if (!fits.ok) return fits;

  return commit(scope, {
    change: store.updateTemplate(scope, template, after),
    fact: tell("message_template.changed", id, after.version, template, after),
    result: after,
  });
}

export async function remove(
  scope: Scope,
  id: Id<"message_template">,
  ifMatch: number | undefined,
): Promise<Outcome<null>> {
  const template = await store.findTemplate(scope, id);
  if (template === undefined) return refuse("template.unknown");
  const current = seen(template, ifMatch);
  if (!current.ok) return current;
  const after: MessageTemplate = {
    ...template,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: template.version + 1,
  };

  return commit(scope, {
    change: store.updateTemplate(scope, template, after),
    fact: tell("message_template.deleted", id, after.version, template, null),
    result: null,
  });
}

/** How a text reads with a meeting that does not exist, whether it is kept or not. */
export async function preview(scope: Scope, words: TextWords & { zone: string | null }): Promise<Outcome<Drawn>> {
  const text = { ...words, body: withOneLineEnd(words.body) };
  const fits = fitting(text);
  if (!fits.ok) return fits;
  const house = await store.findHouse(scope);
  if (house === undefined) return refuse("tenant.unknown");
  const zone = zoneOf(words.zone ?? house.timeZone);
  if (zone === undefined) throw new Error("A zone was taken in that is none.");
  const reader: Reader = { language: words.locale, locale: words.locale, zone };
  const data = sampleData(reader, house.name, scope.now, scope.config.baseUrl);
  return done(draw(text, reader, data, { name: house.name, colour: house.branding.primary_colour }));
}

export async function previewOne(
  scope: Scope,
  id: Id<"message_template">,
  zone: string | null,
): Promise<Outcome<Drawn>> {
  const template = await store.findTemplate(scope, id);
  return template === undefined ? refuse("template.unknown") : preview(scope, { ...template, zone });
}

export type Tested = { template: MessageTemplate; recipient: string; ordinal: number };

/** Sends the text to whoever asks, at their own address and nobody else's. */
export async function test(scope: Scope, id: Id<"message_template">): Promise<Outcome<Tested>> {
  const template = await store.findTemplate(scope, id);
  if (template === undefined) return refuse("template.unknown");
  if (template.channel !== "mail") return refuse("template.not_mail");
  const { actor } = scope;
  const member = actor.kind === "member" ? await store.findMember(scope, actor.member) : undefined;
  if (member === undefined) return refuse("template.no_address");

  const ordinal = await store.nextTest(scope, id, testTemplate);
  const { email: recipient } = member;
  return commit(scope, {
    change: queueDelivery(scope, { template: testTemplate, subjectId: id, ordinal, recipient, factId: null }),
    fact: tell("message_template.tested", id, template.version, null, { ordinal }),
    result: { template, recipient, ordinal },
  });
}
