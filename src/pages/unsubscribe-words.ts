import type { Category } from "#outreach/categories.ts";
import type { Catalogue } from "./kit/language.ts";

type Leavable = Exclude<Category, "transactional">;

/** What the way out of a list says, of each kind of mail. */
export type UnsubscribeWords = {
  ask: Record<Leavable, string>;
  still: string;
  button: string;
  done: string;
  gone: Record<Leavable, string>;
  mistake: string;
};

export const unsubscribeWords: Catalogue<UnsubscribeWords> = {
  en: {
    ask: {
      booking: "No more mails about bookings?",
      reminder: "No more mails about reminders?",
      request: "No more mails about requests?",
      security: "No more mails about security?",
      digest: "No more mails about digests?",
    },
    still: "What you ask for yourself, such as the confirmation of a booking, still comes.",
    button: "Unsubscribe",
    done: "You get no more of these mails",
    gone: {
      booking: "This company no longer writes to you about bookings.",
      reminder: "This company no longer writes to you about reminders.",
      request: "This company no longer writes to you about requests.",
      security: "This company no longer writes to you about security.",
      digest: "This company no longer writes to you about digests.",
    },
    mistake: "If this was a mistake, answer any mail of theirs: they can let these mails through again.",
  },
  de: {
    ask: {
      booking: "Keine E-Mails mehr zum Thema Buchungen?",
      reminder: "Keine E-Mails mehr zum Thema Erinnerungen?",
      request: "Keine E-Mails mehr zum Thema Anfragen?",
      security: "Keine E-Mails mehr zum Thema Sicherheit?",
      digest: "Keine E-Mails mehr zum Thema Übersichten?",
    },
    still: "Was Sie selbst anfordern, etwa die Bestätigung einer Buchung, kommt weiterhin.",
    button: "Abbestellen",
    done: "Sie erhalten diese E-Mails nicht mehr",
    gone: {
      booking: "Diese Firma schreibt Ihnen nicht mehr zum Thema Buchungen.",
      reminder: "Diese Firma schreibt Ihnen nicht mehr zum Thema Erinnerungen.",
      request: "Diese Firma schreibt Ihnen nicht mehr zum Thema Anfragen.",
      security: "Diese Firma schreibt Ihnen nicht mehr zum Thema Sicherheit.",
      digest: "Diese Firma schreibt Ihnen nicht mehr zum Thema Übersichten.",
    },
    mistake: "War es ein Versehen, antworten Sie auf eine E-Mail der Firma: Sie kann diese E-Mails wieder zulassen.",
  },
  fr: {
    ask: {
      booking: "Ne plus recevoir d’e-mails concernant les réservations ?",
      reminder: "Ne plus recevoir d’e-mails concernant les rappels ?",
      request: "Ne plus recevoir d’e-mails concernant les demandes ?",
      security: "Ne plus recevoir d’e-mails concernant la sécurité ?",
      digest: "Ne plus recevoir d’e-mails concernant les récapitulatifs ?",
    },
    still: "Ce que vous demandez vous-même, comme la confirmation d’une réservation, vous parviendra toujours.",
    button: "Se désabonner",
    done: "Vous ne recevrez plus ces e-mails",
    gone: {
      booking: "Cette entreprise ne vous écrira plus concernant les réservations.",
      reminder: "Cette entreprise ne vous écrira plus concernant les rappels.",
      request: "Cette entreprise ne vous écrira plus concernant les demandes.",
      security: "Cette entreprise ne vous écrira plus concernant la sécurité.",
      digest: "Cette entreprise ne vous écrira plus concernant les récapitulatifs.",
    },
    mistake: "Si c’était une erreur, répondez à l’un de ses e-mails : l’entreprise peut les autoriser de nouveau.",
  },
  es: {
    ask: {
      booking: "¿No recibir más correos sobre reservas?",
      reminder: "¿No recibir más correos sobre recordatorios?",
      request: "¿No recibir más correos sobre solicitudes?",
      security: "¿No recibir más correos sobre seguridad?",
      digest: "¿No recibir más correos sobre resúmenes?",
    },
    still: "Lo que usted mismo pida, como la confirmación de una reserva, seguirá llegando.",
    button: "Darse de baja",
    done: "Ya no recibirá estos correos",
    gone: {
      booking: "Esta empresa ya no le escribirá sobre reservas.",
      reminder: "Esta empresa ya no le escribirá sobre recordatorios.",
      request: "Esta empresa ya no le escribirá sobre solicitudes.",
      security: "Esta empresa ya no le escribirá sobre seguridad.",
      digest: "Esta empresa ya no le escribirá sobre resúmenes.",
    },
    mistake: "Si ha sido un error, responda a cualquiera de sus correos: la empresa puede volver a permitirlos.",
  },
  ar: {
    ask: {
      booking: "ألا تريد مزيدًا من الرسائل عن الحجوزات؟",
      reminder: "ألا تريد مزيدًا من الرسائل عن التذكيرات؟",
      request: "ألا تريد مزيدًا من الرسائل عن الطلبات؟",
      security: "ألا تريد مزيدًا من الرسائل عن الأمان؟",
      digest: "ألا تريد مزيدًا من الرسائل عن الملخصات؟",
    },
    still: "ما تطلبه بنفسك، مثل تأكيد الحجز، سيصلك كالمعتاد.",
    button: "إلغاء الاشتراك",
    done: "لن تصلك هذه الرسائل بعد الآن",
    gone: {
      booking: "لن تكتب إليك هذه الشركة بعد الآن عن الحجوزات.",
      reminder: "لن تكتب إليك هذه الشركة بعد الآن عن التذكيرات.",
      request: "لن تكتب إليك هذه الشركة بعد الآن عن الطلبات.",
      security: "لن تكتب إليك هذه الشركة بعد الآن عن الأمان.",
      digest: "لن تكتب إليك هذه الشركة بعد الآن عن الملخصات.",
    },
    mistake: "إن كان ذلك خطأً فأجب على أي رسالة من الشركة، فبإمكانها السماح بهذه الرسائل من جديد.",
  },
};
