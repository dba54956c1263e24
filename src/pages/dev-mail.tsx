import type { PageRoute } from "#http/pages.ts";
import { isId } from "#kernel/ids.ts";
import { toMinute, toWire } from "#kernel/instant.ts";
import { listMailbox, type MailboxLine, readMailbox } from "#platform/mail/mailbox.ts";
import type { Outgoing } from "#platform/mail/port.ts";
import type { Context } from "#platform/scope.ts";
import { Layout, pageResponse } from "./kit/layout.tsx";

const List = ({ lines }: { lines: readonly MailboxLine[] }) => (
  <Layout title="Mailbox">
    <h1>Mailbox</h1>
    <p>What this server sent, newest first. Nothing of it left this machine.</p>
    {lines.length === 0 ? <p>No mail yet.</p> : null}
    <ul class="mails">
      {lines.map(({ id, to, subject, at }) => (
        <li>
          <a href={`/dev/mail/${id}`}>{subject}</a> to {to}, <time datetime={toWire(at)}>{toMinute(at)}</time>
        </li>
      ))}
    </ul>
  </Layout>
);

/** Addresses in a text, made to be followed. */
const Linked = ({ text }: { text: string }) => (
  <pre class="mail">
    {text.split(/(https?:\/\/\S+)/).map((part, at) => (at % 2 === 0 ? part : <a href={part}>{part}</a>))}
  </pre>
);

const One = ({ id, mail }: { id: string; mail: Outgoing }) => (
  <Layout title={mail.subject}>
    <p>
      <a href="/dev/mail">Mailbox</a>
    </p>
    <h1>{mail.subject}</h1>
    <dl>
      {[
        ["From", `${mail.from.name} <${mail.from.email}>`],
        ["To", mail.to],
        ...(mail.replyTo === null ? [] : [["Reply-To", mail.replyTo]]),
        ...Object.entries(mail.headers),
      ].map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
    <Linked text={mail.text} />
    <p>
      <a href={`/dev/mail/${id}/html`}>The same as HTML</a>
    </p>
    {mail.calendar === null ? null : <Invitation id={id} {...mail.calendar} />}
    {mail.attachments.length === 0 ? null : <Files id={id} files={mail.attachments} />}
  </Layout>
);

/** What a mail program would put into the calendar, as it is sent. */
const Invitation = ({ id, method, text, filename }: NonNullable<Outgoing["calendar"]> & { id: string }) => (
  <section aria-labelledby="invitation">
    <h2 id="invitation">{method === "CANCEL" ? "Takes out of calendars" : "Invitation"}</h2>
    <p>
      <a href={`/dev/mail/${id}/invitation`} download={filename}>
        {filename}
      </a>
    </p>
    <pre class="mail">{text}</pre>
  </section>
);

const Files = ({ id, files }: { id: string; files: Outgoing["attachments"] }) => (
  <section aria-labelledby="files">
    <h2 id="files">Attached</h2>
    <ul>
      {files.map(({ filename }, at) => (
        <li>
          <a href={`/dev/mail/${id}/files/${at}`} download={filename}>
            {filename}
          </a>
        </li>
      ))}
    </ul>
  </section>
);

const missing = () => pageResponse(<Layout title="No such mail">There is no such mail.</Layout>, { status: 404 });

/** To be kept, never to be shown as a page of ours. */
const handedOver = (content: string | Uint8Array<ArrayBuffer>, type: string): Response =>
  new Response(content, { headers: { "Content-Type": type, "Content-Disposition": "attachment" } });

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

const find = async (context: Context, id: string | undefined): Promise<Outgoing | undefined> =>
  id !== undefined && isId("delivery", id) ? readMailbox(context.bindings.FILES, id) : undefined;

/** The mailbox of a development build; `DEV_BUILD` decides in `api.ts` whether these doors exist at all. */
export const devMailPages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/dev/mail",
    render: async (context) => pageResponse(<List lines={await listMailbox(context.bindings.FILES)} />),
  },
  {
    method: "get",
    path: "/dev/mail/{id}",
    async render(context, { param }) {
      const mail = await find(context, param["id"]);
      return mail === undefined ? missing() : pageResponse(<One id={param["id"] ?? ""} mail={mail} />);
    },
  },
  {
    method: "get",
    path: "/dev/mail/{id}/html",
    async render(context, { param }) {
      const mail = await find(context, param["id"]);
      if (mail === undefined) return missing();
      // As strict as any page of ours, but a mail carries its styles in itself.
      const policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
      return new Response(mail.html, {
        headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy },
      });
    },
  },
  {
    method: "get",
    path: "/dev/mail/{id}/invitation",
    async render(context, { param }) {
      const calendar = (await find(context, param["id"]))?.calendar ?? null;
      if (calendar === null) return missing();
      return handedOver(calendar.text, `text/calendar; charset=utf-8; method=${calendar.method}`);
    },
  },
  {
    method: "get",
    path: "/dev/mail/{id}/files/{at}",
    async render(context, { param }) {
      const file = (await find(context, param["id"]))?.attachments[Number(param["at"])];
      return file === undefined ? missing() : handedOver(bytesOf(file.content), file.type);
    },
  },
];
