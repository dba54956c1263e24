// A mail provider that takes keys, as Resend documents its own, with the accidents of a network.
import { serving } from "./outside.ts";

/**
 * `ok`: takes the mail. `lost`: takes it, and the answer is lost. `broken`: takes it, and answers 500. `away`: answers 503 and takes
 * nothing. `late`: takes it and never answers. `busy`: says that the first request is still under way.
 */
export type Mood = "ok" | "lost" | "broken" | "away" | "late" | "busy" | "full" | "unfit" | "locked";

export type Taken = { key: string; mail: Record<string, unknown>; headers: Headers };

const problem = (status: number, name: string) =>
  Response.json({ statusCode: status, name, message: "no" }, { status });

/** Plays one at a host: it goes through its moods, one a request, and is well from then on. */
export function provider(host: string, moods: readonly Mood[]) {
  const taken = new Map<string, Taken & { text: string; id: string }>();
  const asked: { key: string; mood: Mood }[] = [];
  serving(host, async (request) => {
    const key = request.headers.get("Idempotency-Key") ?? "";
    const mood = moods[asked.length] ?? "ok";
    asked.push({ key, mood });
    const text = await request.text();
    if (mood === "away") return problem(503, "service_unavailable");
    if (mood === "full") return problem(429, "rate_limit_exceeded");
    if (mood === "unfit") return problem(422, "validation_error");
    if (mood === "locked") return problem(403, "invalid_api_key");
    if (mood === "busy") return problem(409, "concurrent_idempotent_requests");
    const known = taken.get(key);
    if (known !== undefined && known.text !== text) return problem(409, "invalid_idempotent_request");
    const id = known?.id ?? crypto.randomUUID();
    const mail = JSON.parse(text) as Record<string, unknown>;
    if (known === undefined) taken.set(key, { key, mail, headers: request.headers, text, id });
    if (mood === "broken") return problem(500, "application_error");
    if (mood === "lost") throw new TypeError("Network connection lost.");
    if (mood === "late") return stalled(request.signal);
    return Response.json({ id });
  });
  return { taken, asked };
}

const stalled = (signal: AbortSignal): Promise<Response> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("The operation timed out.", "TimeoutError")));
  });
