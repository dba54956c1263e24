import type { Catalogue } from "../kit/language.ts";

export type InvitationWords = {
  join: (company: string) => string;
  text: (inviter: string, email: string) => string;
  until: string;
  accept: string;
  signIn: string;
  sorry: string;
  account: string;
  refusals: Record<"not_yours" | "already_member" | "over" | "unknown" | "other", string>;
};

const en: InvitationWords = {
  join: (company) => `Join ${company}`,
  text: (inviter, email) => `${inviter} invites ${email}.`,
  until: "The invitation is good until",
  accept: "Accept",
  signIn: "Sign in first, with the address the invitation was sent to",
  sorry: "This invitation did not open",
  account: "Your account",
  refusals: {
    not_yours: "This invitation is for another address. Sign in with the one it was sent to.",
    already_member: "You belong to this company already.",
    over: "It was used, withdrawn, sent again or has expired. Ask for a new one.",
    unknown: "This link is incomplete. Copy all of it from the mail.",
    other: "Something changed just now. Open the link again.",
  },
};

const de: InvitationWords = {
  join: (company) => `${company} beitreten`,
  text: (inviter, email) => `${inviter} lädt ${email} ein.`,
  until: "Die Einladung gilt bis",
  accept: "Annehmen",
  signIn: "Melden Sie sich zuerst mit der Adresse an, an die die Einladung ging",
  sorry: "Diese Einladung ließ sich nicht öffnen",
  account: "Ihr Konto",
  refusals: {
    not_yours: "Diese Einladung gilt einer anderen Adresse. Melden Sie sich mit der an, an die sie ging.",
    already_member: "Sie gehören schon zu dieser Firma.",
    over: "Sie wurde benutzt, zurückgezogen, neu verschickt oder ist abgelaufen. Bitten Sie um eine neue.",
    unknown: "Dieser Link ist unvollständig. Kopieren Sie ihn ganz aus der E-Mail.",
    other: "Gerade hat sich etwas geändert. Öffnen Sie den Link noch einmal.",
  },
};

const fr: InvitationWords = {
  join: (company) => `Rejoindre ${company}`,
  text: (inviter, email) => `${inviter} invite ${email}.`,
  until: "L’invitation est valable jusqu’au",
  accept: "Accepter",
  signIn: "Connectez-vous d’abord, avec l’adresse à laquelle l’invitation a été envoyée",
  sorry: "Cette invitation ne s’est pas ouverte",
  account: "Votre compte",
  refusals: {
    not_yours: "Cette invitation est pour une autre adresse. Connectez-vous avec celle qui l’a reçue.",
    already_member: "Vous faites déjà partie de cette entreprise.",
    over: "Elle a été utilisée, retirée, renvoyée ou a expiré. Demandez-en une nouvelle.",
    unknown: "Ce lien est incomplet. Copiez-le en entier depuis l’e-mail.",
    other: "Quelque chose vient de changer. Ouvrez le lien encore une fois.",
  },
};

const es: InvitationWords = {
  join: (company) => `Unirse a ${company}`,
  text: (inviter, email) => `${inviter} invita a ${email}.`,
  until: "La invitación vale hasta",
  accept: "Aceptar",
  signIn: "Inicie sesión primero, con la dirección a la que se envió la invitación",
  sorry: "Esta invitación no se ha abierto",
  account: "Su cuenta",
  refusals: {
    not_yours: "Esta invitación es para otra dirección. Inicie sesión con la que la recibió.",
    already_member: "Ya pertenece a esta empresa.",
    over: "Se usó, se retiró, se envió de nuevo o ha caducado. Pida otra.",
    unknown: "Este enlace está incompleto. Cópielo entero del correo.",
    other: "Algo acaba de cambiar. Abra el enlace otra vez.",
  },
};

const ar: InvitationWords = {
  join: (company) => `الانضمام إلى ${company}`,
  text: (inviter, email) => `يدعو ${inviter} صاحب العنوان ${email}.`,
  until: "الدعوة صالحة حتى",
  accept: "قبول",
  signIn: "سجّل الدخول أولًا بالعنوان الذي أُرسلت إليه الدعوة",
  sorry: "لم تُفتح هذه الدعوة",
  account: "حسابك",
  refusals: {
    not_yours: "هذه الدعوة لعنوان آخر. سجّل الدخول بالعنوان الذي وصلته.",
    already_member: "أنت عضو في هذه الشركة من قبل.",
    over: "استُخدمت أو سُحبت أو أُرسلت من جديد أو انتهت صلاحيتها. اطلب دعوة أخرى.",
    unknown: "هذا الرابط ناقص. انسخه كاملًا من الرسالة.",
    other: "تغيّر شيء للتو. افتح الرابط مرة أخرى.",
  },
};

export const words: Catalogue<InvitationWords> = { en, de, fr, es, ar };
