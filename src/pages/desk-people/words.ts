import type { Catalogue } from "../kit/language.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

export type PeopleWords = {
  said: Record<
    | "saved"
    | "invited"
    | "resent"
    | "revoked"
    | "suspended"
    | "restored"
    | "deactivated"
    | "reactivated"
    | "removed"
    | "made"
    | "deleted"
    | "seated"
    | "unseated"
    | "ended",
    string
  >;
  tabs: { name: string; people: string; invitations: string; teams: string; roles: string };
  filter: string;
  search: string;
  all: string;
  people: {
    title: string;
    count: (n: number) => string;
    name: string;
    email: string;
    role: string;
    status: string;
    joined: string;
    none: string;
    statuses: Record<"active" | "suspended" | "deactivated", string>;
  };
  person: {
    back: string;
    jobTitle: string;
    companyRole: string;
    roles: string;
    rolesHint: string;
    saveRoles: string;
    teams: string;
    noTeam: string;
    hours: string;
    sessions: string;
    endSessions: string;
    suspend: string;
    suspendHint: string;
    reason: string;
    restore: string;
    deactivate: string;
    deactivateHint: string;
    reactivate: string;
    remove: string;
    removeHint: string;
    service: string;
  };
  invite: {
    title: string;
    email: string;
    roles: string;
    teams: string;
    message: string;
    messageHint: string;
    send: string;
    resend: string;
    revoke: string;
    until: string;
    sent: (times: number) => string;
    statuses: Record<"pending" | "accepted" | "revoked" | "expired", string>;
    none: string;
  };
  teams: {
    title: string;
    make: string;
    name: string;
    text: string;
    parent: string;
    noParent: string;
    people: (n: number) => string;
    members: string;
    seat: string;
    seatRole: string;
    unseat: (name: string) => string;
    remove: string;
    none: string;
    seatRoles: Record<"owner" | "admin" | "member" | "viewer", string>;
  };
  roles: {
    title: string;
    make: string;
    name: string;
    key: string;
    keyHint: string;
    text: string;
    rights: string;
    active: string;
    activeHint: string;
    builtIn: string;
    builtInText: string;
    holders: (n: number) => string;
    remove: string;
    inactive: string;
  };
  keys: {
    title: string;
    make: string;
    name: string;
    scopes: string;
    days: string;
    daysHint: string;
    begins: string;
    expires: string;
    used: string;
    never: string;
    status: string;
    statuses: Record<"active" | "expired" | "revoked", string>;
    secret: string;
    secretText: string;
    seen: string;
    rotate: string;
    rotateText: string;
    overlap: string;
    revoke: string;
    revokeText: string;
    none: string;
    shown: string;
  };
  audit: {
    title: string;
    text: string;
    when: string;
    who: string;
    what: string;
    about: string;
    before: string;
    after: string;
    from: string;
    until: string;
    type: string;
    entity: string;
    actor: string;
    one: string;
    request: string;
    older: string;
    none: string;
    take: string;
    changed: string;
  };
  refusals: Readonly<Record<string, string>>;
};

export const words: Catalogue<PeopleWords> = { en, de, fr, es, ar };
