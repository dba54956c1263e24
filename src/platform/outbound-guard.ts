/** Why an address is none we send to. */
export type UrlFault = "malformed" | "scheme" | "userinfo" | "port" | "no_name" | "reserved" | "ours";

export type Surroundings = {
  /** Names of our own: a request of ours must not come back to us as somebody else's. */
  ours: readonly string[];
  /** Whether this machine itself may be written to. */
  loopback: boolean;
};

const longest = 2_000;

/** One scheme, two slashes, a host: the spellings that browsers forgive (`https:host`, `https:\\host`) hide where they lead. */
const spelling = /^[a-z][a-z0-9+.-]*:\/\/([^\s/?#\\]+)(?:[/?#][^\s\\]*)?$/i;

const ports = new Set(["", "443", "8443"]);

/** Labels of letters, digits and inner hyphens; the last one of letters, or of another script's. No address is such a name. */
const dotted =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9](?:[a-z0-9-]{0,57}[a-z0-9])?)$/;

/** Last labels that lead nowhere, or to somebody's own network. */
const reserved = new Set([
  "localhost",
  "local",
  "localdomain",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "mail",
  "workgroup",
  "arpa",
  "onion",
  "alt",
  "test",
  "invalid",
]);

/** Public names whose whole purpose is to lead to an address of one's choice, or to this machine. */
const mirrors = [
  "nip.io",
  "sslip.io",
  "xip.io",
  "localtest.me",
  "lvh.me",
  "vcap.me",
  "lacolhost.com",
  "traefik.me",
  "local.gd",
  "localho.st",
  "rbndr.us",
  "1u.ms",
];

const loopbacks = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** This machine, as developers call it. */
export const isLoopback = ({ hostname }: URL): boolean => loopbacks.has(hostname);

const isUnder = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`);

/**
 * Whether we may send to an address: decided on what the URL parser makes of it, which is what is sent to. A name may still
 * lead anywhere by its DNS entry; what keeps such a request outside is the platform, which routes to public addresses only.
 */
export function outsideUrl(text: string, { ours, loopback }: Surroundings): { url: URL } | { fault: UrlFault } {
  const authority = text.length > longest ? undefined : spelling.exec(text)?.[1];
  const url = authority === undefined ? null : URL.parse(text);
  if (authority === undefined || url === null) return { fault: "malformed" };
  if (authority.includes("@")) return { fault: "userinfo" };
  if (loopback && isLoopback(url) && /^https?:$/.test(url.protocol)) return { url };
  if (url.protocol !== "https:") return { fault: "scheme" };
  if (!ports.has(url.port)) return { fault: "port" };
  const { hostname } = url;
  if (!dotted.test(hostname)) return { fault: "no_name" };
  if (reserved.has(hostname.slice(hostname.lastIndexOf(".") + 1))) return { fault: "reserved" };
  if (mirrors.some((name) => isUnder(hostname, name))) return { fault: "reserved" };
  // Our own zone: the name we are reached by, what lies under it, and what it lies under.
  if (ours.some((own) => isUnder(hostname, own) || isUnder(own, hostname))) return { fault: "ours" };
  return { url };
}
