// Our messages as postal-mime and Python's email read them: equal headers, one recipient, equal parts, no more of any.
import PostalMime, { decodeWords } from "postal-mime";
import { describe, expect, it } from "vitest";
import { wholeMessage } from "#platform/mail/mime.ts";
import { delivery, filenameOf, fitsHeaders, message, messageWith, outgoing } from "../../support/invitations.ts";
import { naughty } from "../../support/naughty.ts";
import { ask, read } from "./peers.ts";

/** What a reader makes of a message, in words that both readers can be asked in. */
type Reading = {
  headers: string[];
  from: [name: string, address: string][];
  to: [name: string, address: string][];
  subject: string | undefined;
  note: string | undefined;
  texts: string[];
  calendar: string | undefined;
  attachment: [filename: string | null | undefined, content: string] | undefined;
};

type Sample = { text: string; raw: string };

type ByPython = {
  headers: [string, string][];
  defects: string[];
  from: [string, string][];
  to: [string, string][];
  others: string[];
  parts: {
    type: string;
    method: string | null;
    disposition: string | null;
    filename: string | null;
    content: string;
  }[];
};

/** Python takes long over each. */
const fitting = naughty.filter(fitsHeaders).slice(0, 300);
const samples: Sample[] = fitting.map((text) => ({ text, raw: rawOf(text) }));

function rawOf(text: string): string {
  const written = wholeMessage(messageWith(text));
  if ("refused" in written) throw new Error(`${JSON.stringify(text)} is refused for ${written.refused}`);
  return written.raw;
}

/** One kind of line end, and none at the end of all: about these readers differ. */
const settled = (text: string): string => text.replaceAll(/\r\n|\r/g, "\n").replace(/\n$/, "");

const meant = ({ text }: Sample): Reading => ({
  headers: [
    `From`,
    `To: ${outgoing.to}`,
    `Reply-To: rsvp@interlock.example`,
    `Subject`,
    `Date: Fri, 20 Nov 2026 08:00:00 +0000`,
    `Message-ID: <${delivery}@interlock.example>`,
    `Auto-Submitted: auto-generated`,
    `X-Interlock-Delivery: ${delivery}`,
    `X-Note`,
    `MIME-Version: 1.0`,
    `Content-Type: multipart/mixed; boundary="=_whole_${delivery}"`,
  ],
  from: [[text, outgoing.from.email]],
  to: [["", outgoing.to]],
  subject: text,
  note: text,
  texts: [settled(text), settled(text)],
  calendar: settled(message.calendar.text),
  attachment: [filenameOf(text), settled(message.calendar.text)],
});

/** Those that hold the text stand by their names alone: what they hold is asked for by itself. */
const told = ([name, value]: [string, string]): string =>
  ["From", "Subject", "X-Note"].includes(name) ? name : `${name}: ${value}`;

const people = (list: readonly { name: string; address?: string }[] | undefined) =>
  (list ?? []).map(({ name, address = "" }): [string, string] => [name, address]);

/** The other reader hands these out as text because it was asked to. */
const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === "string" ? content : "no text";

async function byPostalMime(raw: string): Promise<Reading> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: "utf8" });
  const of = (type: string) => mail.attachments.filter(({ mimeType }) => mimeType === type);
  const [inside, ...moreInside] = of("text/calendar").filter(({ method }) => method === "REQUEST");
  const [attached, ...moreAttached] = of("application/ics").filter(({ disposition }) => disposition === "attachment");
  if (moreInside.length + moreAttached.length > 0 || mail.attachments.length !== 2) throw new Error("other parts");
  if (mail.cc !== undefined || mail.bcc !== undefined || mail.sender !== undefined) throw new Error("other people");
  return {
    headers: mail.headers.map(({ originalKey, value }) => told([originalKey, value])),
    from: people(mail.from === undefined ? [] : [mail.from as { name: string; address?: string }]),
    to: people(mail.to as { name: string; address?: string }[] | undefined),
    subject: mail.subject,
    note: decodeWords(mail.headers.find(({ key }) => key === "x-note")?.value ?? ""),
    texts: [settled(mail.text ?? ""), settled(mail.html ?? "")],
    calendar: inside && settled(textOf(inside.content)),
    attachment: attached && [attached.filename, settled(textOf(attached.content))],
  };
}

function byPython({ headers, defects, from, to, others, parts }: ByPython): Reading {
  if (defects.length + others.length > 0) throw new Error([...defects, ...others].join());
  const [plain, html, inside, attached, ...more] = parts;
  if (more.length > 0) throw new Error("other parts");
  if (inside?.type !== "text/calendar" || inside.method !== "REQUEST") throw new Error("no calendar");
  if (attached?.type !== "application/ics" || attached.disposition !== "attachment") throw new Error("no attachment");
  const headerOf = (wanted: string) => headers.find(([name]) => name === wanted)?.[1];
  return {
    headers: headers.map(told),
    from,
    to,
    subject: headerOf("Subject"),
    note: headerOf("X-Note"),
    texts: [plain, html].map((part) => settled(part?.content ?? "")),
    calendar: settled(inside.content),
    attachment: [attached.filename, settled(attached.content)],
  };
}

/** A mark of byte order at the head of a text is taken for one. */
const withoutMark = (sample: Sample): Reading => meant({ ...sample, text: sample.text.replace(/^\uFEFF/, "") });

async function differences(readings: readonly (() => Reading | Promise<Reading>)[], expected: readonly Reading[]) {
  const found: string[] = [];
  for (const [index, reading] of readings.entries()) {
    const wanted = Object.entries(expected[index] ?? {});
    const got = new Map<string, unknown>(Object.entries(await reading()));
    for (const [name, value] of wanted) {
      const [one, other] = [value, got.get(name)].map((what) => JSON.stringify(what));
      if (one !== other) found.push(`${name}: ${other?.slice(0, 300)} instead of ${one?.slice(0, 300)}`);
    }
  }
  return found.slice(0, 10);
}

describe(`${samples.length} naughty texts as names, subjects, headers, file names and contents`, () => {
  it("are written in seven bits, in lines that every server takes, the same way each time", () => {
    for (const { text, raw } of samples) {
      expect(raw).toMatch(/^(?:[\x20-\x7e\t]{0,998}\r\n)+$/);
      expect(rawOf(text)).toBe(raw);
    }
    console.log(`${samples.length} messages`);
    expect(samples.length).toBeGreaterThanOrEqual(200);
  });

  it("are read by postal-mime as they were meant", async () => {
    const readings = samples.map(
      ({ raw }) =>
        () =>
          byPostalMime(raw),
    );
    expect(await differences(readings, samples.map(withoutMark))).toEqual([]);
  });

  it("are read by Python's email as they were meant", async () => {
    const { answers } = ask<ByPython>(
      "mail",
      samples.map(({ raw }) => raw),
    );
    const readings = answers.map((answer) => () => byPython(read(answer)));
    expect(await differences(readings, samples.map(meant))).toEqual([]);
  });

  it("and would not be if a header slipped in, a name broke out or a part went missing", async () => {
    const [honest] = samples.filter(({ text }) => text === "a;b");
    if (honest === undefined) throw new Error("The sample is gone.");
    const breaches = [
      honest.raw.replace("\r\nTo: ", "\r\nBcc: mallory@evil.example\r\nTo: "),
      honest.raw.replace("Subject: a;b", "Subject: a;b\r\nX-Evil: 1"),
      honest.raw.replace('From: "a;b"\r\n <', 'From: "a" <mallory@evil.example>, "b"\r\n <'),
      honest.raw.replace("Subject: a;b", "Subject: a;b\r\n\r\n<p>evil</p>"),
      honest.raw.replace("; method=REQUEST", ""),
    ];
    const { answers } = ask<ByPython>("mail", breaches);
    expect(await seenIn(() => byPostalMime(honest.raw), honest)).toBe(false);
    for (const [index, raw] of breaches.entries()) {
      expect(raw).not.toBe(honest.raw);
      expect(await seenIn(() => byPostalMime(raw), honest)).toBe(true);
      expect(await seenIn(() => byPython(read(answers[index])), honest)).toBe(true);
    }
  });
});

/** A reader that gives up on it has seen it too. */
async function seenIn(reading: () => Reading | Promise<Reading>, sample: Sample): Promise<boolean> {
  try {
    return (await differences([reading], [meant(sample)])).length > 0;
  } catch {
    return true;
  }
}
