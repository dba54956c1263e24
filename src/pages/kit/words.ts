import type { Catalogue } from "./language.ts";
import type { FaultWords } from "./problem.tsx";

/** What the frame of every page says. */
export type KitWords = {
  skip: string;
  problem: string;
  error: string;
  optional: string;
  back: string;
  save: string;
  cancel: string;
  more: string;
  nothing: string;
  language: string;
  faults: FaultWords;
  notThere: { title: string; text: string };
  notAllowed: { title: string; text: string };
  wentWrong: { title: string; text: string };
  nav: {
    name: string;
    menu: string;
    day: string;
    week: string;
    hours: string;
    inbox: string;
    pipeline: string;
    candidates: string;
    interviews: string;
    schedule: string;
    bookings: string;
    links: string;
    load: string;
    jobs: string;
    eventTypes: string;
    pools: string;
    people: string;
    templates: string;
    webhooks: string;
    keys: string;
    audit: string;
    settings: string;
    account: string;
    notices: string;
    /** With how many at `#`. */
    unread: string;
    mine: string;
    work: string;
    company: string;
  };
  signOut: string;
  /** "Lumen Robotics: change company" */
  workingAt: string;
  saved: string;
  /** What only scripts can tell. */
  scripts: { loading: string; offline: string; failed: string; again: string };
};

const en: KitWords = {
  skip: "Skip to content",
  problem: "There is a problem",
  error: "Error",
  optional: "optional",
  back: "Back",
  save: "Save",
  cancel: "Cancel",
  more: "Show more",
  nothing: "Nothing here yet.",
  language: "Language",
  faults: { required: "Fill this in.", tooLong: "This is too long.", unfit: "This does not fit here." },
  notThere: { title: "Nothing here", text: "This page does not exist, or not for you. Check the address." },
  notAllowed: {
    title: "Not for you",
    text: "Your role here does not allow this. Ask an administrator of your company.",
  },
  wentWrong: { title: "This did not work", text: "Nothing was changed. Try again in a moment." },
  nav: {
    name: "Main",
    menu: "Menu",
    day: "My day",
    week: "My week",
    hours: "My hours",
    inbox: "Inbox",
    pipeline: "Pipeline",
    candidates: "Candidates",
    interviews: "Interviews",
    schedule: "Schedule",
    bookings: "Bookings",
    links: "Links",
    load: "Load",
    jobs: "Jobs",
    eventTypes: "Event types",
    pools: "Pools",
    people: "People",
    templates: "Templates",
    webhooks: "Webhooks",
    keys: "API keys",
    audit: "Audit trail",
    settings: "Settings",
    account: "Your account",
    notices: "Notifications",
    unread: "# unread",
    mine: "Mine",
    work: "Hiring",
    company: "Company",
  },
  signOut: "Sign out",
  workingAt: "Company",
  saved: "Saved.",
  scripts: {
    loading: "One moment…",
    offline: "You are offline. What you typed is kept; try again when you are connected.",
    failed: "This did not get through. What you typed is kept.",
    again: "Try again",
  },
};

const de: KitWords = {
  skip: "Zum Inhalt springen",
  problem: "Etwas stimmt nicht",
  error: "Fehler",
  optional: "freiwillig",
  back: "Zurück",
  save: "Speichern",
  cancel: "Abbrechen",
  more: "Mehr zeigen",
  nothing: "Hier ist noch nichts.",
  language: "Sprache",
  faults: { required: "Bitte ausfüllen.", tooLong: "Das ist zu lang.", unfit: "Das passt hier nicht." },
  notThere: {
    title: "Hier ist nichts",
    text: "Diese Seite gibt es nicht, oder nicht für Sie. Prüfen Sie die Adresse.",
  },
  notAllowed: {
    title: "Nicht für Sie",
    text: "Ihre Rolle erlaubt das hier nicht. Fragen Sie die Verwaltung Ihrer Firma.",
  },
  wentWrong: {
    title: "Das hat nicht geklappt",
    text: "Es wurde nichts geändert. Versuchen Sie es gleich noch einmal.",
  },
  nav: {
    name: "Hauptmenü",
    menu: "Menü",
    day: "Mein Tag",
    week: "Meine Woche",
    hours: "Meine Zeiten",
    inbox: "Eingang",
    pipeline: "Pipeline",
    candidates: "Bewerber",
    interviews: "Interviews",
    schedule: "Planen",
    bookings: "Buchungen",
    links: "Links",
    load: "Auslastung",
    jobs: "Stellen",
    eventTypes: "Terminarten",
    pools: "Pools",
    people: "Personen",
    templates: "Vorlagen",
    webhooks: "Webhooks",
    keys: "API-Schlüssel",
    audit: "Protokoll",
    settings: "Einstellungen",
    account: "Ihr Konto",
    notices: "Mitteilungen",
    unread: "# ungelesen",
    mine: "Meines",
    work: "Einstellen",
    company: "Firma",
  },
  signOut: "Abmelden",
  workingAt: "Firma",
  saved: "Gespeichert.",
  scripts: {
    loading: "Einen Moment…",
    offline: "Sie sind offline. Ihre Eingaben bleiben erhalten; versuchen Sie es erneut, sobald Sie verbunden sind.",
    failed: "Das ist nicht angekommen. Ihre Eingaben bleiben erhalten.",
    again: "Erneut versuchen",
  },
};

const fr: KitWords = {
  skip: "Aller au contenu",
  problem: "Il y a un problème",
  error: "Erreur",
  optional: "facultatif",
  back: "Retour",
  save: "Enregistrer",
  cancel: "Annuler",
  more: "Afficher plus",
  nothing: "Rien ici pour le moment.",
  language: "Langue",
  faults: {
    required: "Remplissez ce champ.",
    tooLong: "C’est trop long.",
    unfit: "Cette valeur ne convient pas ici.",
  },
  notThere: {
    title: "Rien ici",
    text: "Cette page n’existe pas, ou pas pour vous. Vérifiez l’adresse.",
  },
  notAllowed: {
    title: "Accès refusé",
    text: "Votre rôle ne le permet pas. Adressez-vous à l’administration de votre entreprise.",
  },
  wentWrong: { title: "Cela n’a pas fonctionné", text: "Rien n’a été modifié. Réessayez dans un instant." },
  nav: {
    name: "Menu principal",
    menu: "Menu",
    day: "Ma journée",
    week: "Ma semaine",
    hours: "Mes horaires",
    inbox: "À traiter",
    pipeline: "Parcours",
    candidates: "Candidats",
    interviews: "Entretiens",
    schedule: "Planifier",
    bookings: "Rendez-vous",
    links: "Liens",
    load: "Charge",
    jobs: "Postes",
    eventTypes: "Types de rendez-vous",
    pools: "Groupes",
    people: "Personnes",
    templates: "Modèles",
    webhooks: "Webhooks",
    keys: "Clés d’API",
    audit: "Journal",
    settings: "Réglages",
    account: "Votre compte",
    notices: "Notifications",
    unread: "non lues : #",
    mine: "Moi",
    work: "Recrutement",
    company: "Entreprise",
  },
  signOut: "Se déconnecter",
  workingAt: "Entreprise",
  saved: "Enregistré.",
  scripts: {
    loading: "Un instant…",
    offline: "Vous êtes hors ligne. Votre saisie est conservée ; réessayez une fois la connexion rétablie.",
    failed: "La demande n’est pas arrivée. Votre saisie est conservée.",
    again: "Réessayer",
  },
};

const es: KitWords = {
  skip: "Ir al contenido",
  problem: "Hay un problema",
  error: "Error",
  optional: "opcional",
  back: "Volver",
  save: "Guardar",
  cancel: "Cancelar",
  more: "Mostrar más",
  nothing: "Todavía no hay nada.",
  language: "Idioma",
  faults: { required: "Complete este campo.", tooLong: "Es demasiado largo.", unfit: "Este valor no vale aquí." },
  notThere: { title: "Aquí no hay nada", text: "Esta página no existe, o no para usted. Revise la dirección." },
  notAllowed: {
    title: "Sin permiso",
    text: "Su función aquí no lo permite. Pregunte a la administración de su empresa.",
  },
  wentWrong: { title: "No ha funcionado", text: "No se ha cambiado nada. Vuelva a intentarlo en un momento." },
  nav: {
    name: "Menú principal",
    menu: "Menú",
    day: "Mi día",
    week: "Mi semana",
    hours: "Mi horario",
    inbox: "Pendientes",
    pipeline: "Proceso",
    candidates: "Candidatos",
    interviews: "Entrevistas",
    schedule: "Programar",
    bookings: "Reservas",
    links: "Enlaces",
    load: "Carga",
    jobs: "Puestos",
    eventTypes: "Tipos de cita",
    pools: "Grupos",
    people: "Personas",
    templates: "Plantillas",
    webhooks: "Webhooks",
    keys: "Claves de API",
    audit: "Registro",
    settings: "Ajustes",
    account: "Su cuenta",
    notices: "Avisos",
    unread: "# sin leer",
    mine: "Lo mío",
    work: "Contratación",
    company: "Empresa",
  },
  signOut: "Cerrar sesión",
  workingAt: "Empresa",
  saved: "Guardado.",
  scripts: {
    loading: "Un momento…",
    offline: "No hay conexión. Lo que ha escrito se conserva; inténtelo de nuevo cuando vuelva la conexión.",
    failed: "La solicitud no ha llegado. Lo que ha escrito se conserva.",
    again: "Intentar de nuevo",
  },
};

const ar: KitWords = {
  skip: "انتقل إلى المحتوى",
  problem: "هناك مشكلة",
  error: "خطأ",
  optional: "اختياري",
  back: "رجوع",
  save: "حفظ",
  cancel: "إلغاء",
  more: "عرض المزيد",
  nothing: "لا شيء هنا بعد.",
  language: "اللغة",
  faults: { required: "املأ هذا الحقل.", tooLong: "هذا أطول من اللازم.", unfit: "هذه القيمة لا تصلح هنا." },
  notThere: { title: "لا شيء هنا", text: "هذه الصفحة غير موجودة، أو ليست لك. تحقق من العنوان." },
  notAllowed: { title: "غير مسموح", text: "دورك هنا لا يسمح بذلك. اسأل إدارة شركتك." },
  wentWrong: { title: "لم ينجح ذلك", text: "لم يتغير شيء. حاول مرة أخرى بعد لحظة." },
  nav: {
    name: "القائمة الرئيسية",
    menu: "القائمة",
    day: "يومي",
    week: "أسبوعي",
    hours: "ساعاتي",
    inbox: "الوارد",
    pipeline: "مسار التوظيف",
    candidates: "المرشحون",
    interviews: "المقابلات",
    schedule: "جدولة",
    bookings: "الحجوزات",
    links: "الروابط",
    load: "الحِمل",
    jobs: "الوظائف",
    eventTypes: "أنواع المواعيد",
    pools: "المجموعات",
    people: "الأشخاص",
    templates: "القوالب",
    webhooks: "إشعارات الويب",
    keys: "مفاتيح الواجهة",
    audit: "سجل التدقيق",
    settings: "الإعدادات",
    account: "حسابك",
    notices: "الإشعارات",
    unread: "غير مقروءة: #",
    mine: "ما يخصني",
    work: "التوظيف",
    company: "الشركة",
  },
  signOut: "تسجيل الخروج",
  workingAt: "الشركة",
  saved: "حُفظ.",
  scripts: {
    loading: "لحظة من فضلك…",
    offline: "أنت غير متصل بالإنترنت. ما كتبته محفوظ، فأعد المحاولة عند عودة الاتصال.",
    failed: "لم يصل الطلب. ما كتبته محفوظ.",
    again: "أعد المحاولة",
  },
};

export const kitWords: Catalogue<KitWords> = { en, de, fr, es, ar };
