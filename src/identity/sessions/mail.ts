import { toWire } from "#kernel/instant.ts";
import { letter } from "#platform/mail/layout.tsx";
import type { Mail } from "#platform/mail/port.ts";
import type { Session } from "./tables.ts";

/** Tells a person that one of their sessions was in two hands; never from where the other hand came. */
export function reuseMail(to: string, session: Session, baseUrl: string): Mail {
  const subject = "We ended one of your sessions";
  const said = {
    locale: "en",
    company: "Interlock",
    title: subject,
    paragraphs: [
      `A session of yours, opened ${toWire(session.createdAt)}, was used from two places at once, so we ended it.`,
      "If you restored a backup or copied a token, this was you, and you only need to sign in again.",
      "If not, someone may have copied your session. Sign in and end your other sessions.",
    ],
    action: { label: "Sign in", url: `${baseUrl}/sign-in` },
    closing: ["You get this mail because the session was yours."],
  };
  return { to, subject, ...letter(said) };
}
