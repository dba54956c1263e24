import type { Id } from "#kernel/ids.ts";
import type { Config } from "#platform/config.ts";
import { keyedHash } from "#platform/secrets.ts";

/** Keyed, because a million codes are soon tried; and bound to its ask, so that equal codes do not look equal. */
export const hashCode = (config: Config, ask: Id<"sign_in">, code: string): Promise<string> =>
  keyedHash(config, "sign-in code", [ask, code]);

/** Names an address in a counter without keeping the address there. */
export const hashAddress = (config: Config, email: string): Promise<string> =>
  keyedHash(config, "address budget", [email]);
