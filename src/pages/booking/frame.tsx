import type { Child } from "hono/jsx";
import type { ProblemBody } from "#http/client.ts";
import type { PageAsk } from "#http/pages.ts";
import { brandStyle, type Scheme } from "#pages/kit/brand.ts";
import { Languages, LanguagesBy } from "#pages/kit/languages.tsx";
import { type Speech, speechFor } from "#pages/kit/language.ts";
import { Layout, pageResponse } from "#pages/kit/layout.tsx";
import { Logo, logoPath } from "#pages/kit/logo.tsx";
import { kitWords } from "#pages/kit/words.ts";
import type { Context } from "#platform/scope.ts";
import { bookingWords } from "./words.ts";

/** Somebody who books, and how they are spoken to. */
export type Guest = {
  context: Context;
  asked: PageAsk;
  speech: Speech;
  /** Whose page it is, once that is known. */
  company?:
    | { name: string; href?: string | undefined; colour: string | null; logo: string | undefined; isTitle?: boolean }
    | undefined;
  kind: "booking" | "embed";
  frames?: readonly string[] | undefined;
};

export const guestOf = (context: Context, asked: PageAsk, company?: { locale: string }): Pick<Guest, "speech"> => ({
  speech: speechFor({
    chosen: asked.url.searchParams.get("lang"),
    hours: asked.url.searchParams.get("hours"),
    accept: asked.header("Accept-Language"),
    company: company?.locale,
  }),
});

export const logoOf = (context: Context, url: string | null): Promise<string | undefined> =>
  logoPath(context.config, url);

/** How a page inside of another may be asked to look; it goes along with every step. */
export const looks: readonly string[] = ["colour", "scheme"];

/** The company's colour, or the one of the page round it: both are made readable. */
function brandOf({ asked, company, kind }: Guest): string | undefined {
  const [colour, scheme] = looks.map((name) => (kind === "embed" ? asked.url.searchParams.get(name) : null));
  const known: Readonly<Record<string, Scheme>> = { light: "light", dark: "dark" };
  return brandStyle(colour ?? company?.colour, known[scheme ?? ""]);
}

/** What leads out of a page inside of another opens beside it. */
export const outward = ({ kind }: Guest) => (kind === "embed" ? { target: "_blank", rel: "noopener" } : {});

/** Another page in the same language, zone and clock. */
export function reading({ url }: PageAsk, path: string): string {
  const query = new URLSearchParams();
  for (const name of ["lang", "zone", "hours"]) {
    const value = url.searchParams.get(name);
    if (value !== null) query.set(name, value);
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

type FrameProps = {
  guest: Guest;
  title: string;
  /** Where the page can be looked at again, when it is the answer to a form. */
  base?: string;
  /** What the form of the page does to be shown in another language, where something typed would be lost by a link. */
  by?: "stay" | "look";
  children?: Child;
};

/** A page for whoever books: whose it is, the page, and the languages it can be read in. */
export const BookingFrame = ({ guest, title, base, by, children }: FrameProps) => {
  const { speech, asked, company, kind, frames } = guest;
  return (
    <Layout
      title={title}
      {...(company === undefined ? {} : { of: company.name })}
      speech={speech}
      nonce={asked.nonce}
      kind={kind}
      islands={["booking"]}
      brand={brandOf(guest)}
      frames={frames}
      header={company === undefined ? null : <Head company={company} kind={kind} />}
      footer={
        <footer class="reading no-print">
          {by === undefined ? (
            <Languages url={asked.url} speech={speech} {...(base === undefined ? {} : { base })} />
          ) : (
            <LanguagesBy url={asked.url} speech={speech} form="typed" act={by} />
          )}
        </footer>
      }
    >
      {children}
    </Layout>
  );
};

const Head = ({ company, kind }: { company: NonNullable<Guest["company"]>; kind: Guest["kind"] }) => {
  const name = <bdi>{company.name}</bdi>;
  // Inside of somebody else's page there is no room for a head, and no way out.
  if (kind === "embed") return null;
  return (
    <header class="company">
      <Logo path={company.logo} />
      {company.isTitle ? null : company.href === undefined ? <span>{name}</span> : <a href={company.href}>{name}</a>}
    </header>
  );
};

type Sentence = { title: string; text: string };

/** A page that has nothing to choose: a sentence, and where one goes from here. */
export const sentencePage = (
  guest: Guest,
  { title, text }: Sentence,
  { status, next, base }: { status: number; next?: { href: string; name: string } | undefined; base?: string },
): Promise<Response> =>
  pageResponse(
    <BookingFrame guest={guest} title={title} {...(base === undefined ? {} : { base })}>
      <div class="sentence">
        <h1 tabindex={-1} data-focus>
          {title}
        </h1>
        <p>{text}</p>
        {next === undefined ? null : (
          <p>
            <a class="button" href={next.href}>
              {next.name}
            </a>
          </p>
        )}
      </div>
    </BookingFrame>,
    { status },
  );

/** What was refused as a whole, in words for whoever came to book. */
export function turnedAway(
  guest: Guest,
  { code, status }: Pick<ProblemBody, "code" | "status">,
  way: { next?: { href: string; name: string } | undefined; base?: string } = {},
): Promise<Response> {
  const words = bookingWords[guest.speech.language];
  const known: Readonly<Record<string, Sentence>> = {
    "tenant.unknown": words.noCompany,
    // What could be no company's name is nobody's address.
    "path.invalid": words.noCompany,
    "event_type.unknown": words.unknown,
    "link.over": words.linkOver,
    "link.unknown": words.linkUnknown,
    "link.verb_missing": words.linkOver,
    "hold.too_many": words.tooMany,
    "hold.confirmed": words.already,
  };
  const kit = kitWords[guest.speech.language];
  const sentence = known[code] ?? (status === 429 || status >= 500 ? words.tryLater : kit.wentWrong);
  return sentencePage(guest, sentence, { status: code === "path.invalid" ? 404 : status, ...way });
}
