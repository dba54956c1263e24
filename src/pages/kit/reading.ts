// How a page is read can stand in its address. Whoever goes on from it, by a link, a form or a redirect, reads on in the same way.
import type { PageAnswer } from "#http/pages.ts";

const shapes = { lang: /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, hours: /^(?:12|24)$/ };

type Reading = readonly (readonly [string, string])[];

/** What the address says; but for a language that its reader would be spoken to in anyway. */
export const readingIn = (searchParams: URLSearchParams, own?: string | null): Reading =>
  Object.entries(shapes).flatMap(([name, shape]) => {
    const value = searchParams.get(name);
    return value !== null && value !== own && shape.test(value) ? [[name, value] as const] : [];
  });

/** Pages that read it; another address may be somebody else's, or one to be given away. */
const reads = /^(?:\?|\/(?:my|desk|account|welcome|invitations|sign-in)(?=[/?#]|$))/;

/** The same path, read in the same way; what it says of that itself stays. */
export function readOn(path: string, reading: Reading, and: "&" | "&amp;" = "&"): string {
  if (!reads.test(path)) return path;
  const [, place = path, hash = ""] = /^([^#]*)(#.*)?$/s.exec(path) ?? [];
  const query = reading
    .filter(([name]) => !new RegExp(`[?&;]${name}=`).test(place))
    .map(([name, value]) => `${name}=${value}`)
    .join(and);
  if (query === "") return path;
  return `${place}${place.includes("?") ? and : "?"}${query}${hash}`;
}

/** What was looked for in long lists: a form that comes back with faults must still have it to choose. */
export const soughtOn = (searchParams: URLSearchParams): Reading => {
  const sought = searchParams.get("named") ?? "";
  return sought === "" ? [] : [["named", encodeURIComponent(sought).replaceAll("'", "%27")]];
};

/** An answer from which one reads on; `sought` goes along with forms only. */
export function readingOn(answer: PageAnswer, reading: Reading, sought: Reading = []): PageAnswer {
  if (reading.length + sought.length === 0 || !(answer instanceof Response)) return answer;
  const to = answer.headers.get("Location");
  if (to !== null) answer.headers.set("Location", readOn(to, reading));
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html") === true;
  return isPage ? rewritten(answer, reading, sought) : answer;
}

/** In the markup itself, so that no link and no form can forget it. Attributes are read and written as they stand there, escaped. */
function rewritten(answer: Response, reading: Reading, sought: Reading): Response {
  const pointing = (name: string, what = reading) => ({
    element(element: Element): void {
      const path = element.getAttribute(name);
      if (path !== null) element.setAttribute(name, readOn(path, what, "&amp;"));
    },
  });
  const said = new Set<string>();
  return new HTMLRewriter()
    .on("a[href]", pointing("href"))
    .on("form[method=post][action]", pointing("action", [...reading, ...sought]))
    .on("button[formaction]", pointing("formaction", [...reading, ...sought]))
    .on("form[method=get]", {
      element(form) {
        said.clear();
        // The address of such a form is made of its fields alone.
        form.onEndTag((end) => {
          for (const [name, value] of reading)
            if (!said.has(name)) end.before(`<input type="hidden" name="${name}" value="${value}"/>`, { html: true });
        });
      },
    })
    .on("form[method=get] [name]", {
      element(field) {
        said.add(field.getAttribute("name") ?? "");
      },
    })
    .transform(answer);
}
