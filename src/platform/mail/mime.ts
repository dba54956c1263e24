// An invitation as one whole message (RFC 5322, 2045 to 2047, 2231). Everything in it is seven bits wide.
import { utf8 } from "#kernel/bytes.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { CalendarPart, Outgoing } from "./port.ts";
import { base64, isAddress, isFilename, isOneLine, isSettable } from "./rules.ts";

export type WholeMessage = {
  delivery: Id<"delivery">;
  sentAt: Instant;
  mail: Outgoing;
  calendar: CalendarPart;
};

const lineLength = 76;
/** What no line of a message may exceed. */
const hardLength = 998;

type Header = [name: string, value: string];
type Part = { headers: readonly string[]; body: string };

/** The message to its one recipient, the same bytes each time, or the name of the header that cannot go out. */
export function wholeMessage({
  delivery,
  sentAt,
  mail,
  calendar,
}: WholeMessage): { raw: string } | { refused: string } {
  const headers = headersOf(delivery, sentAt, mail);
  if ("refused" in headers) return headers;
  const names = [calendar, ...mail.attachments].map(({ filename }) => filename);
  if (!calendar.filename.endsWith(".ics") || !names.every(isFilename)) return { refused: "filename" };
  if (!calendar.text.includes(`\r\nMETHOD:${calendar.method}\r\n`))
    throw new Error("A message and the calendar in it name one method.");
  const file = base64Lines(utf8(calendar.text));
  const spoken = several(`=_spoken_${delivery}`, "alternative", [
    inWords("text/plain", mail.text),
    inWords("text/html", mail.html),
    encoded([`Content-Type: text/calendar; charset=utf-8; method=${calendar.method}`], file),
  ]);
  const attached = encoded(
    [
      `Content-Type: application/ics${parameter("name", calendar.filename)}`,
      `Content-Disposition: attachment${parameter("filename", calendar.filename)}`,
    ],
    file,
  );
  const files = mail.attachments.map(({ filename, type, content }) =>
    encoded(
      [
        `Content-Type: ${type}${parameter("name", filename)}`,
        `Content-Disposition: attachment${parameter("filename", filename)}`,
      ],
      inLines(content),
    ),
  );
  const whole = several(`=_whole_${delivery}`, "mixed", [spoken, attached, ...files]);
  return { raw: printPart({ headers: [...headers.printed, "MIME-Version: 1.0", ...whole.headers], body: whole.body }) };
}

function headersOf(
  delivery: Id<"delivery">,
  sentAt: Instant,
  mail: Outgoing,
): { printed: string[] } | { refused: string } {
  const { from, to, replyTo, subject } = mail;
  if (!isAddress(from.email) || !isOneLine(from.name, 200)) return { refused: "From" };
  if (!isAddress(to)) return { refused: "To" };
  if (replyTo !== null && !isAddress(replyTo)) return { refused: "Reply-To" };
  if (!/^dlv_\w{1,40}$/.test(delivery)) return { refused: "Message-ID" };
  if (subject === "" || !isOneLine(subject, hardLength)) return { refused: "Subject" };
  const printed = [
    `From: ${mailbox(from)}`,
    `To: ${to}`,
    ...(replyTo === null ? [] : [`Reply-To: ${replyTo}`]),
    `Subject: ${unstructured("Subject", subject)}`,
    `Date: ${new Date(sentAt).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${delivery}@${from.email.slice(from.email.lastIndexOf("@") + 1)}>`,
  ];
  for (const header of Object.entries(mail.headers)) {
    const line = extra(header);
    if (line === undefined) return { refused: isSettable(header[0]) ? header[0] : "not settable" };
    printed.push(line);
  }
  return { printed };
}

/** Undefined where a value would need an encoding that its header does not have. */
function extra([name, value]: Header): string | undefined {
  if (!isSettable(name) || !isOneLine(value, 2_048) || value.trim() === "") return undefined;
  if (isPlain(value) && value.split(" ").every((word) => word.length <= hardLength - name.length - 2))
    return `${name}: ${foldedAtSpaces(name, value)}`;
  return /^x-/i.test(name) ? `${name}: ${encodedWords(name, value)}` : undefined;
}

/** Reads the same whoever unfolds it: plain letters, single spaces, nothing that looks encoded. */
const isPlain = (value: string): boolean => /^[!-~]+(?: [!-~]+)*$/.test(value) && !value.includes("=?");

const unstructured = (name: string, value: string): string =>
  isPlain(value) && name.length + 2 + value.length <= lineLength ? value : encodedWords(name, value);

function mailbox({ name, email }: Outgoing["from"]): string {
  if (name === "") return email;
  const isShort = isPlain(name) && name.length <= 50;
  const spoken = isShort ? `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"` : encodedWords("From", name);
  return `${spoken}\r\n <${email}>`;
}

function foldedAtSpaces(name: string, value: string): string {
  let text = "";
  let room = lineLength - name.length - 2;
  for (const word of value.split(" ")) {
    if (text !== "" && word.length + 1 > room) {
      text += "\r\n";
      room = lineLength;
    }
    text += text === "" ? word : ` ${word}`;
    room -= word.length + 1;
  }
  return text;
}

/** Words of RFC 2047, one a line; no character is cut in two, because each word is read by itself. */
function encodedWords(name: string, value: string): string {
  const words: string[] = [];
  let chunk = "";
  let room = octetsInWord(lineLength - name.length - 2);
  for (const character of value) {
    if (utf8(chunk + character).length > room) {
      words.push(chunk);
      chunk = "";
      room = octetsInWord(lineLength - 1);
    }
    chunk += character;
  }
  return [...words, chunk].map((word) => `=?utf-8?B?${base64(utf8(word))}?=`).join("\r\n ");
}

/** How much of a text an encoded word of this length holds. */
const octetsInWord = (length: number): number => Math.max(6, Math.floor((Math.min(length, 75) - 12) / 4) * 3);

/** A parameter of a header: as it is where it can be, else in RFC 2231's spelling, cut into numbered sections. */
function parameter(name: string, value: string): string {
  if (/^[\w.-]{1,60}$/.test(value)) return `; ${name}="${value}"`;
  const spelled = encodeURIComponent(value).replaceAll(
    /['()*!~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const sections = spelled.match(/(?:%..|[^%]){1,15}/g) ?? [];
  const numbered = (index: number) => (sections.length === 1 ? "*" : `*${index}*`);
  return sections
    .map((section, index) => `;\r\n ${name}${numbered(index)}=${index === 0 ? "utf-8''" : ""}${section}`)
    .join("");
}

function several(boundary: string, kind: "mixed" | "alternative", parts: readonly Part[]): Part {
  const body = `${parts.map((part) => `--${boundary}\r\n${printPart(part)}`).join("\r\n")}\r\n--${boundary}--\r\n`;
  return { headers: [`Content-Type: multipart/${kind};\r\n boundary="${boundary}"`], body };
}

const printPart = ({ headers, body }: Part): string => `${headers.join("\r\n")}\r\n\r\n${body}`;

const encoded = (headers: readonly string[], body: string): Part => ({
  headers: [...headers, "Content-Transfer-Encoding: base64"],
  body,
});

const inWords = (type: "text/plain" | "text/html", text: string): Part => ({
  headers: [`Content-Type: ${type}; charset=utf-8`, "Content-Transfer-Encoding: quoted-printable"],
  body: quotedPrintable(text),
});

/** No boundary can stand in it: an equals sign is followed by two hexadecimal digits or the end of the line. */
function quotedPrintable(text: string): string {
  const lines = text.toWellFormed().split(/\r\n|\r|\n/);
  return lines.map(quotedLine).join("\r\n");
}

function quotedLine(line: string): string {
  // A dot alone ends a message on its way, and "From " begins another one in old mailboxes.
  const isRisky = line.startsWith(".") || line.startsWith("From ");
  const signs = [...utf8(line)].map((octet, index, { length }) => {
    const isPlainSign = octet >= 0x21 && octet <= 0x7e && octet !== 0x3d;
    const isInnerSpace = (octet === 0x20 || octet === 0x09) && index < length - 1;
    const isKept = (isPlainSign || isInnerSpace) && !(isRisky && index === 0);
    return isKept ? String.fromCharCode(octet) : `=${octet.toString(16).toUpperCase().padStart(2, "0")}`;
  });
  let text = "";
  let room = lineLength - 1;
  for (const sign of signs) {
    if (sign.length > room) {
      text += "=\r\n";
      room = lineLength - 1;
    }
    text += sign;
    room -= sign.length;
  }
  return text;
}

const base64Lines = (bytes: Uint8Array): string => inLines(base64(bytes));

const inLines = (text: string): string => (text.match(/.{1,76}/g) ?? []).join("\r\n");
