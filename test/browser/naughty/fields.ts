// The forms of a page as somebody who types meets them, and what becomes of what was typed.
import type { Page, Response } from "playwright-core";
import { fitting, naughtily } from "./strings.ts";

export interface Field {
  at: number;
  name: string;
  type: string;
  /** Characters it takes. */
  most: number;
  value: string;
  required: boolean;
}

export interface Form {
  at: number;
  /** Which form of which page, whoever and whatever it is about. */
  key: string;
  /** The same without the page: one that was refused stands at another address. */
  kind: string;
  method: string;
  action: string;
  fields: Field[];
}

/** An address or a name as its kind: whose it is, which day or which place in a row does not matter. */
export const kindOf = (path: string): string =>
  (path.split(/[?#]/)[0] ?? "")
    .replaceAll(/\/(?:lnk|act)_[^/]*/g, "/{token}")
    .replaceAll(/[a-z]{3}_[0-9a-z]{26}/g, "{id}")
    .replace(/^(\/(?:embed\/)?)lumen\/[^/]+/, "$1{tenant}/{event_type}")
    .replace(/^(\/(?:embed\/)?)lumen$/, "$1{tenant}")
    .replace(/^(\/desk\/templates\/)[a-z_]+\.[a-z_.]+/, "$1{key}")
    .replaceAll(/\d{4}-\d\d-\d\d/g, "{date}")
    .replaceAll(/\d+/g, "{n}");

/** A field of any such form on any such page. */
export const fieldKey = ({ key }: Form, { name }: Field): string => `${key.split(" (")[0]}: ${kindOf(name)}`;

/** Every form in the page's main part that has a field for text. */
export async function formsOf(page: Page): Promise<Form[]> {
  const path = new URL(page.url()).pathname;
  const found = await page.evaluate(() => {
    const typed = "text search email url tel number date time datetime-local month week color password textarea".split(
      " ",
    );
    const inside = (node: Element): node is HTMLInputElement | HTMLTextAreaElement =>
      (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) &&
      typed.includes(node.type) &&
      node.name !== "" &&
      !node.readOnly &&
      !node.disabled;
    return [...document.querySelectorAll<HTMLFormElement>("main form")].map((form, at) => ({
      at,
      method: form.method,
      action: new URL(
        form.querySelector("button[formaction]:not([formtarget])")?.getAttribute("formaction") ??
          form.getAttribute("action") ??
          location.href,
        location.href,
      ).pathname,
      fields: [...form.elements].flatMap((node, place) =>
        inside(node)
          ? [
              {
                at: place,
                name: node.name,
                type: node.type,
                most: node.maxLength < 0 ? 5_000 : node.maxLength,
                value: node.value,
                required: node.required,
              },
            ]
          : [],
      ),
    }));
  });
  return found
    .filter(({ fields }) => fields.length > 0)
    .map((form) => {
      const names = [...new Set(form.fields.map(({ name }) => kindOf(name)))].toSorted();
      const kind = `${form.method} ${kindOf(form.action)} (${names.join(" ")})`;
      return { ...form, kind, key: `${kindOf(path)} → ${kind}` };
    });
}

/** What is typed into each field, by its place in the form. */
export type Typing = readonly { at: number; text: string }[];

export type Sent = { status: number; refused: boolean };

/** Naughty whatever the field is for. */
export const anything = (form: Form, nth: number): Typing =>
  form.fields.map((field, place) => ({
    at: field.at,
    text: isFree(field) ? freed(field, nth + place) : fitting(nth + place, field.most),
  }));

/** Stays what it was to those who look for it. */
const freed = ({ value, most }: Field, nth: number): string => naughtily(value.slice(0, 24), nth, Math.min(most, 200));

const freely = /^(?:text|search|textarea)$/;
/** Text, but of a kind that only some texts are. */
const bound = new RegExp(
  [
    "slug|code|^key$|metadata|rows|more|types|conditions|pattern|scale|place|guests|priority|weight|uses|currency|amount",
    "phone|email|url|website|domain|origin|address|country|colou?r|zone|locale|lang|^q$",
    "hours|ranges|duration|minutes|offset|count|_at|day|date|time|from|until|before|after|start|end|cutoff|min|max|limit",
  ].join("|"),
);

const isFree = ({ type, name }: Field): boolean => freely.test(type) && !bound.test(name.replaceAll(/\d+/g, ""));

/** What the form takes: naughty where people write freely, and elsewhere what stood there at first or what is asked for. */
export const acceptable = (form: Form, nth: number, first: Form): Typing =>
  form.fields.map((field, place) => {
    const { at, type, name, required } = field;
    const before = first.fields.find((one) => one.name === name);
    if (isFree(field)) return { at, text: freed(before ?? field, nth + place + 1) };
    const text = before?.value ?? "";
    return { at, text: text !== "" || !(required || name.endsWith("-0")) ? text : plausible(type, name, nth) };
  });

function plausible(type: string, name: string, nth: number): string {
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  if (type === "email" || /email/.test(name)) return `naughty-${nth}@example.com`;
  if (type === "url" || /url|website/.test(name)) return `https://naughty-${nth}.example.com/`;
  if (type === "date") return day;
  if (type === "time") return /until|end/.test(name) ? "12:00" : "10:00";
  if (type === "datetime-local") return `${day}T10:00`;
  if (type === "tel" || /phone/.test(name)) return "+33123456789";
  if (/slug|^key$/.test(name)) return `naughty-${nth}`;
  if (name === "rows") return `name,email\n"${fitting(nth, 60).replaceAll('"', '""')}",row-${nth}@example.com\n`;
  return "30";
}

/**
 * Types and sends. `anyhow`: without the browser's own look at it, and with any text in any field. Answers what the server said first:
 * what follows stands on the page then.
 */
export async function send(page: Page, form: Form, typing: Typing, anyhow: boolean): Promise<Sent> {
  const handle = await page.locator("main form").nth(form.at).elementHandle();
  if (handle === null) throw new Error(`${form.key} is gone`);
  const answered = page.waitForResponse((response) => isAnswerTo(response, form), { timeout: 20_000 });
  const loaded = page.waitForEvent("load", { timeout: 20_000 }).catch(() => undefined);
  const saved = page.waitForEvent("download", { timeout: 20_000 }).catch(() => undefined);
  answered.catch(() => undefined);
  await handle.evaluate(
    (node, { values, isAnyhow }) => {
      const own = node as HTMLFormElement;
      const controls = [...own.elements];
      for (const { at, text } of values) {
        const field = controls[at] as HTMLInputElement | HTMLTextAreaElement;
        if (isAnyhow && field instanceof HTMLInputElement) field.type = "text";
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
      own.noValidate = true;
      for (const control of isAnyhow ? [] : controls) {
        if (control instanceof HTMLSelectElement && control.required && control.value === "")
          control.value = [...control.options].find((option) => option.value !== "")?.value ?? "";
        if (!(control instanceof HTMLInputElement) || !control.required || control.validity.valid) continue;
        if (control.type === "radio" || control.type === "checkbox") control.checked = true;
      }
      const buttons = controls.filter(
        (control) =>
          (control as HTMLButtonElement).type === "submit" &&
          control.getAttribute("aria-hidden") !== "true" &&
          !control.hasAttribute("formtarget") &&
          !control.matches("[formnovalidate]"),
      );
      const main = buttons.find((button) => !button.classList.contains("plain")) ?? buttons[0];
      own.requestSubmit(main as HTMLButtonElement | undefined);
    },
    { values: [...typing], isAnyhow: anyhow },
  );
  const answer = await answered;
  if (answer.request().isNavigationRequest()) await Promise.race([loaded, saved]);
  else await handle.evaluate(replaced).catch(() => undefined);
  return { status: answer.status(), refused: answer.status() >= 400 };
}

const isAnswerTo = (response: Response, { method, action }: Form): boolean =>
  response.request().method() === method.toUpperCase() && new URL(response.url()).pathname === action;

/** Until a script has put the answer in the form's place. */
const replaced = async (node: Node): Promise<void> => {
  for (let tries = 0; node.isConnected && tries < 60; tries++) await new Promise((resolve) => setTimeout(resolve, 25));
};

/** Which fields no longer hold what was typed into them. What a field of its type cannot hold was never there. */
export async function lost(page: Page, form: Form, typing: Typing): Promise<string[]> {
  const held = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("main :is(input, textarea)")].map(
      ({ name, type, value }) => ({ name, type, value }),
    ),
  );
  return form.fields.flatMap(({ at, name }) => {
    const text = plain(typing.find((one) => one.at === at)?.text ?? "");
    const same = held.filter((one) => one.name === name);
    const able = same.filter(({ type }) => /^(?:text|search|tel|url|email|textarea)$/.test(type));
    if ((same.length > 0 && able.length === 0) || able.some(({ value }) => plain(value) === text)) return [];
    return [`${name} was ${text}, and is ${able.map(({ value }) => value).join(", or ")}`];
  });
}

const plain = (text: string): string => text.replaceAll("\r\n", "\n").trim();
