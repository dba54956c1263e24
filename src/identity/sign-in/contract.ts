import * as z from "zod";
import { op } from "#http/op.ts";
import { emailIn, idOut, instantOut, locale, object, wireId } from "#http/wire.ts";
import { Tokens, tenantName } from "#identity/gate/wire-tokens.ts";

const tag = "Sign-in";

const secret = z.string().regex(/^[\w-]{43}$/, "must be a secret of ours");

export const SignIn = z
  .strictObject({
    object: object("sign_in"),
    id: idOut("sign_in"),
    browser_secret: z
      .string()
      .meta({ description: "Keep it where the person is: without it neither code nor link opens anything." }),
    expires_at: instantOut,
  })
  .meta({ id: "SignIn" });

export const askSignIn = op({
  id: "askSignIn",
  method: "post",
  path: "/v1/sign-in",
  tag,
  summary: "Ask to sign in",
  description:
    "Mails a code and a link, each good once for ten minutes. The answer and the work behind it are the same for every address, known or not: an unknown one becomes a person once it is proved. An address gets at most five mails in fifteen minutes from one network, and twenty in all; beyond that the answer stays the same and nothing is sent. A network may ask thirty times in fifteen minutes, then gets 429.",
  may: "anyone",
  body: z
    .strictObject({
      email: emailIn,
      locale: locale.optional().meta({ description: "The language of the mail: en, de, fr, es or ar." }),
    })
    .meta({ id: "SignInAsk" }),
  status: 202,
  answer: SignIn,
  refusals: ["quota.exceeded"],
  secret: true,
  repeats: true,
  example: { body: { email: "ada.okafor@lumen.example" } },
});

export const verifySignIn = op({
  id: "verifySignIn",
  method: "post",
  path: "/v1/sign-in/{id}/verify",
  tag,
  summary: "Prove an address and sign in",
  description:
    "Takes the code, or the secret at the end of the link, and the secret of the browser that asked. Five wrong tries end it. Whatever is used up, run out or unknown answers `sign_in.over`. Without `tenant` the session opens where the person worked last.",
  may: "anyone",
  param: z.object({ id: wireId("sign_in") }),
  body: z
    .strictObject({
      code: z
        .string()
        .regex(/^\d{6}$/, "must be six digits")
        .optional(),
      link_secret: secret.optional(),
      browser_secret: secret,
      tenant: tenantName.optional(),
    })
    .refine(
      (body) => (body.code === undefined) !== (body.link_secret === undefined),
      "must hold either code or link_secret",
    )
    .meta({ id: "SignInProof" }),
  status: 200,
  answer: Tokens,
  refusals: ["sign_in.wrong_code", "sign_in.over", "sign_in.other_browser", "user.suspended"],
  secret: true,
  repeats: true,
  example: { body: { code: "123456", browser_secret: "qGBb0bVQd2nV7vS9hYw0k3p8m0Q4h1m6bXo9sZk2f1E" } },
});
