import type { PageAnswer } from "#http/pages.ts";
import { changeTenant, endDemo, getTenant, type Tenant } from "#identity/tenants/contract.ts";
import { fromWire } from "#kernel/instant.ts";
import type * as z from "zod";
import { act } from "../../kit/act.ts";
import { worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { deskWords } from "../../kit/desk-words.ts";
import { Field, ifMatchIn, Select, TextArea, Tick } from "../../kit/forms.tsx";
import { languages, ownNames, sayDate } from "../../kit/language.ts";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Press, Room } from "../../kit/room.tsx";
import {
  type Filled,
  filling,
  isTicked,
  metadataLines,
  metadataPatchIn,
  oneOf,
  proseIn,
  type Sheet,
  sheetOf,
  textIn,
} from "../../kit/sheet.ts";
import { SheetForm } from "../../kit/sheet-form.tsx";
import { filled as inPlaces } from "../../kit/when.tsx";
import { zoneChoices } from "../../kit/zones.tsx";
import { MetadataField } from "../parts.tsx";
import { Colour } from "../swatch.tsx";
import { root, SettingsTabs } from "./tabs.tsx";
import { settingsWords } from "./words.ts";

type Company = z.output<typeof Tenant>;

const kinds = ["employer", "agency", "team", "workspace"] as const;
const regions = ["wnam", "enam", "sam", "weur", "eeur", "apac", "oc", "afr", "me"] as const;

const sheetOfCompany = (kept: Company): Sheet =>
  sheetOf({
    name: kept.name,
    organization_name: kept.organization_name,
    slug: kept.slug,
    kind: kept.kind,
    domain: kept.domain,
    website: kept.website,
    description: kept.description,
    email: kept.email,
    phone: kept.phone,
    street: kept.address.street,
    postal_code: kept.address.postal_code,
    city: kept.address.city,
    region_name: kept.address.region,
    country: kept.address.country,
    locale: kept.locale,
    time_zone: kept.time_zone,
    region: kept.region,
    logo_url: kept.branding.logo_url,
    own_primary: kept.branding.primary_colour !== null,
    primary_colour: kept.branding.primary_colour,
    own_accent: kept.branding.accent_colour !== null,
    accent_colour: kept.branding.accent_colour,
    metadata: metadataLines(kept.metadata),
  });

const companyOf = ({ api }: Visit): Promise<Company> => need(api.call(getTenant, {}));

export async function showCompany(visit: Visit, typed?: Filled): Promise<Response> {
  const { speech, person, may } = visit;
  const words = settingsWords[speech.language];
  const kept = await companyOf(visit);
  const filled = typed ?? { sheet: sheetOfCompany(kept) };
  return deskResponse(
    <Room
      visit={visit}
      title={words.companyTitle}
      faults={filled.faults}
      tabs={<SettingsTabs visit={visit} here="company" />}
    >
      <p>
        {words.publicPage}: <a href={`/${kept.slug}`} dir="ltr">{`${person.config.baseUrl}/${kept.slug}`}</a>
      </p>
      <Demo visit={visit} kept={kept} />
      <SheetForm visit={visit} filled={filled} version={kept.version} isLocked={!may("tenant:write")}>
        <Fields visit={visit} filled={filled} />
      </SheetForm>
    </Room>,
    filled.status,
  );
}

const Demo = ({ visit, kept }: { visit: Visit; kept: Company }) => {
  const words = settingsWords[visit.speech.language];
  const ends = kept.demo?.ends_at;
  if (ends == null) return null;
  return (
    <div class="note">
      <p>{inPlaces(words.demo, sayDate(visit.speech, visit.zone, fromWire(ends)))}</p>
      {visit.may("tenant:write") ? (
        <Press action={`${root}/end-demo`} version={kept.version} label={words.demoEnd} />
      ) : null}
    </div>
  );
};

type Part = { visit: Visit; filled: Filled };

const Fields = (part: Part) => {
  const { visit, filled } = part;
  const { speech } = visit;
  const words = settingsWords[speech.language];
  const { line } = filling(filled, speech);
  return (
    <>
      <fieldset class="group">
        <legend>{words.groups.name}</legend>
        <Field {...line("name")} label={words.fields.name} maxlength={200} dir="auto" />
        <Field {...line("organization_name")} label={words.fields.organization_name} maxlength={200} dir="auto" />
        <Field {...line("slug")} label={words.fields.slug} hint={words.hints.slug} maxlength={63} dir="ltr" />
        <Select {...line("kind")} label={words.fields.kind} choices={worded(kinds, words.kinds)} />
        <TextArea {...line("description")} label={words.fields.description} maxlength={5_000} optional />
      </fieldset>
      <Contact {...part} />
      <Speaking {...part} />
      <Look {...part} />
      <MetadataField filled={filled} speech={speech} />
    </>
  );
};

const Contact = ({ visit: { speech }, filled }: Part) => {
  const words = settingsWords[speech.language];
  const { line } = filling(filled, speech);
  return (
    <fieldset class="group">
      <legend>{words.groups.contact}</legend>
      <div class="row">
        <Field {...line("email")} label={words.fields.email} type="email" autocomplete="off" optional />
        <Field {...line("phone")} label={words.fields.phone} hint={words.hints.phone} type="tel" dir="ltr" optional />
        <Field
          {...line("website")}
          label={words.fields.website}
          hint={words.hints.website}
          type="url"
          dir="ltr"
          optional
        />
        <Field {...line("domain")} label={words.fields.domain} hint={words.hints.domain} dir="ltr" optional />
      </div>
      <div class="row">
        <Field {...line("street")} label={words.fields.street} maxlength={300} dir="auto" optional />
        <Field {...line("postal_code")} label={words.fields.postal_code} maxlength={20} dir="auto" optional />
        <Field {...line("city")} label={words.fields.city} maxlength={100} dir="auto" optional />
        <Field {...line("region_name")} label={words.fields.region_name} maxlength={100} dir="auto" optional />
        <Field
          {...line("country")}
          label={words.fields.country}
          hint={words.hints.country}
          maxlength={2}
          dir="ltr"
          optional
        />
      </div>
    </fieldset>
  );
};

const Speaking = ({ visit, filled }: Part) => {
  const { speech } = visit;
  const words = settingsWords[speech.language];
  const { line } = filling(filled, speech);
  const plus = (name: string, choices: readonly { value: string; label: string; group?: string }[]) => {
    const kept = filled.sheet.get(name) ?? "";
    return kept === "" || choices.some(({ value }) => value === kept)
      ? choices
      : [{ value: kept, label: kept }, ...choices];
  };
  return (
    <fieldset class="group">
      <legend>{words.groups.speech}</legend>
      <Select
        {...line("locale")}
        label={words.fields.locale}
        hint={words.hints.locale}
        choices={plus("locale", worded(languages, ownNames))}
      />
      <Select
        {...line("time_zone")}
        label={words.fields.time_zone}
        choices={plus("time_zone", zoneChoices(visit.now))}
      />
      <Select
        {...line("region")}
        label={words.fields.region}
        choices={[{ value: "", label: words.anywhere }, ...worded(regions, words.regions)]}
        optional
      />
    </fieldset>
  );
};

const Look = ({ visit: { speech }, filled }: Part) => {
  const words = settingsWords[speech.language];
  const { line, tick } = filling(filled, speech);
  const colour = (own: "own_primary" | "own_accent", name: "primary_colour" | "accent_colour") => (
    <>
      <Tick {...tick(own)} label={words.fields[own]} />
      <Colour {...line(name)} label={words.fields[name]} />
    </>
  );
  return (
    <fieldset class="group">
      <legend>{words.groups.look}</legend>
      <p class="quiet">{words.hints.look}</p>
      {colour("own_primary", "primary_colour")}
      {colour("own_accent", "accent_colour")}
      <Field
        {...line("logo_url")}
        label={words.fields.logo_url}
        hint={words.hints.website}
        type="url"
        dir="ltr"
        optional
      />
    </fieldset>
  );
};

function bodyIn(sheet: Sheet, kept: Company) {
  const colourIn = (own: string, name: string) =>
    isTicked(sheet, own) ? (textIn(sheet, name)?.toLowerCase() ?? null) : null;
  return {
    name: textIn(sheet, "name") ?? "",
    organization_name: textIn(sheet, "organization_name") ?? "",
    slug: textIn(sheet, "slug") ?? "",
    kind: oneOf(sheet, "kind", kinds),
    domain: textIn(sheet, "domain"),
    website: textIn(sheet, "website"),
    description: proseIn(sheet, "description"),
    email: textIn(sheet, "email"),
    phone: textIn(sheet, "phone")?.replaceAll(/[\s()-]/g, "") ?? null,
    address: {
      street: textIn(sheet, "street"),
      postal_code: textIn(sheet, "postal_code"),
      city: textIn(sheet, "city"),
      region: textIn(sheet, "region_name"),
      country: textIn(sheet, "country")?.toUpperCase() ?? null,
    },
    locale: textIn(sheet, "locale") ?? "",
    time_zone: textIn(sheet, "time_zone") ?? "",
    region: regions.find((one) => one === sheet.get("region")) ?? null,
    branding: {
      logo_url: textIn(sheet, "logo_url"),
      primary_colour: colourIn("own_primary", "primary_colour"),
      accent_colour: colourIn("own_accent", "accent_colour"),
    },
    metadata: metadataPatchIn(sheet, kept.metadata),
  };
}

const inside: Readonly<Record<string, string>> = {
  street: "/address",
  postal_code: "/address",
  city: "/address",
  country: "/address",
  logo_url: "/branding",
  primary_colour: "/branding",
  accent_colour: "/branding",
};

function fieldsOf(names: readonly string[]): Record<string, string> {
  const pairs = names.map((name) => [`${inside[name] ?? ""}/${name}`, name]);
  return { ...Object.fromEntries(pairs), "/address/region": "region_name" };
}

export async function changeCompany(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech } = visit;
  const labels = { ...settingsWords[speech.language].fields, metadata: deskWords[speech.language].metadata };
  const kept = await companyOf(visit);
  const changed = api.call(changeTenant, { body: bodyIn(asked.form, kept), headers: ifMatchIn(asked.form) });
  return act(visit, changed, {
    to: `${root}?said=saved`,
    again: showCompany,
    fields: fieldsOf(Object.keys(labels)),
    clash: () => ({ action: root, back: root, theirs: sheetOfCompany(kept), version: kept.version, labels }),
  });
}

export const keepDemo = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(endDemo, { headers: ifMatchIn(visit.asked.form) }), {
    to: `${root}?said=saved`,
    async again(_, { faults, status }) {
      return showCompany(visit, { sheet: sheetOfCompany(await companyOf(visit)), faults, status });
    },
  });
