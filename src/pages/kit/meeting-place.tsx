import type { Catalogue, Speech } from "./language.ts";
import { filled } from "./when.tsx";

export type PlaceKind = "video" | "voice" | "phone" | "on_site" | "link" | "ask_candidate";

type Words = {
  join: string;
  map: string;
  called: string;
  /** Of what waits for a yes. */
  onceConfirmed: string;
  /** Of what is settled, where nobody has said how to get in yet; `#` is the company. */
  stillToCome: Record<"room" | "call" | "address", string>;
};

const placeWords: Catalogue<Words> = {
  en: {
    join: "Join the meeting",
    map: "Find it on a map (OpenStreetMap)",
    called: "The call is to this number.",
    onceConfirmed: "You will find the details here once it is confirmed.",
    stillToCome: {
      room: "# sends you the way in before it begins. This page shows it as soon as it is known.",
      call: "# will call you.",
      address: "# tells you the address before you meet. This page shows it as soon as it is known.",
    },
  },
  de: {
    join: "Am Termin teilnehmen",
    map: "Auf der Karte finden (OpenStreetMap)",
    called: "Telefoniert wird unter dieser Nummer.",
    onceConfirmed: "Die Einzelheiten finden Sie hier, sobald der Termin bestätigt ist.",
    stillToCome: {
      room: "# schickt Ihnen vor Beginn den Zugang. Sobald er feststeht, steht er auch hier.",
      call: "# ruft Sie an.",
      address: "# nennt Ihnen vorher die Adresse. Sobald sie feststeht, steht sie auch hier.",
    },
  },
  fr: {
    join: "Rejoindre le rendez-vous",
    map: "Voir sur une carte (OpenStreetMap)",
    called: "L’appel se fait à ce numéro.",
    onceConfirmed: "Vous trouverez les détails ici dès la confirmation.",
    stillToCome: {
      room: "# vous envoie l’accès avant le début. Il s’affichera ici dès qu’il sera connu.",
      call: "# vous appellera.",
      address: "# vous indiquera l’adresse avant la rencontre. Elle s’affichera ici dès qu’elle sera connue.",
    },
  },
  es: {
    join: "Unirse a la cita",
    map: "Buscar en un mapa (OpenStreetMap)",
    called: "La llamada se hace a este número.",
    onceConfirmed: "Aquí encontrará los detalles cuando esté confirmada.",
    stillToCome: {
      room: "# le enviará el acceso antes de empezar. Aparecerá aquí en cuanto se conozca.",
      call: "# le llamará.",
      address: "# le dirá la dirección antes de la cita. Aparecerá aquí en cuanto se conozca.",
    },
  },
  ar: {
    join: "انضم إلى اللقاء",
    map: "اعرضه على الخريطة (OpenStreetMap)",
    called: "يُجرى الاتصال على هذا الرقم.",
    onceConfirmed: "ستجد التفاصيل هنا بعد التأكيد.",
    stillToCome: {
      room: "ترسل إليك # طريقة الدخول قبل بدء اللقاء، وستظهر هنا حال توفرها.",
      call: "ستتصل بك #.",
      address: "تخبرك # بالعنوان قبل اللقاء، وسيظهر هنا حال توفره.",
    },
  },
};

type Props = {
  speech: Speech;
  kind: PlaceKind;
  /** The kind as the page calls it. */
  name: string;
  details: string | null;
  company: string;
  /** `open`: it is settled, and not over yet. */
  standing: "pending" | "open" | "over";
};

/** How to get there: an address of the web is a way in, a number is one to call, a street is read and found; nothing leads into what is over. */
export const MeetingPlace = ({ speech, kind, name, details, company, standing }: Props) => {
  const words = placeWords[speech.language];
  if (details === null)
    return (
      <>
        <p>{name}</p>
        {standing === "over" || kind === "ask_candidate" ? null : (
          <p class="quiet">
            {standing === "pending" ? words.onceConfirmed : filled(words.stillToCome[comingBy(kind)], company)}
          </p>
        )}
      </>
    );
  const isOpen = standing === "open";
  const isWeb = /^https:\/\/[^\s]+$/.test(details) && URL.canParse(details);
  const number = /^\+?[\d\s().-]{5,30}$/.test(details) ? details.replaceAll(/[^\d+]/g, "") : undefined;
  if (isWeb && isOpen)
    return (
      <>
        <p>{name}</p>
        <p>
          <a class="button" href={details} rel="noopener noreferrer">
            {words.join}
          </a>
        </p>
        <p class="quiet room" dir="ltr">
          {details}
        </p>
      </>
    );
  return (
    <>
      <p>{name}</p>
      <p dir="auto" class="words">
        {number !== undefined && isOpen ? (
          <a href={`tel:${number}`} dir="ltr">
            {details}
          </a>
        ) : (
          details
        )}
      </p>
      {kind === "phone" && isOpen ? <p class="quiet">{words.called}</p> : null}
      {kind === "on_site" && isOpen && !isWeb ? (
        <p class="no-print">
          <a href={mapOf(details)} rel="noopener noreferrer" target="_blank">
            {words.map}
          </a>
        </p>
      ) : null}
    </>
  );
};

const comingBy = (kind: PlaceKind): keyof Words["stillToCome"] =>
  kind === "phone" ? "call" : kind === "on_site" ? "address" : "room";

/** A map for those who want one: nobody there hears of it before the link is followed. */
const mapOf = (address: string): string =>
  `https://www.openstreetmap.org/search?${new URLSearchParams({ query: address.replaceAll(/\s+/g, " ") }).toString()}`;
