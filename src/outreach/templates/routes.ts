import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import { done } from "#kernel/outcome.ts";
import * as actions from "./actions.ts";
import { keysSentBy, type Language, letters, type SentBy } from "./catalogue.ts";
import * as contract from "./contract.ts";
import { ourText } from "./defaults.ts";
import type { Drawn } from "./render.ts";
import type { MessageTemplate } from "./tables.ts";

export const templateRoutes = routes()
  .on(contract.getLetters, async (_, { query }) => done(query), lettersView)
  .list(contract.listMessageTemplates, (scope, { query, page }) => actions.list(scope, query, page), templateView)
  .on(contract.getMessageTemplate, (scope, { param }) => actions.get(scope, param.id), templateView)
  .on(contract.createMessageTemplate, (scope, { body }) => actions.create(scope, body), templateView)
  .on(
    contract.changeMessageTemplate,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    templateView,
  )
  .on(
    contract.deleteMessageTemplate,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  )
  .on(
    contract.previewText,
    (scope, { body: { time_zone: zone, ...words } }) => actions.preview(scope, { ...words, zone }),
    previewView,
  )
  .on(
    contract.previewMessageTemplate,
    (scope, { param, body }) => actions.previewOne(scope, param.id, body.time_zone),
    previewView,
  )
  .on(
    contract.testMessageTemplate,
    (scope, { param }) => actions.test(scope, param.id),
    ({ template, recipient, ordinal }) => ({
      object: "template_test" as const,
      template_id: template.id,
      recipient,
      ordinal,
    }),
  );

function templateView(template: MessageTemplate) {
  return {
    object: "message_template" as const,
    id: template.id,
    key: template.key,
    channel: template.channel,
    locale: template.locale,
    subject: template.subject,
    body: template.body,
    active: template.active,
    metadata: template.metadata,
    created_by: template.createdBy,
    created_at: toWire(template.createdAt),
    updated_at: toWire(template.updatedAt),
    version: template.version,
  };
}

function previewView({ subject, text, html }: Drawn) {
  return { object: "template_preview" as const, subject, text, html };
}

function lettersView({ locale, channel }: { locale: Language; channel: SentBy }) {
  return {
    object: "letters" as const,
    locale,
    channel,
    letters: keysSentBy(channel).map((key) => {
      const { category, audience, variables, channels } = letters[key];
      return {
        key,
        category,
        audience,
        channels: [...channels],
        variables: Object.entries(variables).map(([name, type]) => ({ name, type })),
        ...ourText(key, channel, locale),
      };
    }),
  };
}
