import * as z from "zod";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import type { Outgoing } from "./port.ts";

// Only a development build calls what is here: bodies of mails are kept nowhere else.

const prefix = "dev-mail/";

const kept = z.object({
  from: z.object({ name: z.string(), email: z.string() }),
  to: z.string(),
  replyTo: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ filename: z.string(), type: z.string(), content: z.string() })),
  calendar: z.object({ method: z.enum(["REQUEST", "CANCEL"]), text: z.string(), filename: z.string() }).nullable(),
});

export type MailboxLine = { id: string; to: string; subject: string; at: Instant };

/** Every try has a key of its own, so that a mail that went out twice is seen twice. */
export async function keepMail(
  files: R2Bucket,
  id: Id<"delivery">,
  attempt: number,
  mail: Outgoing,
  at: Instant,
): Promise<void> {
  const customMetadata = { to: mail.to, subject: encodeURIComponent(mail.subject), at: String(at) };
  await files.put(`${prefix}${id}/${String(attempt).padStart(4, "0")}`, JSON.stringify(mail), { customMetadata });
}

/** Newest first. */
export async function listMailbox(files: R2Bucket): Promise<MailboxLine[]> {
  const lines: MailboxLine[] = [];
  let cursor: string | undefined;
  do {
    const found: R2Objects = await files.list({
      prefix,
      include: ["customMetadata"],
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { key, customMetadata: about = {} } of found.objects) {
      const [id = ""] = key.slice(prefix.length).split("/");
      lines.push({
        id,
        to: about["to"] ?? "",
        subject: decodeURIComponent(about["subject"] ?? ""),
        at: asInstant(Number(about["at"])),
      });
    }
    cursor = found.truncated ? found.cursor : undefined;
  } while (cursor !== undefined);
  return lines.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** The last mail of a delivery. */
export async function readMailbox(files: R2Bucket, id: Id<"delivery">): Promise<Outgoing | undefined> {
  const { objects } = await files.list({ prefix: `${prefix}${id}/` });
  const key = objects.at(-1)?.key;
  const body = key === undefined ? null : await files.get(key);
  return body === null ? undefined : kept.parse(await body.json());
}
