import type { Catalogue } from "../kit/language.ts";

export type WelcomeWords = {
  step: (at: number) => string;
  company: {
    title: string;
    text: string;
    name: string;
    nameHint: string;
    you: string;
    youHint: string;
    slug: string;
    slugHint: string;
    zone: string;
    next: string;
  };
  hours: { title: string; text: string; hours: string; hint: string; usual: string; next: string };
  event: {
    title: string;
    text: string;
    name: string;
    nameUsual: string;
    minutes: string;
    slugHint: string;
    next: string;
  };
  done: {
    title: string;
    text: string;
    link: string;
    see: string;
    embed: string;
    further: string;
    invite: string;
    change: string;
    work: string;
  };
  refusals: Record<string, string>;
};

const en: WelcomeWords = {
  step: (at) => `Step ${at} of 3`,
  company: {
    title: "Welcome. What is your company called?",
    text: "Three short steps, and people can book you.",
    name: "Company name",
    nameHint: "As candidates know it",
    you: "Your name",
    youHint: "Candidates read it. It can be changed at any time.",
    slug: "Address of your pages",
    slugHint: "Lower-case letters, digits and hyphens. Left empty, it is made from the name.",
    zone: "Time zone",
    next: "Go on to your hours",
  },
  hours: {
    title: "When can you be booked?",
    text: "Write it as you would say it. It can be changed at any time, day by day.",
    hours: "Your hours",
    hint: "Days, then times. Several ranges a day are separated by commas, groups of days by semicolons.",
    usual: "Mon-Fri 09:00-12:00, 13:00-17:00",
    next: "Go on to the first meeting",
  },
  event: {
    title: "What can people book with you?",
    text: "Your first event type. More, with panels and questions, come later.",
    name: "Title",
    nameUsual: "Introductory call",
    minutes: "Minutes",
    slugHint: "The end of its public address. Left empty, it is made from the title.",
    next: "Make my booking page",
  },
  done: {
    title: "You can be booked",
    text: "This is your link. Whoever opens it sees your free times and books one.",
    link: "Your link to share",
    see: "Look at it as a candidate does",
    embed: "Or put it into a page of your own:",
    further: "What comes next",
    invite: "Invite your colleagues",
    change: "Change your hours",
    work: "Go to work",
  },
  refusals: {
    "tenant.slug_taken": "Somebody else has this address. Choose another.",
    "tenant.slug_reserved": "This address is ours. Choose another.",
    "quota.exceeded": "You have made too many companies today.",
  },
};

const de: WelcomeWords = {
  step: (at) => `Schritt ${at} von 3`,
  company: {
    title: "Willkommen. Wie heißt Ihre Firma?",
    text: "Drei kurze Schritte, und man kann bei Ihnen buchen.",
    name: "Name der Firma",
    nameHint: "So, wie Bewerber sie kennen",
    you: "Ihr Name",
    youHint: "Bewerber lesen ihn. Er lässt sich jederzeit ändern.",
    slug: "Adresse Ihrer Seiten",
    slugHint: "Kleinbuchstaben, Ziffern und Bindestriche. Bleibt das Feld leer, wird sie aus dem Namen gebildet.",
    zone: "Zeitzone",
    next: "Weiter zu Ihren Zeiten",
  },
  hours: {
    title: "Wann kann man Sie buchen?",
    text: "Schreiben Sie es, wie Sie es sagen würden. Es lässt sich jederzeit ändern, Tag für Tag.",
    hours: "Ihre Zeiten",
    hint: "Tage (englisch abgekürzt), dann Zeiten. Mehrere Spannen am Tag trennt ein Komma, Gruppen von Tagen ein Semikolon.",
    usual: "Mon-Fri 09:00-12:00, 13:00-17:00",
    next: "Weiter zum ersten Termin",
  },
  event: {
    title: "Was kann man bei Ihnen buchen?",
    text: "Ihre erste Terminart. Weitere, auch mit mehreren Personen und Fragen, folgen später.",
    name: "Titel",
    nameUsual: "Kennenlerngespräch",
    minutes: "Minuten",
    slugHint: "Das Ende der öffentlichen Adresse. Bleibt das Feld leer, wird sie aus dem Titel gebildet.",
    next: "Meine Buchungsseite anlegen",
  },
  done: {
    title: "Man kann bei Ihnen buchen",
    text: "Das ist Ihr Link. Wer ihn öffnet, sieht Ihre freien Zeiten und bucht eine davon.",
    link: "Ihr Link zum Weitergeben",
    see: "So ansehen, wie Bewerber es sehen",
    embed: "Oder setzen Sie die Seite in eine eigene ein:",
    further: "Wie es weitergeht",
    invite: "Laden Sie Ihr Team ein",
    change: "Ändern Sie Ihre Zeiten",
    work: "Zur Arbeit",
  },
  refusals: {
    "tenant.slug_taken": "Diese Adresse hat schon jemand. Wählen Sie eine andere.",
    "tenant.slug_reserved": "Diese Adresse brauchen wir selbst. Wählen Sie eine andere.",
    "quota.exceeded": "Sie haben heute zu viele Firmen angelegt.",
  },
};

const fr: WelcomeWords = {
  step: (at) => `Étape ${at} sur 3`,
  company: {
    title: "Bienvenue. Comment s’appelle votre entreprise ?",
    text: "Trois courtes étapes, et l’on peut prendre rendez-vous avec vous.",
    name: "Nom de l’entreprise",
    nameHint: "Tel que les candidats le connaissent",
    you: "Votre nom",
    youHint: "Les candidats le voient. Vous pourrez le modifier à tout moment.",
    slug: "Adresse de vos pages",
    slugHint: "Lettres minuscules, chiffres et traits d’union. Si le champ reste vide, elle est tirée du nom.",
    zone: "Fuseau horaire",
    next: "Continuer vers vos horaires",
  },
  hours: {
    title: "Quand peut-on prendre rendez-vous ?",
    text: "Écrivez-le comme vous le diriez. Tout peut changer ensuite, jour par jour.",
    hours: "Vos horaires",
    hint: "Les jours (abrégés en anglais), puis les heures. Plusieurs plages par jour sont séparées par des virgules, les groupes de jours par des points-virgules.",
    usual: "Mon-Fri 09:00-12:00, 13:00-17:00",
    next: "Continuer vers le premier rendez-vous",
  },
  event: {
    title: "Que peut-on réserver avec vous ?",
    text: "Votre premier type de rendez-vous. D’autres, à plusieurs et avec des questions, viendront plus tard.",
    name: "Titre",
    nameUsual: "Premier échange",
    minutes: "Minutes",
    slugHint: "La fin de son adresse publique. Si le champ reste vide, elle est tirée du titre.",
    next: "Créer ma page de réservation",
  },
  done: {
    title: "On peut prendre rendez-vous avec vous",
    text: "Voici votre lien. Qui l’ouvre voit vos moments libres et en réserve un.",
    link: "Votre lien à partager",
    see: "La voir comme un candidat",
    embed: "Ou insérez-la dans une page à vous :",
    further: "Et ensuite",
    invite: "Invitez vos collègues",
    change: "Modifiez vos horaires",
    work: "Au travail",
  },
  refusals: {
    "tenant.slug_taken": "Cette adresse est déjà prise. Choisissez-en une autre.",
    "tenant.slug_reserved": "Cette adresse nous est réservée. Choisissez-en une autre.",
    "quota.exceeded": "Vous avez créé trop d’entreprises aujourd’hui.",
  },
};

const es: WelcomeWords = {
  step: (at) => `Paso ${at} de 3`,
  company: {
    title: "Bienvenido. ¿Cómo se llama su empresa?",
    text: "Tres pasos cortos y ya se podrá reservar con usted.",
    name: "Nombre de la empresa",
    nameHint: "Tal como la conocen los candidatos",
    you: "Su nombre",
    youHint: "Lo leen los candidatos. Podrá cambiarlo en cualquier momento.",
    slug: "Dirección de sus páginas",
    slugHint: "Minúsculas, cifras y guiones. Si queda vacía, se forma con el nombre.",
    zone: "Zona horaria",
    next: "Continuar con su horario",
  },
  hours: {
    title: "¿Cuándo se puede reservar con usted?",
    text: "Escríbalo como lo diría. Podrá cambiarlo en cualquier momento, día a día.",
    hours: "Su horario",
    hint: "Días (abreviados en inglés) y horas. Varios tramos al día se separan con comas; los grupos de días, con punto y coma.",
    usual: "Mon-Fri 09:00-12:00, 13:00-17:00",
    next: "Continuar con la primera cita",
  },
  event: {
    title: "¿Qué se puede reservar con usted?",
    text: "Su primer tipo de cita. Más adelante podrá añadir otros, con varias personas y preguntas.",
    name: "Título",
    nameUsual: "Primera conversación",
    minutes: "Minutos",
    slugHint: "El final de su dirección pública. Si queda vacía, se forma con el título.",
    next: "Crear mi página de reservas",
  },
  done: {
    title: "Ya se puede reservar con usted",
    text: "Este es su enlace. Quien lo abra verá sus horas libres y reservará una.",
    link: "Su enlace para compartir",
    see: "Verla como un candidato",
    embed: "O póngala en una página propia:",
    further: "Y ahora",
    invite: "Invite a su equipo",
    change: "Cambie su horario",
    work: "A trabajar",
  },
  refusals: {
    "tenant.slug_taken": "Esa dirección ya la tiene otra empresa. Elija otra.",
    "tenant.slug_reserved": "Esa dirección es nuestra. Elija otra.",
    "quota.exceeded": "Hoy ha creado demasiadas empresas.",
  },
};

const ar: WelcomeWords = {
  step: (at) => `الخطوة ${at} من 3`,
  company: {
    title: "أهلًا بك. ما اسم شركتك؟",
    text: "ثلاث خطوات قصيرة، ثم يمكن للناس الحجز معك.",
    name: "اسم الشركة",
    nameHint: "كما يعرفها المرشحون",
    you: "اسمك",
    youHint: "يقرؤه المرشحون، ويمكنك تغييره في أي وقت.",
    slug: "عنوان صفحاتك",
    slugHint: "أحرف لاتينية صغيرة وأرقام وشرطات. إن تُرك فارغًا فسيُشتق من الاسم.",
    zone: "المنطقة الزمنية",
    next: "المتابعة إلى ساعاتك",
  },
  hours: {
    title: "متى يمكن الحجز معك؟",
    text: "اكتبها كما تقولها. يمكنك تغييرها في أي وقت، يومًا بيوم.",
    hours: "ساعاتك",
    hint: "الأيام باختصارها الإنجليزي ثم الأوقات. تفصل الفاصلة بين فترات اليوم، والفاصلة المنقوطة بين مجموعات الأيام.",
    usual: "Mon-Fri 09:00-12:00, 13:00-17:00",
    next: "المتابعة إلى أول موعد",
  },
  event: {
    title: "ماذا يمكن أن يُحجز معك؟",
    text: "أول أنواع مواعيدك. يمكنك لاحقًا إضافة أنواع أخرى بعدة أشخاص وأسئلة.",
    name: "العنوان",
    nameUsual: "مكالمة تعارف",
    minutes: "الدقائق",
    slugHint: "نهاية عنوانه العام. إن تُرك فارغًا فسيُشتق من العنوان.",
    next: "أنشئ صفحة الحجز",
  },
  done: {
    title: "يمكن الآن الحجز معك",
    text: "هذا رابطك. من يفتحه يرى أوقاتك المتاحة ويحجز واحدًا منها.",
    link: "رابطك للمشاركة",
    see: "شاهدها كما يراها المرشح",
    embed: "أو ضعها في صفحة من صفحاتك:",
    further: "ماذا بعد",
    invite: "ادعُ زملاءك",
    change: "غيّر ساعاتك",
    work: "إلى العمل",
  },
  refusals: {
    "tenant.slug_taken": "هذا العنوان لشركة أخرى. اختر غيره.",
    "tenant.slug_reserved": "هذا العنوان محجوز لنا. اختر غيره.",
    "quota.exceeded": "أنشأت اليوم شركات أكثر من اللازم.",
  },
};

export const words: Catalogue<WelcomeWords> = { en, de, fr, es, ar };
