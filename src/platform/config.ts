import * as z from "zod";
import { utf8 } from "#kernel/bytes.ts";

const key32 = z.string().refine((text) => decodedLength(text) === 32, "must be 32 bytes in base64");

const sealKeys = z
  .string()
  .regex(
    /^[1-9]\d*:[A-Za-z0-9+/=]+(,[1-9]\d*:[A-Za-z0-9+/=]+)*$/,
    "must be `version:base64`, newest first, separated by commas",
  )
  .refine(
    (text) => text.split(",").every((part) => decodedLength(part.slice(part.indexOf(":") + 1)) === 32),
    "every key must be 32 bytes in base64",
  );

const callbackSecrets = z
  .string()
  .regex(
    /^whsec_(?:[A-Za-z0-9+/]{4}){6,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?(?: whsec_(?:[A-Za-z0-9+/]{4}){6,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)*$/,
    "must be `whsec_…`, or several with a blank between them",
  );

const shape = z.object({
  STAGE: z.enum(["development", "staging", "production"]),
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }),
  MAIL_FROM: z.string().regex(/^[^<>\r\n]+ <[^<>\s@]+@[^<>\s@]+>$/, "must be `Name <address>`"),
  MAIL_PROVIDER: z.enum(["cloudflare", "cloudflare_raw", "resend"]).default("cloudflare"),
  RESEND_API_KEY: z
    .string()
    .regex(/^re_[A-Za-z0-9_]{8,200}$/, "must be a key of Resend: `re_…`")
    .optional(),
  ROOT_SECRET: key32,
  SEAL_KEYS: sealKeys,
  MAIL_CALLBACK_SECRET: callbackSecrets.optional(),
});

export type Config = {
  stage: "development" | "staging" | "production";
  /** Our own origin, without a slash at the end; also the issuer of our tokens. */
  baseUrl: string;
  mailFrom: { name: string; address: string };
  /** By whom mails go out. */
  mail: { provider: "cloudflare"; raw: boolean } | { provider: "resend"; key: string; origin: string };
  /** By which the mail provider signs what it tells us; none while nobody tells us anything. */
  mailCallbackSecrets: readonly string[];
  /** A key for one purpose, derived from the root secret, so that no two purposes share one. */
  keyFor: (purpose: string) => Promise<CryptoKey>;
  /** Newest first. */
  sealKeys: readonly { version: number; bytes: Uint8Array<ArrayBuffer> }[];
};

/** Names every missing or malformed setting; the values themselves are never repeated. */
export class ConfigFault extends Error {
  readonly settings: readonly string[];
  constructor(settings: readonly string[], sentences: string) {
    super(`Configuration is not usable: ${sentences}`);
    this.name = "ConfigFault";
    this.settings = settings;
  }
}

const parsed = new WeakMap<object, Config>();

/** Parsed once per isolate; a bad secret stops every door and is named. */
export function configOf(env: object): Config {
  const known = parsed.get(env);
  if (known !== undefined) return known;
  const result = shape.safeParse(env);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => ({ name: String(issue.path[0]), sentence: issue.message }));
    throw new ConfigFault(
      [...new Set(faults.map((fault) => fault.name))],
      faults.map((fault) => `${fault.name} ${fault.sentence}`).join("; "),
    );
  }
  const config = build(result.data, env);
  parsed.set(env, config);
  return config;
}

function mailOf(vars: z.infer<typeof shape>, env: object): Config["mail"] {
  if (vars.MAIL_PROVIDER !== "resend") return { provider: "cloudflare", raw: vars.MAIL_PROVIDER === "cloudflare_raw" };
  if (vars.RESEND_API_KEY === undefined)
    throw new ConfigFault(["RESEND_API_KEY"], "RESEND_API_KEY must be there when MAIL_PROVIDER is resend");
  // Whoever develops may have somebody else play the provider; other builds know only the real one.
  const double = DEV_BUILD && "MAIL_API_ORIGIN" in env ? String(env.MAIL_API_ORIGIN) : undefined;
  return { provider: "resend", key: vars.RESEND_API_KEY, origin: double ?? "https://api.resend.com" };
}

function build(vars: z.infer<typeof shape>, env: object): Config {
  const [, name = "", address = ""] = /^([^<]+) <([^>]+)>$/.exec(vars.MAIL_FROM) ?? [];
  const derived = new Map<string, Promise<CryptoKey>>();
  const root = crypto.subtle.importKey("raw", decode(vars.ROOT_SECRET), "HKDF", false, ["deriveKey"]);
  return {
    stage: vars.STAGE,
    baseUrl: vars.PUBLIC_ORIGIN.replace(/\/$/, ""),
    mailFrom: { name, address },
    mail: mailOf(vars, env),
    mailCallbackSecrets: vars.MAIL_CALLBACK_SECRET?.split(" ") ?? [],
    keyFor(purpose) {
      const known = derived.get(purpose);
      if (known !== undefined) return known;
      const made = root.then((secret) =>
        crypto.subtle.deriveKey(
          { name: "HKDF", hash: "SHA-256", salt: utf8("interlock"), info: utf8(purpose) },
          secret,
          { name: "HMAC", hash: "SHA-256", length: 256 },
          false,
          ["sign", "verify"],
        ),
      );
      derived.set(purpose, made);
      return made;
    },
    sealKeys: vars.SEAL_KEYS.split(",").map((part) => {
      const colon = part.indexOf(":");
      return { version: Number(part.slice(0, colon)), bytes: decode(part.slice(colon + 1)) };
    }),
  };
}

const decode = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

function decodedLength(base64: string): number {
  try {
    return decode(base64).length;
  } catch {
    return -1;
  }
}
