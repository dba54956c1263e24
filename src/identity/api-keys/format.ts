/**
 * `ilk_live_<8 characters: which key>_<43 characters: 32 random bytes><6 characters: checksum>`, all base62 after the mode.
 * The checksum lets a scanner or a client tell a mistyped key from a dead one without asking anybody.
 */
export type KeyText = { mode: "live" | "test"; shortId: string; secret: string };

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const shape = /^ilk_(live|test)_([0-9A-Za-z]{8})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

export function printKey(key: KeyText): string {
  const body = `ilk_${key.mode}_${key.shortId}_${key.secret}`;
  return body + checksum(body);
}

/** Undefined when the text is no key of ours: wrong shape or wrong checksum. */
export function parseKey(text: string): KeyText | undefined {
  const [, mode, shortId, secret, sum] = shape.exec(text) ?? [];
  if (mode === undefined || shortId === undefined || secret === undefined) return undefined;
  return checksum(`ilk_${mode}_${shortId}_${secret}`) === sum
    ? { mode: mode === "live" ? "live" : "test", shortId, secret }
    : undefined;
}

export function mintKeyText(mode: "live" | "test"): KeyText {
  return {
    mode,
    shortId: pick(crypto.getRandomValues(new Uint8Array(8)), 8),
    secret: pick(crypto.getRandomValues(new Uint8Array(32)), 43),
  };
}

const pick = (bytes: Uint8Array, length: number): string => base62(bytes).padStart(length, "0").slice(-length);

function base62(bytes: Uint8Array): string {
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = "";
  for (; value > 0n; value /= 62n) text = alphabet.charAt(Number(value % 62n)) + text;
  return text;
}

/** CRC-32 in six base62 characters. */
function checksum(text: string): string {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  let rest = ~crc >>> 0;
  let out = "";
  for (let i = 0; i < 6; i++) {
    out = alphabet.charAt(rest % 62) + out;
    rest = Math.floor(rest / 62);
  }
  return out;
}
