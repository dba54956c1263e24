import type { PageRoute } from "#http/pages.ts";
import { takeIn } from "./actions.ts";
import { signedIn } from "./signature.ts";

/** Where mail providers tell what became of mails. What is signed is signed byte for byte, so it is taken as a text. */
export const inboundDoor: PageRoute = {
  method: "post",
  path: "/v1/inbound/mail/{provider}",
  programs: { refusals: ["inbound.provider_unknown", "inbound.signature_invalid"] },
  async render(context, { param, text, header }) {
    const taken = await takeIn(context, param["provider"] ?? "", signedIn(header, text));
    return taken.ok ? new Response(null, { status: 204 }) : taken;
  },
};
