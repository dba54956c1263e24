// A mail provider in a process of its own, which takes keys: one that was seen is answered as the first time, and nothing goes out again.
// Of twenty it takes one and hangs up. Whoever asks /-/report is told how often each delivery was asked for and taken.
import { createServer } from "node:http";

export type Post = { requests: number; lines: { delivery: string; key: string; asked: number; taken: number }[] };

const kept = new Map<string, { delivery: string; asked: number; taken: number }>();
let requests = 0;

const server = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8").on("data", (part: string) => (text += part));
  request.on("end", () => {
    if (request.url === "/-/report") {
      const lines = [...kept].map(([key, line]) => ({ key, ...line }));
      return void response.end(JSON.stringify({ requests, lines } satisfies Post));
    }
    const key = String(request.headers["idempotency-key"] ?? "");
    const { headers = {} } = JSON.parse(text) as { headers?: Record<string, string> };
    const line = kept.get(key) ?? { delivery: headers["X-Interlock-Delivery"] ?? "", asked: 0, taken: 0 };
    kept.set(key, line);
    line.asked += 1;
    if (line.taken === 0) line.taken += 1;
    requests += 1;
    // Nobody there learns what became of it.
    if (requests % 20 === 0) return void response.destroy();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: `post-${key}` }));
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`ready ${typeof address === "object" ? address?.port : ""}`);
});
