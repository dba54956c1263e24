import type { Child } from "hono/jsx";
import type { Permission } from "#identity/permissions.ts";
import { sayNumber } from "./language.ts";
import { Layout, type LayoutProps, pageResponse } from "./layout.tsx";
import type { Visit } from "./member.tsx";
import { type KitWords, kitWords } from "./words.ts";

/** `also`: what else stands behind it. */
type Door = { href: string; name: keyof KitWords["nav"]; needs: Permission; also?: readonly string[] };
type Room = { name: "mine" | "work" | "company"; doors: readonly Door[] };

/** Every page for staff that stands in the navigation, and the right that opens it. */
const rooms: readonly Room[] = [
  {
    name: "mine",
    doors: [
      { href: "/my/day", name: "day", needs: "bookings:read" },
      { href: "/my/week", name: "week", needs: "bookings:read" },
      { href: "/my/hours", name: "hours", needs: "availability:write_own" },
    ],
  },
  {
    name: "work",
    doors: [
      { href: "/desk", name: "inbox", needs: "interviews:write" },
      { href: "/desk/pipeline", name: "pipeline", needs: "applications:read", also: ["/desk/applications"] },
      { href: "/desk/candidates", name: "candidates", needs: "candidates:read", also: ["/desk/imports"] },
      { href: "/desk/interviews", name: "interviews", needs: "interviews:write" },
      { href: "/desk/schedule", name: "schedule", needs: "interviews:write" },
      { href: "/desk/bookings", name: "bookings", needs: "bookings:write" },
      { href: "/desk/links", name: "links", needs: "scheduling_links:read" },
      { href: "/desk/load", name: "load", needs: "interviews:write" },
    ],
  },
  {
    name: "company",
    doors: [
      { href: "/desk/jobs", name: "jobs", needs: "jobs:write" },
      { href: "/desk/event-types", name: "eventTypes", needs: "event_types:write" },
      { href: "/desk/pools", name: "pools", needs: "pools:write" },
      {
        href: "/desk/people",
        name: "people",
        needs: "members:read",
        also: ["/desk/invitations", "/desk/teams", "/desk/roles"],
      },
      { href: "/desk/templates", name: "templates", needs: "templates:read" },
      { href: "/desk/webhooks", name: "webhooks", needs: "webhooks:read" },
      { href: "/desk/keys", name: "keys", needs: "api_keys:read" },
      { href: "/desk/audit", name: "audit", needs: "audit:read" },
      { href: "/desk/settings", name: "settings", needs: "tenant:write" },
    ],
  },
];

const Navigation = ({ visit }: { visit: Visit }) => {
  const words = kitWords[visit.speech.language];
  const { pathname } = visit.asked.url;
  // The longest path that leads here is where one is; the inbox is itself alone, not all of the desk.
  const [here] = rooms
    .flatMap(({ doors }) => doors)
    .flatMap((door) => [door.href, ...(door.also ?? [])].map((path) => ({ path, door })))
    .filter(({ path }) => pathname === path || (path !== "/desk" && pathname.startsWith(`${path}/`)))
    .toSorted((one, other) => other.path.length - one.path.length);
  return (
    <nav aria-label={words.nav.name} class="rooms">
      {rooms.map(({ name, doors }) => {
        const open = doors.filter(({ needs }) => visit.may(needs));
        return open.length === 0 ? null : (
          <div>
            <p class="quiet" id={`room-${name}`}>
              {words.nav[name]}
            </p>
            <ul aria-labelledby={`room-${name}`}>
              {open.map((door) => (
                <li>
                  <a href={door.href} {...(door === here?.door ? { "aria-current": "page" as const } : {})}>
                    {words.nav[door.name]}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
};

export type DeskProps = Omit<LayoutProps, "speech" | "nonce" | "header" | "kind" | "of"> & {
  visit: Visit;
  /** What was just done, said once. */
  note?: string | undefined;
  children?: Child;
};

/** A page for staff: who one is and where, the way to everything else, and the page itself. */
export const Desk = ({ visit, note, children, islands = [], ...rest }: DeskProps) => {
  const { speech, tenant, me, nonce, unread } = visit;
  const words = kitWords[speech.language];
  const header = (
    <header class="top">
      <a href="/account" class="company" aria-label={`${words.workingAt}: ${tenant.name}`}>
        {tenant.name}
      </a>
      <a href="/my/profile">{me.display_name ?? me.email ?? words.nav.account}</a>
      <a href="/my/notifications" class="notices-door">
        {words.nav.notices}
        {unread === 0 ? null : <span class="badge">{words.nav.unread.replace("#", sayNumber(speech, unread))}</span>}
      </a>
      <details class="menu">
        <summary>{words.nav.menu}</summary>
        <Navigation visit={visit} />
      </details>
    </header>
  );
  return (
    <Layout
      {...rest}
      speech={speech}
      nonce={nonce}
      of={tenant.name}
      kind="desk"
      islands={["desk", ...islands]}
      header={header}
    >
      {note === undefined ? null : (
        <p role="status" class="note">
          {note}
        </p>
      )}
      {children}
    </Layout>
  );
};

/** The page as an answer; one that tells of faults is no success. */
export const deskResponse = (page: Parameters<typeof pageResponse>[0], status = 200): Promise<Response> =>
  pageResponse(page, { status });
