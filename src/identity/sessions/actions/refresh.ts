import { commitAlone } from "#identity/gate/alone.ts";
import { bumpEpochsOf, forgetPlaces, placesOf, scopeIn } from "#identity/gate/places.ts";
import { forgetReader } from "#identity/gate/readers.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit } from "#platform/commit.ts";
import { sendNow } from "#platform/deliveries/send.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { sessionFacts } from "../facts.ts";
import { reuseMail } from "../mail.ts";
import { clientOf, isOurs, parseRefreshToken } from "../refresh-token.ts";
import { idleUntil, turn } from "../rules.ts";
import * as store from "../store.ts";
import type { Session } from "../tables.ts";
import { audited, type Tokens, tokensOf } from "./open.ts";

const tell = announcer(sessionFacts);

/** Exchanges a refresh token for its successor. One answer for whatever is wrong with it. */
export async function refresh(context: Context, token: string): Promise<Outcome<Tokens>> {
  const claimed = parseRefreshToken(token);
  if (claimed === undefined) return refuse("session.over");
  const session = await store.findSession(context, claimed.session);
  if (session === undefined || !(await isOurs(context.config, session, claimed))) return refuse("session.over");
  const client = await clientOf(context);

  switch (turn(session, { generation: claimed.generation, client }, context.now)) {
    case "over":
      return refuse("session.over");
    case "again":
      return openAgain(context, session);
    case "reuse":
      return endFamily(context, session);
    case "rotate":
      return rotate(context, session, client);
  }
}

async function rotate(context: Context, session: Session, client: string): Promise<Outcome<Tokens>> {
  const after: Session = {
    ...session,
    generation: session.generation + 1,
    rotatedAt: context.now,
    rotatedFor: client,
    ip: context.caller?.ip ?? null,
    userAgent: context.caller?.userAgent ?? null,
    lastUsedAt: context.now,
    idleUntil: idleUntil(session.expiresAt, context.now),
    version: session.version + 1,
  };
  // Who loses the race for this turn is run again, finds itself one generation late, and gets the same successor.
  const rotated = await commitAlone(context, { change: store.updateSession(context, session, after), result: after });
  forgetReader(context, session.id);
  return rotated.ok ? openAgain(context, after) : rotated;
}

async function openAgain(context: Context, session: Session): Promise<Outcome<Tokens>> {
  const person = await store.findPerson(context, session.userId);
  return person?.status === "active" ? done(await tokensOf(context, session)) : refuse("session.over");
}

/** Two hands hold one token, and nobody can tell which is the thief's: all of the family's tokens die, and the person hears of it. */
async function endFamily(context: Context, session: Session): Promise<Outcome<never>> {
  const [places, person] = await Promise.all([
    placesOf(context, session.userId),
    store.findPerson(context, session.userId),
  ]);
  const here = places.find((place) => place.tenant === session.tenantId);
  const write = {
    change: store.endSessions(context, { user: session.userId, session: session.id }, "reuse"),
    also: [bumpEpochsOf(context, session.userId)],
    result: null,
  };

  const scope: Scope | undefined = here && scopeIn(context, here, { kind: "system" });
  const after: Session = { ...session, endedAt: context.now, endedHow: "reuse", version: session.version + 1 };
  const fact = tell("session.reuse_detected", session.id, after.version, audited(session), audited(after));
  const ended = scope === undefined ? await commitAlone(context, write) : await commit(scope, { ...write, fact });
  forgetPlaces(context, places);
  if (!ended.ok) return ended;

  if (person?.email != null) {
    const about = {
      template: "session_reuse",
      subjectId: session.id,
      recipient: person.email,
      tenant: here?.tenant ?? null,
    };
    context.later(sendNow(scope ?? context, about, reuseMail(person.email, session, context.config.baseUrl)));
  }
  return refuse("session.over");
}
