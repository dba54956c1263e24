import { letter } from "#platform/mail/layout.tsx";
import type { Mail } from "#platform/mail/port.ts";

const frame = { locale: "en", company: "Interlock" } as const;

/** To the new address: it proves nothing but itself. */
export function codeMail(to: string, code: string): Mail {
  const subject = "Confirm your new address";
  const said = {
    ...frame,
    title: subject,
    paragraphs: [
      "Somebody asked to use this address for their account at Interlock. If that was you, type this code there:",
    ],
    code,
    closing: ["The code is good once, for ten minutes. If it was not you, ignore this mail: nothing changes."],
  };
  return { to, subject, ...letter(said) };
}

/** To the old address: its owner is the one who must hear of it when it was not them. The new one is not named. */
export function changedMail(to: string): Mail {
  const subject = "Your address at Interlock was changed";
  const said = {
    ...frame,
    title: subject,
    paragraphs: ["Your account at Interlock now has another address, and this one no longer signs in to it."],
    closing: ["If that was not you, tell the people who run Interlock at your company at once."],
  };
  return { to, subject, ...letter(said) };
}
