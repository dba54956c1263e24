import { done, type Outcome, refuse } from "./outcome.ts";

export type VersionCode = "version.conflict";

/** A caller who says which version they have seen changes that one or none. */
export function seen(current: { version: number }, ifMatch: number | undefined): Outcome<true, VersionCode> {
  return ifMatch === undefined || ifMatch === current.version
    ? done(true)
    : refuse("version.conflict", { current_version: current.version });
}
