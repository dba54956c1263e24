import { isId } from "#kernel/ids.ts";
import { listMailbox, readMailbox } from "#platform/mail/mailbox.ts";
import type { Outgoing } from "#platform/mail/port.ts";
import { bindings } from "./world/world.ts";

const read = new Map<string, Outgoing>();

/** Every mail the development mailbox holds for an address; each is read once. */
async function mailsTo(address: string): Promise<Outgoing[]> {
  const lines = (await listMailbox(bindings.FILES)).filter((line) => line.to === address);
  await Promise.all(
    lines.map(async ({ id }) => {
      const mail = read.get(id) ?? (isId("delivery", id) ? await readMailbox(bindings.FILES, id) : undefined);
      if (mail !== undefined) read.set(id, mail);
    }),
  );
  return lines.flatMap(({ id }) => read.get(id) ?? []);
}

/** Mails go out after the answer, so this looks until one has come that holds `about`. (`vi.waitFor` would move a faked clock on.) */
export async function mailTo(address: string, about = ""): Promise<Outgoing> {
  for (let looks = 0; looks < 400; looks++) {
    const found = (await mailsTo(address)).find((mail) => mail.text.includes(about));
    if (found !== undefined) return found;
    await scheduler.wait(10);
  }
  throw new Error(`No such mail to ${address}.`);
}

export const countMails = async (address: string): Promise<number> => (await mailsTo(address)).length;

export function codeIn(mail: Outgoing): string {
  const code = /^ *(\d{6})$/m.exec(mail.text)?.[1];
  if (code === undefined) throw new Error("A mail without a code.");
  return code;
}

export function linkIn(mail: Outgoing): { url: URL; id: string; secret: string } {
  const [url = "", id = "", secret = ""] =
    /https?:\/\/\S+\/sign-in\/link\/(sin_[0-9a-z]{26})\.([\w-]{43})/.exec(mail.text) ?? [];
  return { url: new URL(url), id, secret };
}
