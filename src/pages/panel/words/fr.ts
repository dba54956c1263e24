import type { PanelWords } from "../words.ts";

export const fr: PanelWords = {
  hello: "Bonjour #",
  when: "Quand",
  open: "L’horaire reste à fixer.",
  candidate: "Candidature",
  where: "Où",
  part: "Votre rôle",
  rsvp: {
    needs_action: "Vous n’avez pas encore répondu.",
    accepted: "Pour l’instant, votre participation est prévue.",
    declined: "Pour l’instant, votre participation n’est pas prévue.",
    tentative: "Vous avez dit que vous viendriez peut-être.",
  },
  respond: {
    title: "Pouvez-vous participer ?",
    accept: "Oui, je serai là",
    decline: "Non, je ne peux pas",
    once: "Vous pouvez répondre ici une seule fois. En cas de changement, connectez-vous ou prévenez la personne qui coordonne.",
  },
  decline: {
    title: "Décliner cet entretien ?",
    text: "La personne qui coordonne est prévenue, et quelqu’un d’autre pourra être sollicité.",
    reason: "Motif",
    hint: "Les personnes qui planifient l’entretien le liront.",
    button: "Oui, décliner",
    back: "Retour",
  },
  feedback: {
    title: "Votre évaluation",
    once: "Vous la remettez une seule fois. Vous ne verrez les autres qu’après avoir remis la vôtre.",
    early: {
      title: "Pas encore",
      text: "Vous pourrez rédiger votre évaluation ici dès que l’entretien aura commencé.",
    },
    criterion: "Note",
    comment: "Ce que vous avez observé : #",
    overall: "Dans l’ensemble",
    ofFive: "De 1, très en dessous des besoins du poste, à 5, très au-dessus.",
    of: "# sur #",
    recommendation: "Recruteriez-vous cette personne ?",
    recommendations: { strong_yes: "Oui, sans hésiter", yes: "Oui", no: "Non", strong_no: "Non, en aucun cas" },
    strengths: "Points forts",
    concerns: "Réserves",
    comments: "Ce sur quoi vous vous fondez",
    button: "Remettre l’évaluation",
    missing: "Il manque encore ceci pour la remettre.",
  },
  windows: {
    title: "Quand seriez-vous disponible ?",
    text: "Indiquez quelques créneaux qui vous conviennent. # en choisira un et vous enverra l’invitation.",
    button: "Envoyer ces créneaux",
  },
  done: {
    accepted: {
      title: "Vous avez accepté",
      text: "Merci. L’entretien figurera dans votre agenda dès réception de l’invitation.",
    },
    declined: {
      title: "Vous avez décliné",
      text: "Merci de l’avoir dit. La personne qui coordonne est prévenue ; vous n’avez plus rien à faire.",
    },
    feedback: {
      title: "Votre évaluation est remise",
      text: "Merci. Une fois connecté, vous pouvez lire celles des autres.",
    },
    windows: {
      title: "Merci",
      text: "Vos créneaux ont été envoyés. Vous recevrez un e-mail dès que l’un d’eux sera retenu.",
    },
  },
  see: "Ouvrir l’entretien",
  refused: {
    changed: "L’entretien a changé entre-temps et rien n’a été fait.",
    again: "Cela n’a pas fonctionné, rien n’a été modifié. Réessayez dans un instant.",
    early: "L’entretien n’a pas encore commencé.",
    notHeld: "Cet entretien n’a pas eu lieu : il n’y a rien à évaluer.",
    nobody: "Aucune candidature n’est liée à cet entretien : il n’y a personne à évaluer.",
    given: "Votre évaluation est déjà remise.",
    unfit: "Cette valeur ne convient pas ici.",
  },
  over: {
    title: "Ce lien a rempli son rôle",
    text: "Il a été utilisé, a expiré ou n’est plus utile pour l’entretien. Le dernier e-mail au sujet de l’entretien indique où en sont les choses.",
  },
  staff: "Si vous travaillez ici, vos entretiens se trouvent sous #.",
  unknown: {
    title: "Ce lien ne fonctionne pas",
    text: "Une partie s’est peut-être perdue en chemin. Ouvrez-le depuis l’e-mail ou copiez-le en entier.",
  },
};
