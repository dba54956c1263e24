export type Link = { label: string; url: string };

/** Our own words; something somebody said, which may read the other way round; or a way somewhere. */
export type Piece = string | { value: string } | Link;
export type Line = readonly Piece[];
export type Paragraph = string | readonly Line[];

/** What a mail says, once; both of its parts are written from this. */
export type Letter = {
  locale: string;
  /** In whose name the mail speaks. */
  company: string;
  /** The company's, as #rrggbb. */
  colour?: string;
  title: string;
  paragraphs: readonly Paragraph[];
  /** Something to type, shown large. */
  code?: string;
  action?: Link;
  /** The small print: why this mail came, until when it is good. */
  closing: readonly string[];
};

const ink = "#1c1f24";
const faint = "#5a6472";
const font = "font-family: system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/**
 * The two parts of a mail. Texts are escaped by the template, and there is nothing in it that a mail program would
 * have to fetch.
 */
export function letter(said: Letter): { text: string; html: string } {
  const links = [said.action ?? [], said.paragraphs.flatMap(linksIn)].flat();
  if (links.some(({ url }) => !/^https?:\/\/[^\s]+$/.test(url)))
    throw new Error("A mail can only lead to a web address.");
  if (said.colour !== undefined && !/^#[0-9a-f]{6}$/.test(said.colour)) throw new Error("This is no colour.");
  const sheet = <Sheet {...said} />;
  if (sheet instanceof Promise) throw new Error("A mail waits for nothing.");
  return { text: inText(said), html: `<!doctype html>${sheet}` };
}

const linksIn = (paragraph: Paragraph): Link[] =>
  typeof paragraph === "string"
    ? []
    : paragraph.flat().flatMap((piece) => (typeof piece === "object" && "url" in piece ? [piece] : []));

const lineInText = (line: Line): string =>
  line
    .map((piece) => {
      if (typeof piece === "string") return piece;
      return "value" in piece ? piece.value : `${piece.label}: ${piece.url}`;
    })
    .join("");

const paragraphInText = (paragraph: Paragraph): string =>
  typeof paragraph === "string" ? paragraph : paragraph.map(lineInText).join("\n");

/** Paragraphs as plain text. */
export const wordsOf = (paragraphs: readonly Paragraph[]): string => paragraphs.map(paragraphInText).join("\n\n");

function inText({ title, paragraphs, code, action, closing, company }: Letter): string {
  const blocks = [
    title,
    ...paragraphs.map(paragraphInText),
    ...(code === undefined ? [] : [`    ${code}`]),
    ...(action === undefined ? [] : [`${action.label}:\n${action.url}`]),
  ];
  return `${[...blocks, "--", ...closing, company].join("\n\n")}\n`;
}

const isRightToLeft = (locale: string): boolean => /^(?:ar|fa|he|ur)\b/.test(locale);

/** The lines of a text that somebody typed. */
const Typed = ({ text }: { text: string }) => (
  <>
    {text.split(/\r\n|\r|\n/).map((line, place) => (
      <>
        {place === 0 ? null : <br />}
        {line}
      </>
    ))}
  </>
);

const Said = ({ piece }: { piece: Piece }) => {
  if (typeof piece === "string") return <>{piece}</>;
  if ("url" in piece) return <a href={piece.url}>{piece.label}</a>;
  return (
    <bdi>
      <Typed text={piece.value} />
    </bdi>
  );
};

const Lines = ({ lines }: { lines: readonly Line[] }) => (
  <>
    {lines.map((line, place) => (
      <>
        {place === 0 ? null : <br />}
        {line.map((piece) => (
          <Said piece={piece} />
        ))}
      </>
    ))}
  </>
);

const Sheet = ({ locale, company, colour, title, paragraphs, code, action, closing }: Letter) => (
  <html lang={locale} dir={isRightToLeft(locale) ? "rtl" : "ltr"}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
    </head>
    <body style={`margin: 0; padding: 24px; background: #ffffff; color: ${ink}; ${font}`}>
      <div
        style={`max-width: 34em; margin: 0 auto; line-height: 1.5; overflow-wrap: anywhere${
          colour === undefined ? "" : `; border-top: 4px solid ${colour}; padding-top: 20px`
        }`}
      >
        <p style={`margin: 0 0 24px; color: ${faint}`}>{company}</p>
        <h1 style="margin: 0 0 16px; font-size: 20px; line-height: 1.3">{title}</h1>
        {paragraphs.map((paragraph) => (
          <p style="margin: 0 0 16px">{typeof paragraph === "string" ? paragraph : <Lines lines={paragraph} />}</p>
        ))}
        {code === undefined ? null : (
          <p style="margin: 0 0 16px; font: 600 28px ui-monospace, monospace; letter-spacing: 4px" dir="ltr">
            {code}
          </p>
        )}
        {action === undefined ? null : (
          <p style="margin: 0 0 16px">
            <a
              href={action.url}
              style="display: inline-block; padding: 10px 18px; border-radius: 6px; background: #1f4fa3; color: #ffffff; text-decoration: none"
            >
              {action.label}
            </a>
          </p>
        )}
        {closing.map((sentence) => (
          <p style={`margin: 16px 0 0; font-size: 14px; color: ${faint}`}>{sentence}</p>
        ))}
      </div>
    </body>
  </html>
);
