import { type Outcome, refuse } from "#kernel/outcome.ts";

/** After a form: the browser is sent on, so that going back or reloading posts nothing again. */
export function seeOther(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ Location: path });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** An action that lost a race is asked again on what is true now, as the edge does for programs. */
export async function settled<T>(run: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  for (let tries = 0; tries < 5; tries++) {
    const outcome = await run();
    if (outcome.ok || outcome.refusal.code !== "commit.missed") return outcome;
  }
  return refuse("change.raced");
}
