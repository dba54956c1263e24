/**
 * What a page may do: its own stylesheet, and the scripts and the tenant's colours that bear the nonce of this very answer. Our one policy
 * for HTML takes what our own pages answer. `frames`: origins that may show the page inside one of theirs.
 */
export const pagePolicy = (nonce: string, frames: readonly string[] = []): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frames.length === 0 ? "'none'" : frames.join(" ")}`,
    "require-trusted-types-for 'script'",
    "trusted-types interlock",
    `report-uri ${reportPath}`,
  ].join("; ");

/** Where browsers say what a page's policy has held back. */
export const reportPath = "/csp-reports";

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
export function dressHeaders(headers: Headers, path: string, nonce: string | undefined): void {
  const isPage = nonce !== undefined && headers.get("Content-Type")?.startsWith("text/html") === true;
  const policy = isPage ? { "Content-Security-Policy": pagePolicy(nonce) } : {};
  for (const [name, value] of Object.entries({ ...always, ...policy }))
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
