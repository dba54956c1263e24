/** Every permission there is, and what it lets its holder do. Contracts name one in `may`; roles and key scopes are made of them. */
export const permissions = {
  "tenant:read": "See the company's profile.",
  "tenant:write": "Change the company's profile, branding and settings.",
  "tenant:delete": "Close the company's account.",
  "members:read": "See who works here.",
  "members:write": "Change, suspend and remove members, and grant roles up to one's own.",
  "roles:read": "See roles and what they allow.",
  "roles:write": "Make, change and remove roles.",
  "teams:read": "See teams and who is in them.",
  "teams:write": "Make, change and remove teams.",
  "invitations:read": "See who has been invited.",
  "invitations:write": "Invite people, send again and revoke.",
  "api_keys:read": "See API keys, never their secrets.",
  "api_keys:write": "Make, rotate and revoke API keys.",
  "availability:read": "See everybody's hours, days off and travel.",
  "availability:write_own": "Keep one's own hours, days off and travel.",
  "availability:write": "Keep anybody's hours, days off and travel.",
  "event_types:read": "See event types and who gives them.",
  "event_types:write": "Make, change and remove event types.",
  "pools:read": "See pools and who is in them.",
  "pools:write": "Make, change and remove pools, and say who is in them.",
  "bookings:read": "See what is booked, and with whom.",
  "bookings:write_own": "Confirm, move and cancel the bookings one hosts.",
  "bookings:write": "Hold time and book for others; confirm, move and cancel any booking.",
  "scheduling_links:read": "See scheduling links, and hand them on.",
  "scheduling_links:write": "Make, change and revoke scheduling links.",
  "limits:override": "Book over hours, notice, horizon and limits of interviewers; every time is noted.",
  "jobs:read": "See jobs, their stages and what interviewers ask there.",
  "jobs:write": "Make, change, open and close jobs, their stages, kits and forms.",
  "candidates:read": "See candidates, and what is noted of them for everybody.",
  "candidates:write": "Add, change, merge and import candidates; see pay and what is noted for recruiters.",
  "candidates:export": "Take candidates out as a file.",
  "applications:read": "See who is considered for which job, and what became of it.",
  "applications:write": "Add, move, reject, withdraw and hire.",
  "interviews:read": "See interviews and who is in them.",
  "interviews:write_own": "Answer for one's own part in an interview: come or not, begin it, end it.",
  "interviews:write": "Plan, move and cancel interviews, and say who is in them.",
  "scorecards:read": "See whose cards are in; what they say only once the debrief is open.",
  "scorecards:write_own": "Write one's own cards; read the others' once one's own are in.",
  "decisions:write": "Open debriefs, read all cards then, and decide.",
  "templates:read": "See the company's own texts, and what letters say.",
  "templates:write": "Make, change and remove the company's own texts, and send oneself a test.",
  "workflows:read": "See workflows, and what one would send.",
  "workflows:write": "Make, change and remove workflows.",
  "webhooks:read": "See webhooks, what they were sent, and the feed of events.",
  "webhooks:write": "Make, change and remove webhooks, and have events sent again.",
  "sessions:write": "End other members' sessions in this tenant.",
  "audit:read": "Read the audit trail.",
  "deliveries:read": "See what was sent to whom, and whether it arrived.",
  "suppressions:write": "Say to which addresses nothing is sent.",
  "operations:read": "See what the system could not finish.",
  "operations:write": "Have it try again.",
} as const;

export type Permission = keyof typeof permissions;

export const allPermissions = Object.keys(permissions) as readonly Permission[];

export const isPermission = (text: string): text is Permission => Object.hasOwn(permissions, text);

export const builtInRoles = {
  owner: { name: "Owner", description: "Everything, including closing the account.", permissions: allPermissions },
  admin: {
    name: "Admin",
    description: "Runs the account; cannot close it or make owners.",
    permissions: allPermissions.filter((permission) => permission !== "tenant:delete"),
  },
  recruiter: {
    name: "Recruiter",
    description: "Plans interviews and invites colleagues.",
    permissions: [
      "tenant:read",
      "members:read",
      "roles:read",
      "teams:read",
      "teams:write",
      "invitations:read",
      "invitations:write",
      "availability:read",
      "availability:write_own",
      "availability:write",
      "event_types:read",
      "event_types:write",
      "pools:read",
      "pools:write",
      "scheduling_links:read",
      "scheduling_links:write",
      "bookings:read",
      "bookings:write_own",
      "bookings:write",
      "workflows:read",
      "workflows:write",
      "templates:read",
      "templates:write",
      "deliveries:read",
      "suppressions:write",
      "limits:override",
      "jobs:read",
      "jobs:write",
      "candidates:read",
      "candidates:write",
      "candidates:export",
      "applications:read",
      "applications:write",
      "interviews:read",
      "interviews:write_own",
      "interviews:write",
      "scorecards:read",
      "scorecards:write_own",
      "decisions:write",
    ],
  },
  interviewer: {
    name: "Interviewer",
    description: "Gives interviews and keeps their own hours.",
    permissions: [
      "tenant:read",
      "members:read",
      "teams:read",
      "availability:read",
      "availability:write_own",
      "event_types:read",
      "pools:read",
      "scheduling_links:read",
      "bookings:read",
      "bookings:write_own",
      "workflows:read",
      "jobs:read",
      "candidates:read",
      "applications:read",
      "interviews:read",
      "interviews:write_own",
      "scorecards:write_own",
    ],
  },
  viewer: {
    name: "Viewer",
    description: "Looks, and changes nothing.",
    permissions: [
      "tenant:read",
      "members:read",
      "roles:read",
      "teams:read",
      "availability:read",
      "event_types:read",
      "pools:read",
      "scheduling_links:read",
      "bookings:read",
      "workflows:read",
      "jobs:read",
      "candidates:read",
      "applications:read",
      "interviews:read",
    ],
  },
} as const satisfies Record<string, { name: string; description: string; permissions: readonly Permission[] }>;

export type BuiltInRole = keyof typeof builtInRoles;

export const isBuiltInRole = (key: string): key is BuiltInRole => Object.hasOwn(builtInRoles, key);

/** What a role row allows: the published list for built-in keys, the row's own list (as far as it is still known) for others. */
export function permissionsOf(role: {
  key: string;
  builtIn: boolean;
  active: boolean;
  permissions: readonly string[];
}): readonly Permission[] {
  if (!role.active) return [];
  return role.builtIn && isBuiltInRole(role.key)
    ? builtInRoles[role.key].permissions
    : role.permissions.filter(isPermission);
}

/** Nobody hands out more than they hold. */
export const beyond = (wanted: readonly string[], held: ReadonlySet<string>): string[] =>
  wanted.filter((permission) => !held.has(permission));
