import type { SignInWords } from "../words.ts";

export const en: SignInWords = {
  title: "Sign in",
  signedOut: "You are signed out.",
  how: "There are no passwords here. We mail you a code and a link.",
  email: "E-mail address",
  send: "Send me a code",
  typeEmail: "Type an e-mail address, such as name@example.com.",
  tooMany: (minutes) => `Too many people have asked from here. Try again in ${minutes} minutes.`,
  codeTitle: "Type the code",
  codeText:
    "We have sent a mail with a six-digit code and a link. Both are good for ten minutes, once, in this browser.",
  code: "Code",
  codeHint: "Six digits",
  typeCode: "Type the six digits from the mail.",
  wrongCode: (left) => `That is not the code from the newest mail. Tries left: ${left}.`,
  noMail: "No mail? Look among the unwanted ones, or",
  askAgain: "ask again",
  linkText: "You opened the link from our mail. It works once.",
  elsewhereTitle: "You asked in another browser",
  elsewhereText:
    "A link and a code work only in the browser where you asked for them: so nobody can sign in with a mail they made you open. Go back there and type the code from the mail.",
  elsewhereAgain: "Ask for a new code in this browser",
  overTitle: "This did not sign you in",
  over: "It was used already, is older than ten minutes, or was tried too often.",
  unknown: "There is no such sign-in.",
  incomplete: "This link is incomplete. Copy all of it from the mail.",
  wrongLink: "This link is not right.",
  suspended: "This account is suspended. Ask the people who run Interlock at your company.",
  newCode: "Ask for a new code",
};
