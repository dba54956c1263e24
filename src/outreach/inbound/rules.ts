import * as z from "zod";

export type InboundCode = "inbound.provider_unknown" | "inbound.signature_invalid";

/** As far as it is read; the whole is kept as it came. */
const message = z.object({
  type: z.string().max(100),
  data: z.object({
    email_id: z.string().max(200).optional(),
    bounce: z.object({ type: z.string().max(100), message: z.string().optional() }).optional(),
  }),
});

/** What a provider says of a mail, in our words. `back`: it will never arrive. `later`: it has not arrived yet. */
export type Said = {
  type: string;
  mail: string | null;
  what: "back" | "later" | "complained" | "arrived" | "other";
  note: string | null;
};

const plain: Readonly<Record<string, Said["what"]>> = {
  "email.complained": "complained",
  "email.delivered": "arrived",
  "email.delivery_delayed": "later",
};

/** Whatever cannot be read is kept, and says nothing. */
export function saidIn(text: string): Said {
  const read = message.safeParse(parsed(text));
  if (!read.success) return { type: "unreadable", mail: null, what: "other", note: null };
  const { type, data } = read.data;
  const isBounce = type === "email.bounced";
  // A mailbox that is full today is none to give up; only what the provider calls lasting is.
  const bounced = data.bounce?.type === "Permanent" ? "back" : "later";
  return {
    type,
    mail: data.email_id ?? null,
    what: isBounce ? bounced : (plain[type] ?? "other"),
    note: isBounce ? oneLine(data.bounce?.message ?? null) : null,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const oneLine = (text: string | null): string | null =>
  text === null
    ? null
    : text
        .toWellFormed()
        .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
        .trim()
        .slice(0, 300) || null;
