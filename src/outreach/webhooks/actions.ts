export { verify } from "./actions/challenge.ts";
export { change, create, get, list, remove, rotate, type WebhookShown } from "./actions/endpoints.ts";
export { getSent, listSent, type SentShown } from "./actions/log.ts";
export { redeliverBetween, redeliverEvent, redeliverOne, type Redelivery } from "./actions/again.ts";
