// What somebody has typed, how it goes on from page to page, and how it is said to the API.
import type { ProblemBody } from "#http/client.ts";
import { type FieldFault, typed } from "#pages/kit/forms.tsx";
import type { Speech } from "#pages/kit/language.ts";
import { faultsIn, type FaultWords } from "#pages/kit/problem.tsx";
import { own } from "#pages/kit/when.tsx";
import type { Hidden } from "#pages/slots/times.tsx";
import type { ZoneId } from "#time/zones.ts";
import type { BookingWordsIn, Offer } from "./door.ts";
import { expectation } from "./questions.ts";
import type { BookingWords } from "./words.ts";

type Question = Offer["questions"][number];

export const fieldOf = ({ id }: Pick<Question, "id">): string => `q-${id}`;

const ownFields = ["name", "email", "phone", "where", "place", "guests", "help", "consent"];
const isOwn = (name: string): boolean => ownFields.includes(name) || name.startsWith("q-");

/** Everything that was typed, to be sent along unseen while another time is chosen. */
export const carried = (form: URLSearchParams): Hidden => [...form].filter(([name]) => isOwn(name));

/** The time that is held, as the pages hand it on. It is never in an address: who has it can book the time. */
export type Hold = { id: string; token: string; startsAt: string; endsAt: string; expiresAt: string; longer: boolean };

export const holdFields = (hold: Hold): Hidden => [
  ["hold", hold.token],
  ["hold_id", hold.id],
  ["from", hold.startsAt],
  ["until", hold.endsAt],
  ["expires", hold.expiresAt],
  ...(hold.longer ? [["longer", "yes"] as const] : []),
];

export function holdIn(form: URLSearchParams): Hold | undefined {
  const [token, id] = [form.get("hold"), form.get("hold_id")];
  const times = ["from", "until", "expires"].map((name) => form.get(name) ?? "");
  if (token === null || id === null || times.some((one) => Number.isNaN(Date.parse(one)))) return undefined;
  const [startsAt = "", endsAt = "", expiresAt = ""] = times;
  return { id, token, startsAt, endsAt, expiresAt, longer: form.has("longer") };
}

/** The scripts of our readers have digits of their own: Arabic, and Persian. */
const plainDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

/** As people write numbers: with blanks, brackets, strokes, and two zeros before the country. */
export const phoneIn = (text: string | undefined): string | null =>
  text === undefined
    ? null
    : plainDigits(text)
        .replaceAll(/[\s().\-/\u2010-\u2015\u200e\u2066-\u2069]/g, "")
        .replace(/^00/, "+");

const guestsIn = (text: string | undefined): { email: string }[] =>
  (text ?? "")
    .split(/[\s,;،؛]+/)
    .filter((one) => one !== "")
    .map((email) => ({ email }));

const answersIn = (form: URLSearchParams, questions: readonly Question[]) =>
  questions.map((question) => {
    const all = form.getAll(fieldOf(question));
    const said = all[0] ?? "";
    const number = Number(plainDigits(said).replace(/[,\u066b]/, "."));
    if (question.type === "multi_select") return { question_id: question.id, value: all };
    if (question.type === "number" && said.trim() !== "" && Number.isFinite(number))
      return { question_id: question.id, value: number };
    const value = question.type === "phone" ? (phoneIn(said.trim()) ?? "") : said;
    return { question_id: question.id, value };
  });

export type Saying = { speech: Speech; zone: ZoneId; offer: Offer; words: BookingWords };

const utm = ["source", "medium", "campaign", "term", "content"] as const;
export const utmNames = utm.map((name) => `utm_${name}`);

/** A booking in the API's words, but for its time. */
export function bookingIn(
  form: URLSearchParams,
  { speech, zone, offer, words }: Saying,
  query: URLSearchParams,
): Omit<BookingWordsIn, "slot_token" | "hold_token"> {
  const where = locationIn(form, offer);
  const consent = form.has("consent") ? words.details.consent.replace("#", () => offer.company.name) : null;
  const campaign = utm.map((name) => [name, query.get(`utm_${name}`)?.slice(0, 200) ?? null] as const);
  const help = typed(form, "help");
  return {
    invitee: {
      name: typed(form, "name") ?? "",
      email: typed(form, "email") ?? "",
      phone: phoneIn(typed(form, "phone")),
      time_zone: zone,
      locale: speech.locale,
      consent,
      ...(help === undefined ? {} : { accommodations: help }),
      ...(campaign.some(([, said]) => said !== null) ? { utm: Object.fromEntries(campaign) } : {}),
    },
    guests: guestsIn(typed(form, "guests")),
    answers: answersIn(form, offer.questions),
    ...(where === undefined ? {} : { location: where }),
  };
}

function locationIn(form: URLSearchParams, { locations, default_location }: Offer) {
  const kind = locations.find((one) => one.kind === form.get("where"))?.kind ?? default_location;
  if (kind === "ask_candidate") return { kind, details: typed(form, "place") ?? null };
  return locations.length > 1 ? { kind } : undefined;
}

/** The API knows addresses better; what cannot be one is told together with what is missing. */
const isAddress = (text: string | undefined): boolean => text !== undefined && /^\S+@\S+$/.test(text);

/** What is missing, all of it at once and from top to bottom: whether it fits is the API's to say. */
export function faultsOfForm(form: URLSearchParams, { offer, words }: Saying, required: string): FieldFault[] {
  const kinds = offer.locations.map(({ kind }) => kind);
  const kind = kinds.find((one) => one === form.get("where")) ?? offer.default_location;
  const lacks = (name: string) => typed(form, name) === undefined;
  return [
    ...(lacks("name") ? [{ field: "name", sentence: words.faults.name }] : []),
    ...(isAddress(typed(form, "email")) ? [] : [{ field: "email", sentence: words.faults.email }]),
    ...(kind === "phone" && lacks("phone") ? [{ field: "phone", sentence: words.faults.phone }] : []),
    ...(kind === "ask_candidate" && lacks("place") ? [{ field: "place", sentence: words.faults.place }] : []),
    ...offer.questions
      .filter((question) => question.required && lacks(fieldOf(question)))
      .map((question) => ({ field: fieldOf(question), sentence: `${own(question.label)}: ${required}` })),
    ...(guestsIn(typed(form, "guests")).every(({ email }) => isAddress(email))
      ? []
      : [{ field: "guests", sentence: words.faults.guests }]),
    ...(form.has("consent") ? [] : [{ field: "consent", sentence: words.faults.consent }]),
  ];
}

/** A refusal as faults of our fields, in words that say what is expected there. */
export function faultsFrom(problem: ProblemBody, saying: Saying, kit: FaultWords): FieldFault[] {
  const { offer, words, speech } = saying;
  const questions = offer.questions.map((question, at) => [`/answers/${at}`, fieldOf(question)] as const);
  const fields = {
    "/invitee/name": "name",
    "/invitee/email": "email",
    "/invitee/phone": "phone",
    "/invitee/accommodations": "help",
    "/guests": "guests",
    "/location": "place",
    "/location/kind": "where",
    ...Object.fromEntries(questions),
  };
  const found = faultsIn(problem, fields, kit, {
    "booking.answer_missing": kit.required,
    "booking.answer_unfit": kit.unfit,
    "booking.guest_twice": words.faults.guestTwice,
    "booking.guests_too_many": words.faults.guestsMany,
    "booking.location_unfit": words.faults.place,
  });
  const better: Readonly<Record<string, string>> = {
    email: words.faults.email,
    phone: words.faults.phone,
    guests: words.faults.guests,
    ...Object.fromEntries(
      offer.questions.map((question) => [fieldOf(question), expectation(question, speech) ?? kit.unfit]),
    ),
  };
  const said = found.map(({ field, sentence }) => ({
    field,
    sentence: sentence === kit.unfit ? (better[field] ?? sentence) : sentence,
  }));
  // Two wrong guests are one fault of one field.
  return said.filter(
    (one, at) => said.findIndex(({ field }) => field === one.field && field !== "") === at || one.field === "",
  );
}
