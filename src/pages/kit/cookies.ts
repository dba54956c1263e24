import type { Brought } from "#identity/sessions/actions/reader.ts";
import type { Session } from "#identity/sessions/tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Config } from "#platform/config.ts";

/** What a browser keeps for us: the secret of the browser that asked, and the session's refresh token. */
export type CookieName = "ask" | "session";

/**
 * `__Host-` binds a cookie to this very host and to https. A browser takes neither from a development server without https, so
 * there the prefix is left out.
 */
const isPlain = (config: Config): boolean => config.stage === "development" && config.baseUrl.startsWith("http:");
const fullName = (config: Config, name: CookieName): string => `${isPlain(config) ? "" : "__Host-"}ilk_${name}`;

export function readCookie(config: Config, header: string | undefined, name: CookieName): string | undefined {
  const wanted = fullName(config, name);
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === wanted) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** Scripts cannot read it, other sites cannot send it with a form; it goes when its seconds are over. */
export function writeCookie(config: Config, name: CookieName, value: string, seconds: number): string {
  const secure = isPlain(config) ? "" : " Secure;";
  return `${fullName(config, name)}=${value}; Path=/; Max-Age=${Math.floor(seconds)}; HttpOnly;${secure} SameSite=Lax`;
}

/**
 * The session's cookie: its refresh token, and at which company it stands. Whoever goes on at another company is then known there
 * by every isolate, also by one that remembers them from before.
 */
export const writeSession = (
  config: Config,
  token: string,
  { tenantId, idleUntil }: Pick<Session, "tenantId" | "idleUntil">,
  now: Instant,
): string =>
  writeCookie(config, "session", tenantId === null ? token : `${token}~${tenantId}`, (idleUntil - now) / 1_000);

export function readSession(config: Config, header: string | undefined): Brought | undefined {
  const [token, tenant] = readCookie(config, header, "session")?.split("~") ?? [];
  return token === undefined ? undefined : { token, tenant };
}

export const dropCookie = (config: Config, name: CookieName): string => writeCookie(config, name, "", 0);
