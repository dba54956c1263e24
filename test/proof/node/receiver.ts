// A company's server, in a process of its own: it remembers what it was sent, and answers as badly as it is told to by the path.
//   /steady   thanks for everything            /flaky   30 % 5xx, 10 % never an answer, 5 % takes it and hangs up
//   /after/N  thanks after N milliseconds      /moved   302 to /trap
// Whoever asks /-/report is told what came; /-/secrets takes the secrets to verify with, by path; /-/forget begins anew.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";

type Kept = { tries: number; accepted: number; text: string; entity: string; sequence: number };
export type Line = Omit<Kept, "text"> & { id: string };
export type Report = {
  /** `lastAt`: when the last one was accepted, by this machine's clock. */
  paths: Record<string, { requests: number; most: number; accepted: number; lastAt: number; lines: Line[] }>;
  /** What should never happen: a signature that does not hold, an id with two bodies, a path nobody was sent to. */
  faults: string[];
};

type Place = {
  requests: number;
  underWay: number;
  most: number;
  accepted: number;
  lastAt: number;
  kept: Map<string, Kept>;
};

const places = new Map<string, Place>();
const faults: string[] = [];
let secrets: Record<string, string> = {};

/** Repeatable: the same dice for the same run of requests. */
let state = 20_261_120;
function dice(): number {
  state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return state / 4_294_967_296;
}

const server = createServer((request, response) => {
  void bodyOf(request).then((text) => {
    const { pathname } = new URL(request.url ?? "/", "http://receiver");
    return pathname.startsWith("/-/") ? control(pathname, text, response) : receive(pathname, text, request, response);
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += part as string;
  return text;
}

function control(path: string, text: string, response: ServerResponse): void {
  if (path === "/-/secrets") secrets = { ...secrets, ...(JSON.parse(text) as Record<string, string>) };
  if (path === "/-/forget") {
    places.clear();
    faults.length = 0;
  }
  response.end(JSON.stringify(report()));
}

const lineOf = (id: string, { tries, accepted, entity, sequence }: Kept): Line => ({
  id,
  tries,
  accepted,
  entity,
  sequence,
});

function report(): Report {
  const shown = [...places].map(([path, { requests, most, accepted, lastAt, kept }]) => {
    const lines = [...kept].map(([id, line]) => lineOf(id, line));
    return [path, { requests, most, accepted, lastAt, lines }] as const;
  });
  return { paths: Object.fromEntries(shown), faults };
}

const newPlace = (): Place => ({ requests: 0, underWay: 0, most: 0, accepted: 0, lastAt: 0, kept: new Map() });

function receive(path: string, text: string, request: IncomingMessage, response: ServerResponse): void {
  const place = places.get(path) ?? newPlace();
  places.set(path, place);
  place.requests += 1;
  place.underWay += 1;
  place.most = Math.max(place.most, place.underWay);
  response.once("close", () => (place.underWay -= 1));
  if (path === "/trap") faults.push("a redirect was followed");
  if (path === "/moved") {
    response.writeHead(302, { Location: "/trap" }).end();
    return;
  }
  const said = JSON.parse(text) as { type: string; challenge?: string; data?: { entity_id: string; sequence: number } };
  if (said.type === "endpoint.challenge") {
    response.end(JSON.stringify({ challenge: said.challenge }));
    return;
  }
  const kept = keep(place, path, text, request, said.data ?? { entity_id: "", sequence: 0 });
  answer(path, place, kept, response);
}

function keep(
  place: Place,
  path: string,
  text: string,
  { headers }: IncomingMessage,
  data: { entity_id: string; sequence: number },
): Kept {
  const id = String(headers["webhook-id"]);
  try {
    const signed = Object.fromEntries(
      ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [name, String(headers[name])]),
    );
    new Webhook(secrets[path] ?? "").verify(text, signed);
  } catch (error) {
    faults.push(`${path} ${id}: ${String(error)}`);
  }
  const kept = place.kept.get(id) ?? { tries: 0, accepted: 0, text, entity: data.entity_id, sequence: data.sequence };
  place.kept.set(id, kept);
  kept.tries += 1;
  if (kept.text !== text) faults.push(`${path} ${id}: another body under the same id`);
  return kept;
}

function answer(path: string, place: Place, kept: Kept, response: ServerResponse): void {
  const accept = () => {
    kept.accepted += 1;
    place.accepted += 1;
    place.lastAt = Date.now();
  };
  const thank = () => {
    accept();
    response.end("thanks");
  };
  const wait = /^\/after\/(\d+)$/.exec(path)?.[1];
  if (wait !== undefined) {
    setTimeout(thank, Number(wait));
    return;
  }
  const thrown = path === "/flaky" ? dice() : 1;
  if (thrown < 0.3) response.writeHead(thrown < 0.15 ? 500 : 503).end("not now");
  else if (thrown < 0.4) return;
  else if (thrown < 0.45) {
    accept();
    // Before a word of the answer, or in the middle of it.
    if (thrown < 0.425) response.destroy();
    else {
      response.writeHead(200, { "Content-Length": 100 });
      response.write("than");
      setTimeout(() => response.destroy(), 20);
    }
  } else thank();
}

// It does not outlive whoever started it.
process.stdin.resume().once("end", () => process.exit());

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`ready ${typeof address === "object" && address !== null ? address.port : 0}`);
});
