// A browser without scripts, for the pages: keeps cookies, sends forms from our own pages, follows nothing by itself.
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { printRefreshToken } from "#identity/sessions/refresh-token.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { users } from "#identity/users/tables.ts";
import { after, day } from "#kernel/instant.ts";
import { assertNoLeak } from "./client.ts";
import { codeIn, linkIn, mailTo } from "./post.ts";
import { send, testContext, type World } from "./world/world.ts";

let networks = 0;

/** Forms that bring files along are sent as `FormData`. */
export type Form = Record<string, string> | [string, string][] | FormData;

/** `door`: which isolate answers; `jar`: another browser's, to go on in it. */
type Place = { door?: (request: Request) => Promise<Response>; jar?: Map<string, string> };

export function browser(world: World, headers: Record<string, string> = {}, place: Place = {}) {
  const { door = send, jar = new Map<string, string>() } = place;
  const ip = `10.77.${networks++}.1`;
  const visit = async (path: string, form?: Form, more: Record<string, string> = {}) => {
    const request = new Request(env.PUBLIC_ORIGIN + path, {
      method: form === undefined ? "GET" : "POST",
      redirect: "manual",
      headers: {
        "CF-Connecting-IP": ip,
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(form === undefined ? {} : { "Sec-Fetch-Site": "same-origin" }),
        ...(form === undefined || form instanceof FormData
          ? {}
          : { "Content-Type": "application/x-www-form-urlencoded" }),
        ...headers,
        ...more,
      },
      ...(form === undefined ? {} : { body: form instanceof FormData ? form : new URLSearchParams(form).toString() }),
    });
    const response = await door(request);
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0\b/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const text = await response.text();
    assertNoLeak(world.mark, text);
    assertOurs(response, text);
    return { status: response.status, headers: response.headers, to: response.headers.get("Location"), text };
  };
  return { visit, jar };
}

/** Scripts and styles of a page are our own files, or bear the nonce of this very answer; no address runs anything. */
function assertOurs(response: Response, text: string): void {
  expect(text).not.toMatch(/javascript:|<[^>]*\son[a-z]+=|<[^>]*\sstyle=/i);
  const nonce = /'nonce-([\w-]+)'/.exec(response.headers.get("Content-Security-Policy") ?? "")?.[1] ?? "none";
  for (const [tag] of text.matchAll(/<(?:script|style)\b[^>]*>/gi)) expect(tag).toContain(`nonce="${nonce}"`);
}

export const emailOf = (world: World, who: keyof World["people"]): string => world.people[who].member.email;

/** Up to the form that takes the code. */
export async function askedToSignIn(world: World, email: string) {
  const { visit, jar } = browser(world);
  const sent = await visit("/sign-in", { email });
  const path = sent.to ?? "";
  const mail = await mailTo(email, new URL(path, env.PUBLIC_ORIGIN).pathname.split("/").at(-1));
  return { visit, jar, path, sent, code: codeIn(mail), link: linkIn(mail).url.pathname };
}

/** Somebody's browser, signed in by the code from the mail. */
export async function signedInByMail(world: World, who: keyof World["people"]) {
  const begun = await askedToSignIn(world, emailOf(world, who));
  const proved = await begun.visit(begun.path, { code: begun.code });
  expect(proved.status).toBe(303);
  return { visit: begun.visit, jar: begun.jar };
}

/** Somebody's browser, with the cookie that signing in would have left. */
export async function signedIn(world: World, who: keyof World["people"], locale = "en") {
  const { visit, jar } = browser(world);
  const { db, config, newId, now } = testContext();
  await db.update(users).set({ locale }).where(eq(users.id, world.people[who].user.id));
  const family = { id: newId("session"), seed: "seed" };
  await db.insert(sessions).values({
    ...family,
    userId: world.people[who].user.id,
    tenantId: world.tenant.id,
    rotatedAt: now,
    rotatedFor: "test",
    method: "mail_code",
    createdAt: now,
    lastUsedAt: now,
    idleUntil: after(now, 7 * day),
    expiresAt: after(now, 30 * day),
  });
  jar.set("ilk_session", await printRefreshToken(config, family, 1));
  return { visit, jar };
}
