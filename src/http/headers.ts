const pageHeaders = {
  // Pages carry no script at all; their one stylesheet is our own file.
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
} as const;

const always = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cache-Control": "private, no-store",
  Vary: "Authorization, Cookie",
} as const;

const isPublic = (path: string): boolean => path.startsWith("/v1/public/");

/** The same headers on every answer, errors too; what an answer has set itself stays. */
export function dressHeaders(headers: Headers, path: string): void {
  const isPage = headers.get("Content-Type")?.startsWith("text/html") === true;
  for (const [name, value] of Object.entries({ ...always, ...(isPage ? pageHeaders : {}) }))
    if (!headers.has(name)) headers.set(name, value);
  if (isPublic(path)) {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    headers.set("Access-Control-Expose-Headers", "Request-Id, Retry-After, ETag, Idempotency-Replayed");
  }
}

/** Any site may ask the public routes, never with credentials. */
export const corsPreflight = (path: string, methods: string): Record<string, string> =>
  isPublic(path)
    ? {
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key, Interlock-Version",
        "Access-Control-Max-Age": "86400",
      }
    : {};
