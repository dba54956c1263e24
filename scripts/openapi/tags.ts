/** Chapters of the reference, in reading order. */
export const tags: Readonly<Record<string, string>> = {
  Tenants: "The company: its profile, branding and status.",
  Me: "One's own account: profile, address, identities, tenants.",
  Members: "The people who work in a tenant, their roles and their suspension.",
  Roles: "What people may do: built-in roles and those a tenant made itself.",
  Teams: "Groups of members, nested up to five levels.",
  Invitations: "Asking somebody to join, and what became of it.",
  "Sign-in": "Signing in without a password: a mailed code or link.",
  Sessions: "Being signed in: access tokens, refreshing, switching tenants, signing out.",
  "API keys": "Credentials of programs: scopes, expiry, rotation.",
  "Audit trail": "Who did what, when, from where, and what it was before and after.",
  Deliveries: "What was sent to whom, and whether it arrived.",
  "Dead letters": "What the system could not finish, and having it try again.",
  Service: "Whether the service runs and can work, and which versions it speaks.",
};
