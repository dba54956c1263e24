import type { Catalogue } from "./language.ts";

/** How days and times are told and typed; `#` is what the page puts there. */
export type ReadingWords = {
  /** After the times on the reader's own clock. */
  here: string;
  /** The same times on somebody else's clock. */
  there: string;
  windows: {
    /** Whose clock they are typed on. */
    inZone: string;
    legend: string;
    day: string;
    from: string;
    until: string;
    more: string;
    /** One or more are needed, and none was typed. */
    none: string;
    /** Half of it is missing. */
    half: string;
    /** It ends before it begins, or is over. */
    unfit: string;
  };
};

const en: ReadingWords = {
  here: "in #",
  there: "That is # in #.",
  windows: {
    inZone: "Times are in #.",
    legend: "Time #",
    day: "Day",
    from: "From",
    until: "Until",
    more: "Add more times",
    none: "Give at least one time: a day, from when, and until when.",
    half: "Fill in the day and both times.",
    unfit: "This must end after it begins, and lie ahead.",
  },
};

const de: ReadingWords = {
  here: "in #",
  there: "Das ist # in #.",
  windows: {
    inZone: "Die Zeiten gelten für #.",
    legend: "Zeit #",
    day: "Tag",
    from: "Von",
    until: "Bis",
    more: "Weitere Zeiten hinzufügen",
    none: "Nennen Sie mindestens eine Zeit: Tag, Beginn und Ende.",
    half: "Bitte Tag, Beginn und Ende ausfüllen.",
    unfit: "Das Ende muss nach dem Beginn und in der Zukunft liegen.",
  },
};

const fr: ReadingWords = {
  here: "à #",
  there: "Soit # à #.",
  windows: {
    inZone: "Les heures sont celles de #.",
    legend: "Créneau #",
    day: "Jour",
    from: "De",
    until: "À",
    more: "Ajouter des créneaux",
    none: "Indiquez au moins un créneau : un jour, un début et une fin.",
    half: "Remplissez le jour, le début et la fin.",
    unfit: "La fin doit venir après le début et se situer dans l’avenir.",
  },
};

const es: ReadingWords = {
  here: "en #",
  there: "Es decir, # en #.",
  windows: {
    inZone: "Las horas son de #.",
    legend: "Horario #",
    day: "Día",
    from: "Desde",
    until: "Hasta",
    more: "Añadir más horarios",
    none: "Indique al menos un horario: día, inicio y fin.",
    half: "Complete el día, el inicio y el fin.",
    unfit: "El fin debe ser posterior al inicio y estar en el futuro.",
  },
};

const ar: ReadingWords = {
  here: "بتوقيت #",
  there: "أي # بتوقيت #.",
  windows: {
    inZone: "الأوقات بتوقيت #.",
    legend: "الوقت #",
    day: "اليوم",
    from: "من",
    until: "إلى",
    more: "إضافة أوقات أخرى",
    none: "اذكر وقتًا واحدًا على الأقل: اليوم والبداية والنهاية.",
    half: "املأ اليوم والبداية والنهاية.",
    unfit: "يجب أن تأتي النهاية بعد البداية وأن يكون الوقت في المستقبل.",
  },
};

export const readingWords: Catalogue<ReadingWords> = { en, de, fr, es, ar };
