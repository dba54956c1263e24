// Pages that nobody but their script's test ever sees: marked up as ours are, with our scripts and our policy, and made to go wrong.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { pagePolicy } from "../../src/http/headers.ts";
import { root } from "../../scripts/local.ts";

export type Made = {
  server: Server;
  url: string;
  /** Each try that was posted, by its `once`. */
  posted: string[];
  /** Each answer has a nonce of its own. */
  answers: number;
  /** Breaches of the policy that the browser has told of. */
  reports: number;
  /** How the next answers go wrong. */
  wrong: "no" | "fault" | "cut" | "slow";
  /** Times that somebody else took meanwhile. */
  taken: Set<string>;
};

export async function serve(): Promise<Made> {
  const made: Omit<Made, "url"> = {
    server: createServer(),
    posted: [],
    answers: 0,
    reports: 0,
    wrong: "no",
    taken: new Set(),
  };
  made.server.on("request", (request, response) => void answer(made, request, response));
  await new Promise<void>((resolve) => made.server.listen(0, "127.0.0.1", resolve));
  const address = made.server.address();
  if (address === null || typeof address === "string") throw new Error("nobody listens");
  return Object.assign(made, { url: `http://127.0.0.1:${address.port}` });
}

async function answer(made: Omit<Made, "url">, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://here");
  if (url.pathname.endsWith(".js")) {
    response.setHeader("Content-Type", "text/javascript");
    response.end(readFileSync(join(root, "src/pages/assets", url.pathname)));
    return;
  }
  if (url.pathname === "/csp-reports") made.reports++;
  if (url.pathname === "/csp-reports" || url.pathname === "/favicon.ico") {
    response.writeHead(204).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  if (request.method === "POST") {
    made.posted.push(form.get("once") ?? "");
    if (made.wrong === "cut") return void request.socket.destroy();
    if (made.wrong === "fault") return void response.writeHead(503, { "Content-Type": "text/html" }).end("<p>Sorry");
    if (made.wrong === "slow") await new Promise((resolve) => setTimeout(resolve, 300));
    if ((form.get("name") ?? "") !== "")
      return void response.writeHead(303, { Location: `/done?name=${form.get("name")}` }).end();
  }
  const nonce = `nonce${made.answers++}`;
  response.writeHead(request.method === "POST" && url.pathname === "/form" ? 422 : 200, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": pagePolicy(nonce),
  });
  response.end(drawn(made, url, request.method === "POST", nonce));
}

type Drawing = { title: string; main: string };

function drawn(made: Pick<Made, "taken">, url: URL, isFaulty: boolean, nonce: string): string {
  const lang = url.searchParams.get("lang") ?? "en";
  const pages: Record<string, (url: URL) => Drawing> = {
    "/month": month,
    "/form": () => formPage(isFaulty),
    "/done": () => ({
      title: "Done",
      main: `<h1 tabindex="-1" data-focus>Booked: ${url.searchParams.get("name")}</h1>`,
    }),
    "/held": held,
    "/zone": zonePage,
    "/times": () => times(made.taken),
  };
  const { title, main } = pages[url.pathname]?.(url) ?? { title: "Nothing", main: "<h1>Nothing</h1>" };
  return `<!DOCTYPE html><html lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}"><head><meta charset="utf-8"><title>${title}</title><style nonce="${nonce}">:root{--accent:#123456}</style>
    <script type="module" src="/booking.js" nonce="${nonce}"></script></head>
    <body class="booking"><main>${main}</main><p id="live" role="status" data-loading="One moment" data-offline="You are offline."
    data-failed="Did not get through." data-again="Again"></p></body></html>`;
}

const free = [4, 6, 10, 13];

/** November of 2026 begins on a Sunday; every month here looks like it. */
function month(url: URL): Drawing {
  const [at, date] = [Number(url.searchParams.get("month")), url.searchParams.get("date")];
  const lang = url.searchParams.get("lang") ?? "en";
  const to = (query: string) => `/month?lang=${lang}&amp;${query}`;
  const cell = (day: number) =>
    free.includes(day)
      ? `<td><a id="d-${day}" href="${to(`month=${at}&amp;date=${day}`)}" aria-label="${day} November" data-swap="calendar times"
          ${String(day) === date ? 'aria-current="true"' : ""}>${day}</a></td>`
      : `<td><span>${day}</span></td>`;
  const weeks = [2, 9, 16, 23].map(
    (first) => `<tr>${[0, 1, 2, 3, 4, 5, 6].map((more) => cell(first + more)).join("")}</tr>`,
  );
  const title = date === null ? "No day" : `Times on ${date}`;
  return {
    title,
    main: `<h1>Month</h1><section data-part="calendar"><a data-turns="prev" href="${to(`month=${at - 1}`)}" data-swap="calendar times">‹</a>
      <a data-turns="next" href="${to(`month=${at + 1}`)}" data-swap="calendar times">›</a>
      <table data-grid="dates"><tbody>${weeks.join("")}</tbody></table></section>
      <section data-part="times" data-say="2 times on ${date} November"><h2 id="times" tabindex="-1" data-focus>${title}</h2>
      ${date === "6" ? "" : `<a id="only" href="${to(`month=${at}&amp;date=6`)}" data-swap="times">Only the times</a>`}</section>
      <a href="/month?lang=de&amp;month=${at}" data-swap="main">Deutsch</a>
      <form method="post" action="/held?now=2026-11-23T10:00:00Z" data-swap="main"><button>Hold</button></form>`,
  };
}

const formPage = (isFaulty: boolean): Drawing => ({
  title: isFaulty ? "Error: Form" : "Form",
  main: `${isFaulty ? '<div class="faults" role="alert" tabindex="-1" autofocus><h2>Say your name</h2></div>' : ""}<h1>Form</h1>
    <form method="post" action="/form" data-swap="main"><input type="hidden" name="once" value="try-1">
    <label>Name <input id="name" name="name"></label><button>Book</button></form>`,
});

const held = (url: URL): Drawing => ({
  title: "Held",
  main: `<h1>Held</h1><p data-countdown="2026-11-23T10:05:00Z" data-now="${url.searchParams.get("now")}"
    data-said="Held for #.|No longer held.">Held until five past ten.</p>`,
});

function zonePage(url: URL): Drawing {
  const asked = url.searchParams.get("zone");
  const zone = asked ?? "Europe/Paris";
  return {
    title: "Zone",
    main: `<h1>${zone}</h1><select data-zone ${asked === null ? "data-guess" : ""}><option value="${zone}">${zone}</option></select>
      <p data-zone-note hidden>Your device is in <span data-zone-here></span>.
      <a data-zone-link data-swap="main" href="#">Show the times there</a></p>`,
  };
}

function times(taken: ReadonlySet<string>): Drawing {
  const all = ["09:00", "10:00", "11:00"].filter((time) => !taken.has(time));
  const one = (time: string) =>
    `<label><input type="radio" name="slot" value="${time} token-${taken.size}"><time datetime="2026-11-23T${time}:00Z">${time}</time></label>`;
  return {
    title: "Times",
    main: `<h1>Times</h1><section data-part="times" data-fresh data-lost="Your time is no longer free." data-say="${all.length} times">
      ${all.map(one).join("")}<label>Word <input id="word" name="word"></label></section>`,
  };
}
