import type { SignInWords } from "../words.ts";

export const fr: SignInWords = {
  title: "Se connecter",
  signedOut: "Vous êtes déconnecté.",
  how: "Il n’y a pas de mot de passe ici. Nous vous envoyons un code et un lien par e-mail.",
  email: "Adresse e-mail",
  send: "M’envoyer un code",
  typeEmail: "Saisissez une adresse e-mail, par exemple nom@example.com.",
  tooMany: (minutes) => `Trop de demandes sont venues d’ici. Réessayez dans ${minutes} minutes.`,
  codeTitle: "Saisissez le code",
  codeText:
    "Nous avons envoyé un e-mail avec un code à six chiffres et un lien. Tous deux sont valables dix minutes, une seule fois, dans ce navigateur.",
  code: "Code",
  codeHint: "Six chiffres",
  typeCode: "Saisissez les six chiffres de l’e-mail.",
  wrongCode: (left) => `Ce n’est pas le code du dernier e-mail. Essais restants : ${left}.`,
  noMail: "Pas d’e-mail ? Regardez parmi les indésirables, ou",
  askAgain: "demandez-en un autre",
  linkText: "Vous avez ouvert le lien de notre e-mail. Il ne sert qu’une fois.",
  elsewhereTitle: "Vous avez fait la demande dans un autre navigateur",
  elsewhereText:
    "Le lien et le code ne fonctionnent que dans le navigateur où vous les avez demandés : ainsi personne ne peut se connecter avec un e-mail qu’il vous a fait ouvrir. Retournez-y et saisissez le code de l’e-mail.",
  elsewhereAgain: "Demander un nouveau code dans ce navigateur",
  overTitle: "La connexion n’a pas abouti",
  over: "Il a déjà servi, date de plus de dix minutes ou a été essayé trop souvent.",
  unknown: "Cette connexion n’existe pas.",
  incomplete: "Ce lien est incomplet. Copiez-le en entier depuis l’e-mail.",
  wrongLink: "Ce lien n’est pas le bon.",
  suspended: "Ce compte est suspendu. Adressez-vous aux personnes qui gèrent Interlock dans votre entreprise.",
  newCode: "Demander un nouveau code",
};
