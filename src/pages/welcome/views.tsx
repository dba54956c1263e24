import type { Child } from "hono/jsx";
import { Desk } from "../kit/desk.tsx";
import { Faults, faultyTitle, Field, type FieldFault, Once } from "../kit/forms.tsx";
import { Languages } from "../kit/languages.tsx";
import { Layout } from "../kit/layout.tsx";
import type { PersonVisit, Visit } from "../kit/member.tsx";
import { ToCopy } from "../kit/room.tsx";
import { ZoneField } from "../kit/zones.tsx";
import { isNamed } from "./named.ts";
import type { Given } from "./routes.tsx";
import { words } from "./words.ts";

type Told<V> = { visit: V; given: Given; faults: readonly FieldFault[] };

const Step = ({ visit, at, title, text }: { visit: PersonVisit; at: number; title: string; text: string }) => (
  <>
    <p class="quiet">{words[visit.speech.language].step(at)}</p>
    <h1>{title}</h1>
    <p>{text}</p>
  </>
);

const Form = ({
  visit,
  next,
  action,
  children,
}: {
  visit: PersonVisit;
  next: string;
  action: string;
  children?: Child;
}) => (
  <form method="post" action={action} novalidate>
    <Once nonce={visit.nonce} />
    {children}
    <p>
      <button type="submit">{next}</button>
    </p>
  </form>
);

export const CompanyPage = ({ visit, given, faults }: Told<PersonVisit>) => {
  const { speech, nonce, zone } = visit;
  const said = words[speech.language].company;
  const footer = (
    <footer class="page">
      <Languages url={visit.asked.url} speech={speech} />
    </footer>
  );
  return (
    <Layout title={faultyTitle(said.title, faults, speech)} speech={speech} nonce={nonce} footer={footer}>
      <Faults faults={faults} speech={speech} />
      <Step visit={visit} at={1} title={said.title} text={said.text} />
      <Form visit={visit} next={said.next} action={`/welcome?lang=${speech.language}`}>
        <Field
          name="name"
          label={said.name}
          hint={said.nameHint}
          value={given["name"] ?? ""}
          faults={faults}
          autocomplete="organization"
          dir="auto"
        />
        {isNamed(visit.me) ? null : (
          <Field
            name="you"
            label={said.you}
            hint={said.youHint}
            value={given["you"] ?? ""}
            faults={faults}
            autocomplete="name"
            maxlength={200}
            optional
            speech={speech}
            dir="auto"
          />
        )}
        <Field
          name="slug"
          label={said.slug}
          hint={said.slugHint}
          value={given["slug"] ?? ""}
          faults={faults}
          optional
          speech={speech}
          dir="ltr"
        />
        <ZoneField name="zone" label={said.zone} value={given["zone"] ?? zone} at={visit.now} faults={faults} />
      </Form>
    </Layout>
  );
};

export const HoursPage = ({ visit, given, faults }: Told<Visit>) => {
  const said = words[visit.speech.language].hours;
  return (
    <Desk visit={visit} title={faultyTitle(said.title, faults, visit.speech)}>
      <Faults faults={faults} speech={visit.speech} />
      <Step visit={visit} at={2} title={said.title} text={said.text} />
      <Form visit={visit} next={said.next} action="/welcome/hours">
        <Field
          name="hours"
          label={said.hours}
          hint={said.hint}
          value={given["hours"] ?? said.usual}
          faults={faults}
          dir="ltr"
        />
        <ZoneField
          name="zone"
          label={words[visit.speech.language].company.zone}
          value={given["zone"] ?? visit.zone}
          at={visit.now}
          faults={faults}
        />
      </Form>
    </Desk>
  );
};

export const EventPage = ({ visit, given, faults }: Told<Visit>) => {
  const said = words[visit.speech.language].event;
  return (
    <Desk visit={visit} title={faultyTitle(said.title, faults, visit.speech)}>
      <Faults faults={faults} speech={visit.speech} />
      <Step visit={visit} at={3} title={said.title} text={said.text} />
      <Form visit={visit} next={said.next} action="/welcome/event">
        <Field name="title" label={said.name} value={given["title"] ?? said.nameUsual} faults={faults} dir="auto" />
        <Field
          name="minutes"
          label={said.minutes}
          type="number"
          min={5}
          max={480}
          value={given["minutes"] ?? "30"}
          faults={faults}
        />
        <Field
          name="slug"
          label={words[visit.speech.language].company.slug}
          hint={said.slugHint}
          value={given["slug"] ?? ""}
          faults={faults}
          optional
          speech={visit.speech}
          dir="ltr"
        />
      </Form>
    </Desk>
  );
};

export const DonePage = ({ visit, event }: { visit: Visit; event: string }) => {
  const said = words[visit.speech.language].done;
  const { baseUrl } = visit.person.config;
  const path = `/${visit.tenant.slug}${event === "" ? "" : `/${event}`}`;
  const tag = `<script src="${baseUrl}/embed.js" data-tenant="${visit.tenant.slug}" data-event="${event}" async></script>`;
  return (
    <Desk visit={visit} title={said.title}>
      <h1>{said.title}</h1>
      <p>{said.text}</p>
      <ToCopy id="link" label={said.link} text={baseUrl + path} speech={visit.speech} />
      <p>
        <a class="button" href={path}>
          {said.see}
        </a>
      </p>
      <p>{said.embed}</p>
      <pre tabindex={0} dir="ltr">
        <code>{tag}</code>
      </pre>
      <h2>{said.further}</h2>
      <ul>
        <li>
          <a href="/desk/invitations">{said.invite}</a>
        </li>
        <li>
          <a href="/my/hours">{said.change}</a>
        </li>
        <li>
          <a href="/my">{said.work}</a>
        </li>
      </ul>
    </Desk>
  );
};
