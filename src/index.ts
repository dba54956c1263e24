import { DurableObject } from "cloudflare:workers";
export class Limiter extends DurableObject {}
export default { async fetch() { return new Response("x"); } };
