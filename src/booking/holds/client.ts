// What others do with a hold that somebody brings: read its token, and give its place back.
export { leavePlace } from "./squatting.ts";
export { type Held, type HeldHost, readHoldToken } from "./token.ts";
