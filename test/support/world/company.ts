import { mintKeyText, printKey } from "#identity/api-keys/format.ts";
import type { ApiKey } from "#identity/api-keys/tables.ts";
import type { Invitation } from "#identity/invitations/tables.ts";
import type { Member } from "#identity/members/tables.ts";
import { type BuiltInRole, builtInRoles } from "#identity/permissions.ts";
import type { Role } from "#identity/roles/tables.ts";
import type { Team, TeamMember } from "#identity/teams/tables.ts";
import type { Tenant } from "#identity/tenants/tables.ts";
import type { User } from "#identity/users/tables.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import type { MessageTemplate } from "#outreach/templates/tables.ts";
import { asInstant, day, type Instant } from "#kernel/instant.ts";
import { builtIns, everything } from "#outreach/workflows/rules.ts";
import type { Workflow } from "#outreach/workflows/tables.ts";
import { type Availability, availability } from "./availability.ts";
import { type Booking, booking } from "./booking.ts";
import { type Promised, threeBookings } from "./bookings.ts";
import { type Hiring, hiring } from "./hiring.ts";
import { type Talks, talks } from "./talks.ts";
import { type Kits, kits } from "./kits.ts";

/** One small believable company. Seeds print it; every test gets a fresh one of its own, so nobody cleans up after another. */
export type Company = {
  tenant: Tenant;
  roles: Record<BuiltInRole | "coordinator", Role>;
  people: Record<PersonKey, { user: User; member: Member; role: Role }>;
  team: Team;
  seats: TeamMember[];
  keys: Record<"full" | "reader", { row: ApiKey; text: string }>;
  /** Somebody the admin has asked in and who has not answered yet. */
  invitation: Invitation;
  availability: Availability;
  booking: Booking;
  /** What stands in its books where it is made with bookings. */
  bookings: Promised[];
  /** What it says in its own words, where it is made with bookings. */
  texts: MessageTemplate[];
  /** What every company begins with, where it is made with bookings. */
  workflows: Workflow[];
  /** For whom it hires, where it is made with bookings. */
  hiring: Hiring;
  /** With whom it talks, where it is made with bookings. */
  talks: Talks;
  /** What its interviewers have in hand, where it is made with bookings. */
  kits: Kits;
};

export type PersonKey = "owner" | "admin" | "recruiter" | "berlin" | "kolkata" | "vancouver" | "viewer" | "coordinator";

export type Recipe = {
  slug: string;
  name: string;
  mode: "live" | "test";
  now: Instant;
  mint: <K extends Kind>(kind: K) => Id<K>;
  /** Appended to every text of the company, so that a leak of any of them can be recognised. */
  mark: string;
  keyText?: (label: "full" | "reader") => ReturnType<typeof mintKeyText>;
  hash: (secret: string) => Promise<string>;
};

const cast: Record<
  PersonKey,
  { given: string; family: string; zone: string; locale: string; title: string; role: BuiltInRole | "coordinator" }
> = {
  owner: { given: "Ada", family: "Okafor", zone: "Europe/Paris", locale: "en", title: "Founder", role: "owner" },
  admin: {
    given: "Jonas",
    family: "Weber",
    zone: "Europe/Berlin",
    locale: "de",
    title: "People operations",
    role: "admin",
  },
  recruiter: {
    given: "Salma",
    family: "Haddad",
    zone: "Europe/Paris",
    locale: "fr",
    title: "Recruiter",
    role: "recruiter",
  },
  berlin: {
    given: "Lena",
    family: "Brandt",
    zone: "Europe/Berlin",
    locale: "de",
    title: "Staff engineer",
    role: "interviewer",
  },
  kolkata: {
    given: "Arjun",
    family: "Sen",
    zone: "Asia/Kolkata",
    locale: "en",
    title: "Engineering manager",
    role: "interviewer",
  },
  vancouver: {
    given: "Mei",
    family: "Tanaka",
    zone: "America/Vancouver",
    locale: "en",
    title: "Product designer",
    role: "interviewer",
  },
  viewer: { given: "Tomás", family: "Rey", zone: "Europe/Madrid", locale: "es", title: "Finance", role: "viewer" },
  coordinator: {
    given: "Noor",
    family: "Ali",
    zone: "Asia/Dubai",
    locale: "ar",
    title: "Coordinator",
    role: "coordinator",
  },
};

/** A role the tenant made itself: sees people and teams, runs teams, nothing else. */
const coordinatorPermissions = ["tenant:read", "members:read", "teams:read", "teams:write"];

export async function company(recipe: Recipe): Promise<Company> {
  const { now, mint, mark } = recipe;
  const born = asInstant(now - 30 * day);
  const marked = (text: string) => (mark === "" ? text : `${text} ${mark}`);
  const dates = { createdAt: born, updatedAt: born, version: 1 };
  const tenantId = mint("tenant");

  const tenant: Tenant = {
    id: tenantId,
    slug: recipe.slug,
    name: marked(recipe.name),
    organizationName: marked(`${recipe.name} Ltd`),
    kind: "employer",
    mode: recipe.mode,
    status: "active",
    domain: null,
    email: `people@${recipe.slug}.example`,
    phone: "+33123456789",
    website: `https://${recipe.slug}.example`,
    address: {
      street: marked("12 Quay Street"),
      postal_code: "75010",
      city: marked("Paris"),
      region: null,
      country: "FR",
    },
    description: marked("Builds lamps that think."),
    branding: { logo_url: null, primary_colour: "#1f4fa3", accent_colour: "#e0a100" },
    timeZone: "Europe/Paris",
    locale: "en",
    region: "weur",
    demoEndsAt: null,
    demoFeatures: [],
    demoNotes: null,
    outsideAccess: { sso: {}, scim: {} },
    metadata: mark === "" ? {} : { note: mark },
    epoch: 1,
    ...dates,
    deletedAt: null,
    deletedBy: null,
  };

  const role = (key: BuiltInRole | "coordinator"): Role => ({
    tenantId,
    id: mint("role"),
    key,
    name: key === "coordinator" ? marked("Coordinator") : builtInRoles[key].name,
    description: key === "coordinator" ? marked("Keeps teams in order.") : builtInRoles[key].description,
    builtIn: key !== "coordinator",
    active: true,
    permissions: key === "coordinator" ? coordinatorPermissions : [],
    metadata: {},
    ...dates,
  });
  const roles = Object.fromEntries(
    [...Object.keys(builtInRoles), "coordinator"].map((key) => [key, role(key as BuiltInRole)]),
  ) as Company["roles"];

  const person = (key: PersonKey) => {
    const { given, family, zone, locale, title, role: roleKey } = cast[key];
    const email = `${given}.${family}@${recipe.slug}.example`
      .toLowerCase()
      .normalize("NFD")
      .replaceAll(/[^a-z0-9@.-]/g, "");
    const user: User = {
      id: mint("user"),
      email,
      emailVerifiedAt: born,
      givenName: given,
      familyName: marked(family),
      displayName: marked(`${given} ${family}`),
      phone: null,
      imageUrl: null,
      timeZone: zone,
      locale,
      status: "active",
      requireSecondFactor: false,
      suspendedAt: null,
      suspendedBy: null,
      lastLoginAt: null,
      ...dates,
      deletedAt: null,
      deletedBy: null,
    };
    const member: Member = {
      tenantId,
      id: mint("member"),
      userId: user.id,
      displayName: user.displayName ?? email,
      email,
      title: marked(title),
      companyRole: null,
      status: "active",
      suspendedAt: null,
      suspendedBy: null,
      suspendedReason: null,
      deactivatedAt: null,
      deactivatedBy: null,
      invitedBy: null,
      joinedAt: born,
      metadata: {},
      ...dates,
      deletedAt: null,
      deletedBy: null,
    };
    return { user, member, role: roles[roleKey] };
  };
  const people = Object.fromEntries(
    Object.keys(cast).map((key) => [key, person(key as PersonKey)]),
  ) as Company["people"];

  const team: Team = {
    tenantId,
    id: mint("team"),
    parentId: null,
    name: marked("Platform hiring"),
    description: marked("Hires for the platform group."),
    metadata: {},
    ...dates,
    deletedAt: null,
    deletedBy: null,
  };
  const seat = (who: PersonKey, seatRole: TeamMember["role"]): TeamMember => ({
    tenantId,
    teamId: team.id,
    memberId: people[who].member.id,
    role: seatRole,
    ...dates,
  });

  const key = async (label: "full" | "reader", scopes: readonly string[]) => {
    const parts = recipe.keyText?.(label) ?? mintKeyText(recipe.mode);
    const row: ApiKey = {
      tenantId,
      id: mint("api_key"),
      name: marked(label === "full" ? "Everything" : "Reads teams"),
      shortId: parts.shortId,
      secretHash: await recipe.hash(parts.secret),
      previousShortId: null,
      previousSecretHash: null,
      previousUntil: null,
      scopes: [...scopes],
      apiVersion: "2026-11-20",
      lastUsedAt: null,
      expiresAt: asInstant(now + 365 * day),
      revokedAt: null,
      revokedBy: null,
      createdBy: people.owner.member.id,
      metadata: {},
      ...dates,
    };
    return { row, text: printKey(parts) };
  };

  const keys = {
    full: await key("full", builtInRoles.owner.permissions),
    reader: await key("reader", ["teams:read"]),
  };
  const invitation: Invitation = {
    tenantId,
    id: mint("invitation"),
    email: `iris.novak@guest-of-${recipe.slug}.example`,
    roleIds: [roles.viewer.id],
    teamIds: [team.id],
    message: marked("Have a look at how we hire."),
    locale: "en",
    status: "pending",
    linkVersion: 1,
    sentAt: now,
    sentCount: 1,
    expiresAt: asInstant(now + 7 * day),
    invitedBy: people.admin.member.id,
    acceptedAt: null,
    acceptedBy: null,
    revokedAt: null,
    revokedBy: null,
    metadata: {},
    createdAt: now,
    updatedAt: now,
    version: 1,
  };

  const memberOf = (who: PersonKey) => people[who].member.id;
  const hours = availability({ tenantId, now, mint, marked, dates, memberOf });
  const offer = booking({ tenantId, mint, marked, dates, memberOf });
  const text: MessageTemplate = {
    tenantId,
    id: mint("message_template"),
    key: "booking.created.guest",
    channel: "mail",
    locale: "en",
    subject: marked("Come along: {{ title }}"),
    body: marked("Hello,\n\n{{ invitee_name }} would like you to be there.\n\n{{ starts_at }}\n{{ location }}"),
    active: true,
    metadata: {},
    createdBy: memberOf("recruiter"),
    ...dates,
    deletedAt: null,
    deletedBy: null,
  };
  const made: Omit<Company, "kits" | "talks"> = {
    tenant,
    roles,
    people,
    team,
    seats: [seat("berlin", "owner"), seat("kolkata", "member"), seat("vancouver", "member")],
    keys,
    invitation,
    availability: hours,
    booking: offer,
    bookings: threeBookings({ tenantId, now, mint, marked, slug: recipe.slug }, offer, memberOf),
    texts: [text],
    workflows: builtIns.map((one) => ({
      ...dates,
      tenantId,
      id: mint("workflow"),
      name: marked(one.name),
      builtIn: one.key,
      trigger: one.trigger,
      offsetMinutes: one.offsetMinutes,
      conditions: everything,
      actions: one.actions,
      active: true,
      metadata: {},
      createdBy: "system",
      deletedAt: null,
      deletedBy: null,
    })),
    hiring: hiring({ tenantId, now, mint, marked, slug: recipe.slug, memberOf, eventTypes: offer.eventTypes }),
  };
  const { eventTypes } = offer;
  const known = { tenantId, now, mint, marked, memberOf, eventTypes, hiring: made.hiring };
  return { ...made, kits: kits(known), talks: talks({ ...known, slug: recipe.slug }) };
}
