import * as fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { replyIn } from "#outreach/calendar/rules.ts";
import { type WholeMessage, wholeMessage } from "#platform/mail/mime.ts";
import { delivery, filenameOf, fitsHeaders, message, messageWith, outgoing } from "../support/invitations.ts";
import { ownNaughty } from "../support/naughty.ts";

function rawOf(whole: WholeMessage): string {
  const written = wholeMessage(whole);
  if ("refused" in written) throw new Error(`refused for ${written.refused}`);
  return written.raw;
}

const refusedOf = (change: Partial<typeof outgoing>): string | undefined => {
  const written = wholeMessage({ ...message, mail: { ...outgoing, ...change } });
  return "refused" in written ? written.refused : undefined;
};

const octets = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const crlf = (lines: readonly string[]): string => lines.join("\r\n");

/** Names and recipients, which is what an injected header would change. */
async function headersRead(raw: string) {
  const { headers, to, cc, bcc, from, subject } = await PostalMime.parse(raw);
  return { names: headers.map(({ originalKey }) => originalKey), people: [from, to, cc, bcc], subject };
}

describe("an invitation as one message", () => {
  it("is the words in two parts, the invitation beside them, and the file", async () => {
    const raw = rawOf(message);
    const mail = await PostalMime.parse(raw, { attachmentEncoding: "utf8" });
    expect(mail.headers.map(({ originalKey, value }) => `${originalKey}: ${value}`)).toEqual([
      'From: "Lumen Robotics" <no-reply@interlock.example>',
      "To: lena+i@mail.example",
      "Reply-To: rsvp@interlock.example",
      "Subject: Interview on Monday",
      "Date: Fri, 20 Nov 2026 08:00:00 +0000",
      `Message-ID: <${delivery}@interlock.example>`,
      "Auto-Submitted: auto-generated",
      `X-Interlock-Delivery: ${delivery}`,
      "MIME-Version: 1.0",
      `Content-Type: multipart/mixed; boundary="=_whole_${delivery}"`,
    ]);
    expect([mail.text?.trim(), mail.html?.trim()]).toEqual(["Hello", "<p>Hello</p>"]);
    expect(mail.attachments.map(({ mimeType, method, filename }) => [mimeType, method, filename])).toEqual([
      ["text/calendar", "REQUEST", null],
      ["application/ics", undefined, "invite.ics"],
    ]);
    expect(raw.replaceAll("\r\n ", " ").match(/^Content-Type: .*$/gm)).toEqual([
      `Content-Type: multipart/mixed; boundary="=_whole_${delivery}"`,
      `Content-Type: multipart/alternative; boundary="=_spoken_${delivery}"`,
      "Content-Type: text/plain; charset=utf-8",
      "Content-Type: text/html; charset=utf-8",
      "Content-Type: text/calendar; charset=utf-8; method=REQUEST",
      'Content-Type: application/ics; name="invite.ics"',
    ]);
    const [inside, attached] = mail.attachments.map(({ content }) => content);
    expect([inside, attached]).toEqual([inside, inside]);
    expect(inside).toBe(message.calendar.text.replaceAll("\r\n", "\n"));
    expect(rawOf(message)).toBe(raw);
  });

  it("carries any text that fits a line, in seven bits, and no more headers because of it", async () => {
    const fitting = ownNaughty.filter(fitsHeaders);
    expect(fitting.length).toBeGreaterThan(50);
    const plain = await headersRead(rawOf(messageWith("plain")));
    for (const text of fitting) {
      const raw = rawOf(messageWith(text));
      expect(raw).toMatch(/^(?:[\x20-\x7e\t]{0,998}\r\n)+$/);
      expect(raw.split("\r\n\r\n")[0]).toMatch(/^(?:(?:.{0,78}|[\w-]+: \S+)(?:\r\n|$))+$/);
      const { names, people, subject } = await headersRead(raw);
      const seen = text.replace(/^\uFEFF/, "");
      expect(names).toEqual(plain.names);
      expect(people).toEqual([
        { name: seen, address: outgoing.from.email },
        [{ name: "", address: outgoing.to }],
        undefined,
        undefined,
      ]);
      expect(subject).toBe(seen);
    }
  });

  it.each(["\r", "\n", "\0", "\r\n", "\u0085", "\u2028", "\ud800"])(
    "is not written with a %j in any header",
    (evil) => {
      const text = `fine${evil}Bcc: mallory@evil.example`;
      expect(refusedOf({ subject: text })).toBe("Subject");
      expect(refusedOf({ from: { ...outgoing.from, name: text } })).toBe("From");
      expect(refusedOf({ from: { ...outgoing.from, email: `a@x.example${evil}` } })).toBe("From");
      expect(refusedOf({ to: `${evil}lena@mail.example` })).toBe("To");
      expect(refusedOf({ replyTo: `lena@mail.example${evil}` })).toBe("Reply-To");
      expect(refusedOf({ headers: { "X-Note": text } })).toBe("X-Note");
      expect(refusedOf({ headers: { [`X-Note${evil}`]: "fine" } })).toBe("not settable");
      const withFile = { ...message, calendar: { ...message.calendar, filename: `a${evil}b.ics` } };
      expect(wholeMessage(withFile)).toEqual({ refused: "filename" });
      expect(wholeMessage({ ...message, delivery: `dlv_1${evil}` })).toEqual({ refused: "Message-ID" });
    },
  );

  it("goes to one person, under headers that are ours to set, with a file that is a file", () => {
    for (const to of ["a@x.example, b@x.example", "Lena <lena@mail.example>", ""]) expect(refusedOf({ to })).toBe("To");
    for (const name of ["Bcc", "Cc", "To", "From", "Content-Type", "Date", "Message-ID", "MIME-Version", "Sender"])
      expect(refusedOf({ headers: { [name]: "x" } })).toBe("not settable");
    expect(refusedOf({ headers: { "X-Note": " " } })).toBe("X-Note");
    expect(refusedOf({ headers: { References: "ünsinn" } })).toBe("References");
    expect(refusedOf({ headers: { References: "x".repeat(1_000) } })).toBe("References");
    expect(refusedOf({ headers: { References: Array(30).fill("<abc@x.example>").join(" ") } })).toBeUndefined();
    for (const filename of ["", "../invite.ics", "a/b.ics", 'a"b.ics', "invite.exe", ".ics", "a.ics\r\n"])
      expect(wholeMessage({ ...message, calendar: { ...message.calendar, filename } })).toEqual({
        refused: "filename",
      });
    expect(() => rawOf({ ...message, calendar: { ...message.calendar, method: "CANCEL" } })).toThrow("one method");
  });

  it("with a header that somebody slipped in is seen by comparing", async () => {
    const honest = rawOf(messageWith("plain"));
    const injected = honest.replace("Subject: plain", "Subject: plain\r\nBcc: mallory@evil.example");
    expect(injected).not.toBe(honest);
    expect(await headersRead(injected)).not.toEqual(await headersRead(honest));
    const cut = honest.replace("Subject: plain", "Subject: plain\r\n\r\n<p>evil</p>");
    expect(await headersRead(cut)).not.toEqual(await headersRead(honest));
  });

  it("names its file in any script", async () => {
    for (const filename of [
      "Einladung für Żółć.ics",
      "面接のご案内.ics",
      filenameOf("x".repeat(50)),
      `${"語".repeat(40)}.ics`,
    ]) {
      const raw = rawOf({ ...message, calendar: { ...message.calendar, filename } });
      expect((await PostalMime.parse(raw)).attachments.map((file) => file.filename)).toEqual([null, filename]);
    }
  });
});

const reply = crlf([
  "BEGIN:VCALENDAR",
  "METHOD:REPLY",
  "BEGIN:VEVENT",
  "UID:x",
  "SUMMARY:Żółć = 語",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
]);
const base64 = (text: string): string => Buffer.from(text).toString("base64").replaceAll(/.{76}/g, "$&\r\n");
const quoted = (text: string): string =>
  text
    .replaceAll(/[^\r\n -<>-~]/gu, (sign) =>
      [...Buffer.from(sign)].map((octet) => `=${octet.toString(16).toUpperCase()}`).join(""),
    )
    .replaceAll("=", (sign, at: number, whole: string) => (/^=[\dA-F]{2}/.test(whole.slice(at)) ? sign : "=3D"))
    .replaceAll(/(.{60})(?=.{10})/g, (piece) => (/=.?$/.test(piece) ? piece : `${piece}=\r\n`));

const calendarPart = [
  "Content-Type: text/calendar; charset=UTF-8; method=REPLY",
  "Content-Transfer-Encoding: base64",
  "",
  base64(reply),
];

const mailWith = (boundary: string, parts: readonly (readonly string[])[], from = "Lena <Lena@Mail.example>"): string =>
  crlf([
    `From: ${from}`,
    "To: rsvp@interlock.example",
    "Subject: Accepted: Interview",
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    "This is a message in several parts.",
    ...parts.flatMap((part) => [`--${boundary}`, ...part]),
    `--${boundary}--`,
    "",
  ]);

const textPart = ["Content-Type: text/plain", "", "Yes, I will be there."];

/** Whom a mail with this From is from. */
function senderOf(value: string) {
  const read = replyIn(octets(mailWith("b1", [calendarPart], value)));
  return "from" in read ? read.from : read;
}

const settled = (text: string): string => text.replaceAll("\r\n", "\n").trim();

describe("a reply that comes by mail", () => {
  const found = { calendar: reply, from: "lena@mail.example" };

  it("is found where calendar programs put it, however it is encoded", () => {
    const typed = 'Content-Type: text/calendar; charset="utf-8"; METHOD="reply"';
    const ways = [
      calendarPart,
      [typed, "Content-Transfer-Encoding: quoted-printable", "", quoted(reply)],
      [typed, "Content-Transfer-Encoding: 8bit", "", reply],
      [typed, "content-transfer-encoding:  BASE64", "", Buffer.from(reply).toString("base64")],
      [
        "Content-Type: text/calendar;",
        '\tcharset="utf-8";',
        "\tmethod=REPLY;",
        '\tname="meeting.ics"',
        "Content-Transfer-Encoding: 8bit",
        "",
        reply,
      ],
    ];
    for (const part of ways) expect(replyIn(octets(mailWith("b1", [textPart, part])))).toEqual(found);
    for (const part of ways)
      expect(replyIn(octets(crlf(["From: lena@mail.example", ...part])))).toMatchObject({ from: found.from });
    const inner = crlf([
      "Content-Type: multipart/alternative; boundary=inner",
      "",
      "--inner",
      ...textPart,
      "--inner",
      ...calendarPart,
      "--inner--",
    ]);
    expect(replyIn(octets(mailWith("outer", [textPart, [inner]])))).toEqual(found);
    expect(replyIn(octets(mailWith("b1", [textPart, calendarPart]).replaceAll("\r\n", "\n")))).toEqual(found);
  });

  it("is read in the letters that its sender wrote in", () => {
    const latin = Buffer.from(
      crlf([
        "From: lena@mail.example",
        "Content-Type: text/calendar; method=REPLY; charset=iso-8859-1",
        "",
        "COMMENT:ü",
      ]),
      "latin1",
    );
    expect(replyIn(new Uint8Array(latin))).toEqual({ calendar: "COMMENT:ü", from: "lena@mail.example" });
  });

  it("is not found in what is no reply: our own invitation, other methods, plain mail, a mail inside a mail", () => {
    const inside = ["Content-Type: message/rfc822", "", mailWith("deep", [calendarPart])];
    const others = [
      rawOf(message),
      mailWith("b1", [textPart]),
      mailWith("b1", [textPart, ["Content-Type: text/calendar; method=REQUEST", "", reply]]),
      mailWith("b1", [textPart, ["Content-Type: text/calendar", "", reply]]),
      mailWith("b1", [inside]),
      crlf(["From: lena@mail.example", "", "Yes"]),
      crlf(["From: lena@mail.example", "Content-Type: multipart/mixed", "", "Yes"]),
      "",
      "\r\n",
    ];
    for (const raw of others) expect(replyIn(octets(raw))).toEqual({ refused: "no_reply" });
  });

  it("says whom it claims to be from, when that is one plain address", () => {
    for (const value of [
      "lena@mail.example",
      "<LENA@mail.example>",
      '"a, <b@evil.example>" <lena@mail.example>',
      "L (from <x@y.example>) <lena@mail.example>",
      "=?utf-8?B?xbs=?= <lena@mail.example>",
    ])
      expect(senderOf(value)).toBe("lena@mail.example");
    for (const value of [
      "a@x.example, b@y.example",
      "<a@x.example> <b@y.example>",
      "nobody",
      "",
      "x <a@x.example>\r\nFrom: <b@y.example>",
      '"open <a@x.example>',
      "group: a@x.example;",
    ])
      expect(senderOf(value)).toBeNull();
  });

  it("is given up on when it is too long, too deep, in too many parts or in no known spelling", () => {
    let nested = crlf(calendarPart);
    for (let depth = 0; depth < 12; depth++)
      nested = crlf([`Content-Type: multipart/mixed; boundary=b${depth}`, "", `--b${depth}`, nested, `--b${depth}--`]);
    const hostile: [string, string][] = [
      ["too_long", `${mailWith("b1", [calendarPart])}${"x".repeat(2_000_000)}`],
      ["nested_too_deep", nested],
      [
        "too_many_parts",
        mailWith(
          "b1",
          Array.from({ length: 60 }, () => textPart),
        ),
      ],
      [
        "too_many_parts",
        mailWith(
          "b1",
          Array.from({ length: 10_000 }, () => [""]),
        ),
      ],
      ["unreadable", `X: ${"y".repeat(1_000_000)}`],
      ["unreadable", crlf(["Content-Type: text/calendar; method=REPLY; charset=klingon", "", "x"])],
      [
        "unreadable",
        crlf(["Content-Type: text/calendar; method=REPLY", "Content-Transfer-Encoding: x-uuencode", "", "x"]),
      ],
      ["unreadable", crlf(["Content-Type: text/calendar; method=REPLY", "Content-Transfer-Encoding: base64", "", "A"])],
      ["unreadable", crlf(["Content-Type: text/calendar; method=REPLY", "", "x".repeat(400_000)])],
    ];
    for (const [refused, raw] of hostile) expect([refused, replyIn(octets(raw))]).toEqual([refused, { refused }]);
  });

  it("never takes long and never throws, whatever the octets", () => {
    const inQuotes = "Content-Type: text/calendar; method=REPLY\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    const floods = [
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b".repeat(600_000)}`,
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"\n--b x".repeat(300_000)}`,
      `Content-Type: multipart/mixed${";".repeat(1_900_000)}`,
      `Content-Type: multipart/mixed;${" ".repeat(60_000)}\r\n\r\n`,
      `Content-Type: x; ${'a="'.repeat(20_000)}\r\n\r\n`,
      `From: ${'"'.repeat(60_000)}\r\n\r\n`,
      `From: ${"(".repeat(60_000)}\r\n\r\n`,
      `${"A: b\r\n ".repeat(8_000)}\r\n\r\n`,
      "\r\n".repeat(900_000),
      `${inQuotes}${"= ".repeat(170_000)}`,
      `${inQuotes}=${" ".repeat(350_000)}`,
    ];
    for (const flood of floods) {
      const began = performance.now();
      replyIn(octets(flood));
      expect(performance.now() - began).toBeLessThan(2_000);
    }
    const words = [
      "--b",
      "--b--",
      "\r\n",
      "\n",
      "Content-Type: ",
      "multipart/mixed",
      "; boundary=b",
      "text/calendar",
      "; method=REPLY",
      "Content-Transfer-Encoding: base64",
      ":",
      ";",
      "=",
      '"',
      " ",
      "From: ",
      "<a@b.example>",
      "\u0000",
      "é",
    ];
    const soup = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((list) => octets(list.join("")));
    fc.assert(
      fc.property(fc.oneof(soup, fc.uint8Array({ maxLength: 400 })), (raw) => {
        const read = replyIn(raw);
        expect("refused" in read || typeof read.calendar === "string").toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is the same to postal-mime, wherever it stands among other parts", async () => {
    const leaf = fc.constantFrom(
      textPart,
      ["Content-Type: text/html; charset=utf-8", "", "<p>Yes</p>"],
      ["Content-Type: image/png", "Content-Transfer-Encoding: base64", "", "AAAA"],
    );
    const answer = fc.constantFrom(calendarPart, [
      "Content-Type: text/calendar; method=REPLY; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      quoted(reply),
    ]);
    const tree = fc.tuple(
      fc.array(leaf, { maxLength: 3 }),
      answer,
      fc.array(leaf, { maxLength: 3 }),
      fc.integer({ min: 0, max: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(tree, async ([before, part, behind, depth]) => {
        let inner: readonly string[] = part;
        for (let level = 0; level < depth; level++)
          inner = [`Content-Type: multipart/mixed; boundary=l${level}`, "", `--l${level}`, ...inner, `--l${level}--`];
        const raw = mailWith("b1", [...before, inner, ...behind]);
        const { attachments, from } = await PostalMime.parse(raw, { attachmentEncoding: "arraybuffer" });
        const theirs = attachments.filter(({ mimeType, method }) => mimeType === "text/calendar" && method === "REPLY");
        const read = replyIn(octets(raw));
        expect("refused" in read ? read : settled(read.calendar)).toBe(
          settled(new TextDecoder().decode(theirs[0]?.content as ArrayBuffer)),
        );
        expect(read).toMatchObject({ from: from?.address?.toLowerCase() });
      }),
      { numRuns: 100 },
    );
  });
});
