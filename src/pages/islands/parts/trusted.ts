type Html = string & { readonly trusted: true };
type Policy = { createHTML: (text: string) => Html };
type Factory = { createPolicy: (name: string, rules: { createHTML: (text: string) => string }) => Policy };

// A page may load two scripts of ours, and may make the policy once.
const shared = globalThis as typeof globalThis & { trustedTypes?: Factory; interlockPolicy?: Policy | undefined };
shared.interlockPolicy ??= shared.trustedTypes?.createPolicy("interlock", { createHTML: (text) => text });

/**
 * The one place where text becomes markup: a page that our own server has just drawn. Scripts of a parsed page never run; its colours bear
 * the nonce of another answer and would be held back, and told of, so they are left out: they are the colours that are here already.
 */
export function parsePage(text: string): Document {
  const plain = text.replace(/<style\b[^>]*>[^<]*<\/style>/, "");
  return new DOMParser().parseFromString(shared.interlockPolicy?.createHTML(plain) ?? plain, "text/html");
}
