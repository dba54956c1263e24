import type { Catalogue } from "../kit/language.ts";

export type AccountWords = {
  title: string;
  signedInAs: string;
  companies: string;
  none: string;
  noRole: string;
  here: string;
  goTo: string;
  make: string;
  work: string;
  profile: string;
  programs: string;
  token: string;
  tokenText: (until: string) => string;
  tokenHow: string;
  sessions: string;
  used: string;
  opened: string;
  from: string;
  browserOn: (browser: string, system: string) => string;
  thisOne: string;
  unknown: string;
  end: string;
  endThat: (opened: string) => string;
  leave: string;
  out: string;
  outEverywhere: string;
  notThere: string;
  status: Record<"suspended" | "deactivated", string>;
};

const en: AccountWords = {
  title: "Your account",
  signedInAs: "Signed in as",
  companies: "Your companies",
  none: "You belong to none yet. An invitation or a company of your own changes that.",
  noRole: "no role",
  here: "you are working here",
  goTo: "Work at",
  make: "Make a company",
  work: "Go to work",
  profile: "Your profile and notifications",
  programs: "For programs: the API",
  token: "Access token",
  tokenText: (until) => `To try the API: good until ${until}. Load this page again for a fresh one.`,
  tokenHow: "Put it into INTERLOCK_TOKEN and take any request of the API reference.",
  sessions: "Your sessions",
  used: "Last used",
  opened: "opened",
  from: "from",
  browserOn: (browser, system) => `${browser} on ${system}`,
  thisOne: "this one",
  unknown: "Unknown browser",
  end: "End",
  endThat: (opened) => `End the session opened ${opened}`,
  leave: "Leave",
  out: "Sign out",
  outEverywhere: "Sign out everywhere",
  notThere: "You do not work there",
  status: { suspended: "suspended", deactivated: "deactivated" },
};

const de: AccountWords = {
  title: "Ihr Konto",
  signedInAs: "Angemeldet als",
  companies: "Ihre Firmen",
  none: "Sie gehören noch zu keiner. Eine Einladung oder eine eigene Firma ändert das.",
  noRole: "keine Rolle",
  here: "hier arbeiten Sie gerade",
  goTo: "Wechseln zu",
  make: "Eine Firma anlegen",
  work: "Zur Arbeit",
  profile: "Ihr Profil und Ihre Benachrichtigungen",
  programs: "Für Programme: die API",
  token: "Zugriffstoken",
  tokenText: (until) =>
    `Zum Ausprobieren der API: gültig bis ${until}. Laden Sie die Seite neu, um ein frisches zu erhalten.`,
  tokenHow: "Legen Sie es in INTERLOCK_TOKEN ab und nehmen Sie eine beliebige Anfrage aus der API-Referenz.",
  sessions: "Ihre Sitzungen",
  used: "Zuletzt benutzt",
  opened: "eröffnet",
  from: "von",
  browserOn: (browser, system) => `${browser} unter ${system}`,
  thisOne: "diese hier",
  unknown: "Unbekannter Browser",
  end: "Beenden",
  endThat: (opened) => `Die am ${opened} eröffnete Sitzung beenden`,
  leave: "Gehen",
  out: "Abmelden",
  outEverywhere: "Überall abmelden",
  notThere: "Dort arbeiten Sie nicht",
  status: { suspended: "gesperrt", deactivated: "stillgelegt" },
};

const fr: AccountWords = {
  title: "Votre compte",
  signedInAs: "Connecté en tant que",
  companies: "Vos entreprises",
  none: "Vous n’en avez pas encore. Une invitation ou votre propre entreprise y remédie.",
  noRole: "aucun rôle",
  here: "vous y travaillez en ce moment",
  goTo: "Passer à",
  make: "Créer une entreprise",
  work: "Au travail",
  profile: "Votre profil et vos notifications",
  programs: "Pour les programmes : l’API",
  token: "Jeton d’accès",
  tokenText: (until) =>
    `Pour essayer l’API : valable jusqu’au ${until}. Rechargez cette page pour en obtenir un nouveau.`,
  tokenHow: "Placez-le dans INTERLOCK_TOKEN et prenez n’importe quelle requête de la référence de l’API.",
  sessions: "Vos sessions",
  used: "Dernière utilisation",
  opened: "ouverte",
  from: "depuis",
  browserOn: (browser, system) => `${browser} sous ${system}`,
  thisOne: "celle-ci",
  unknown: "Navigateur inconnu",
  end: "Fermer",
  endThat: (opened) => `Fermer la session ouverte le ${opened}`,
  leave: "Partir",
  out: "Se déconnecter",
  outEverywhere: "Se déconnecter partout",
  notThere: "Vous n’y travaillez pas",
  status: { suspended: "suspendu", deactivated: "désactivé" },
};

const es: AccountWords = {
  title: "Su cuenta",
  signedInAs: "Sesión de",
  companies: "Sus empresas",
  none: "Todavía no pertenece a ninguna. Una invitación o una empresa propia lo cambian.",
  noRole: "sin función",
  here: "está trabajando aquí",
  goTo: "Ir a",
  make: "Crear una empresa",
  work: "A trabajar",
  profile: "Su perfil y sus avisos",
  programs: "Para programas: la API",
  token: "Token de acceso",
  tokenText: (until) => `Para probar la API: vale hasta ${until}. Recargue la página para obtener otro.`,
  tokenHow: "Póngalo en INTERLOCK_TOKEN y use cualquier petición de la referencia de la API.",
  sessions: "Sus sesiones",
  used: "Último uso",
  opened: "abierta",
  from: "desde",
  browserOn: (browser, system) => `${browser} en ${system}`,
  thisOne: "esta",
  unknown: "Navegador desconocido",
  end: "Cerrar",
  endThat: (opened) => `Cerrar la sesión abierta el ${opened}`,
  leave: "Salir",
  out: "Cerrar sesión",
  outEverywhere: "Cerrar sesión en todas partes",
  notThere: "Usted no trabaja ahí",
  status: { suspended: "suspendido", deactivated: "desactivado" },
};

const ar: AccountWords = {
  title: "حسابك",
  signedInAs: "سجّلت الدخول باسم",
  companies: "شركاتك",
  none: "لا تنتمي إلى أي شركة بعد. تغيّر ذلك دعوةٌ أو شركة تنشئها.",
  noRole: "بلا دور",
  here: "تعمل هنا الآن",
  goTo: "الانتقال إلى",
  make: "أنشئ شركة",
  work: "إلى العمل",
  profile: "ملفك وإشعاراتك",
  programs: "للبرامج: الواجهة البرمجية",
  token: "رمز الوصول",
  tokenText: (until) => `لتجربة الواجهة البرمجية: صالح حتى ${until}. أعد تحميل الصفحة للحصول على رمز جديد.`,
  tokenHow: "ضعه في INTERLOCK_TOKEN وخذ أي طلب من مرجع الواجهة البرمجية.",
  sessions: "جلساتك",
  used: "آخر استخدام",
  opened: "بدأت",
  from: "من",
  browserOn: (browser, system) => `${browser} على ${system}`,
  thisOne: "هذه الجلسة",
  unknown: "متصفح غير معروف",
  end: "إنهاء",
  endThat: (opened) => `إنهاء الجلسة المفتوحة ${opened}`,
  leave: "المغادرة",
  out: "تسجيل الخروج",
  outEverywhere: "تسجيل الخروج من كل مكان",
  notThere: "أنت لا تعمل هناك",
  status: { suspended: "موقوف", deactivated: "معطّل" },
};

export const words: Catalogue<AccountWords> = { en, de, fr, es, ar };
