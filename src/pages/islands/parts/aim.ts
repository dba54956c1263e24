/** Which page is shown, and how. */
export type Aim = {
  tenant: string;
  event: string;
  params: readonly (readonly [name: string, value: string])[];
};

type Words = Readonly<Record<string, string | undefined>>;

const slug = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Said as attributes; what is said wrongly is as good as unsaid. The form is filled in by a signed link's `p` only. */
const said: Readonly<Record<string, { param: string; fits: RegExp }>> = {
  lang: { param: "lang", fits: /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/ },
  zone: { param: "zone", fits: /^[A-Za-z][\w+/-]{1,60}$/ },
  hours: { param: "hours", fits: /^(?:12|24)$/ },
  colour: { param: "colour", fits: /^#?[0-9a-fA-F]{6}$/ },
  scheme: { param: "scheme", fits: /^(?:light|dark)$/ },
  minutes: { param: "minutes", fits: /^\d{1,4}$/ },
  prefill: { param: "p", fits: /^[\w.-]{1,4000}$/ },
};

/** From `data-tenant` and `data-event`, or both in `data-interlock`. */
export function aimOf(words: Words): Aim | undefined {
  const [tenant = "", event = ""] = (words["interlock"] ?? `${words["tenant"] ?? ""}/${words["event"] ?? ""}`).split(
    "/",
  );
  if (!slug.test(tenant) || !slug.test(event)) return undefined;
  const params = Object.entries(said).flatMap(([name, { param, fits }]) => {
    const value = words[name] ?? "";
    return fits.test(value) ? [[param, value.replace("#", "")] as const] : [];
  });
  return { tenant, event, params };
}

/** The page itself, for whoever cannot be shown it inside another. */
export const pathOf = (aim: Aim): string => `/${aim.tenant}/${aim.event}${queryOf(aim)}`;
export const embedPathOf = (aim: Aim): string => `/embed${pathOf(aim)}`;

const queryOf = ({ params }: Aim): string => {
  const query = new URLSearchParams(params.map(([name, value]) => [name, value])).toString();
  return query === "" ? "" : `?${query}`;
};
