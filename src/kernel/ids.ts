/**
 * Every noun that has an identity, and the prefix it wears. The map is the glossary: what has no line here has no id.
 * An id is a TypeID: prefix, underscore, a UUIDv7 in 26 characters of Crockford's base32. It sorts by birth.
 */
export const prefixes = {
  tenant: "ten",
  user: "usr",
  member: "mem",
  team: "tea",
  role: "rol",
  invitation: "inv",
  session: "ses",
  sign_in: "sin",
  identity: "idn",
  api_key: "key",
  schedule: "sch",
  override: "ovr",
  time_off: "off",
  travel: "trv",
  event_type: "ety",
  question: "qst",
  pool: "pol",
  reservation: "res",
  booking: "bkg",
  attendee: "att",
  hold: "hld",
  link: "lnk",
  reschedule_request: "rrq",
  job: "job",
  stage: "stg",
  candidate: "cnd",
  tag: "tag",
  note: "note",
  application: "app",
  interview: "itv",
  participant: "prt",
  panel_link: "act",
  scorecard_form: "scf",
  scorecard: "sco",
  decision: "dec",
  bank_question: "qbi",
  response: "rsp",
  import: "imp",
  candidate_export: "cxp",
  webhook: "whk",
  message_template: "tpl",
  workflow: "wfl",
  reminder: "rem",
  fact: "evt",
  delivery: "dlv",
  notification: "ntf",
  suppression: "sup",
  calendar_feed: "cfd",
  inbound_event: "ibe",
  dead_letter: "dlt",
  audit_export: "exp",
  operation: "op",
  request: "req",
} as const;

export type Kind = keyof typeof prefixes;
/** The noun with its article, as one says it. */
export function spoken(kind: Kind): string {
  const noun = kind.replaceAll("_", " ");
  return `${noun !== "user" && /^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

export type Id<K extends Kind> = `${(typeof prefixes)[K]}_${string}`;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const body = "[0-7][0-9a-hjkmnp-tv-z]{25}";

/** The shape of an id of one kind; a wrong prefix is refused before any query is made. */
export const idPattern = (kind: Kind): RegExp => new RegExp(`^${prefixes[kind]}_${body}$`);

export function isId<K extends Kind>(kind: K, text: string): text is Id<K> {
  return idPattern(kind).test(text);
}

/** A fresh id: 48 bits of time, then 74 random bits (UUIDv7). */
export function mintId<K extends Kind>(kind: K, now: number): Id<K> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0, rest = now; i < 6; i++) {
    bytes[5 - i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return `${prefixes[kind]}_${base32(bytes)}`;
}

/** 128 bits as 26 characters, the first of which carries only three bits. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  for (let i = 0; i < 26; i++) {
    text = alphabet.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
}

const tailLetters = 3;
const tails = alphabet.length ** tailLetters;

/**
 * Ids end in random letters. Of so many turns of equal length, the letters from which (with it) and to which (without it) the ids of
 * this one end.
 */
export function tailsOf(turn: number, turns: number): { from: string; to: string } {
  const tailAt = (place: number) => printTail(Math.floor((place * tails) / turns));
  return { from: tailAt(turn), to: turn + 1 === turns ? "~" : tailAt(turn + 1) };
}

function printTail(value: number): string {
  let text = "";
  for (let rest = value; text.length < tailLetters; rest = Math.floor(rest / alphabet.length))
    text = alphabet.charAt(rest % alphabet.length) + text;
  return text;
}
