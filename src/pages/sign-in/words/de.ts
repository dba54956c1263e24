import type { SignInWords } from "../words.ts";

export const de: SignInWords = {
  title: "Anmelden",
  signedOut: "Sie sind abgemeldet.",
  how: "Hier gibt es keine Passwörter. Wir schicken Ihnen einen Code und einen Link per E-Mail.",
  email: "E-Mail-Adresse",
  send: "Code zuschicken",
  typeEmail: "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.com.",
  tooMany: (minutes) => `Von hier haben zu viele Personen gefragt. Versuchen Sie es in ${minutes} Minuten noch einmal.`,
  codeTitle: "Code eingeben",
  codeText:
    "Wir haben eine E-Mail mit einem sechsstelligen Code und einem Link geschickt. Beide gelten zehn Minuten, einmal, in diesem Browser.",
  code: "Code",
  codeHint: "Sechs Ziffern",
  typeCode: "Geben Sie die sechs Ziffern aus der E-Mail ein.",
  wrongCode: (left) => `Das ist nicht der Code aus der neuesten E-Mail. Verbleibende Versuche: ${left}.`,
  noMail: "Keine E-Mail? Sehen Sie im Spam-Ordner nach, oder",
  askAgain: "fragen Sie noch einmal",
  linkText: "Sie haben den Link aus unserer E-Mail geöffnet. Er gilt einmal.",
  elsewhereTitle: "Sie haben in einem anderen Browser gefragt",
  elsewhereText:
    "Link und Code gelten nur in dem Browser, in dem Sie danach gefragt haben: So kann sich niemand mit einer E-Mail anmelden, die er Sie öffnen ließ. Gehen Sie dorthin zurück und geben Sie den Code aus der E-Mail ein.",
  elsewhereAgain: "Einen neuen Code in diesem Browser anfordern",
  overTitle: "Die Anmeldung hat nicht geklappt",
  over: "Das wurde schon benutzt, ist älter als zehn Minuten oder wurde zu oft versucht.",
  unknown: "Diese Anmeldung gibt es nicht.",
  incomplete: "Dieser Link ist unvollständig. Kopieren Sie ihn ganz aus der E-Mail.",
  wrongLink: "Dieser Link stimmt nicht.",
  suspended: "Dieses Konto ist gesperrt. Fragen Sie die Personen, die Interlock in Ihrer Firma betreuen.",
  newCode: "Einen neuen Code anfordern",
};
