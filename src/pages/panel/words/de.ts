import type { PanelWords } from "../words.ts";

export const de: PanelWords = {
  hello: "Guten Tag, #",
  when: "Wann",
  open: "Die Zeit ist noch offen.",
  candidate: "Bewerberin oder Bewerber",
  where: "Wo",
  part: "Ihre Rolle",
  rsvp: {
    needs_action: "Sie haben noch nicht geantwortet.",
    accepted: "Bisher sind Sie als teilnehmend eingetragen.",
    declined: "Bisher sind Sie als nicht teilnehmend eingetragen.",
    tentative: "Sie haben gesagt, dass Sie vielleicht kommen.",
  },
  respond: {
    title: "Können Sie teilnehmen?",
    accept: "Ja, ich bin dabei",
    decline: "Nein, ich kann nicht",
    once: "Sie können hier einmal antworten. Ändern sich Ihre Pläne später, melden Sie sich an oder geben Sie der Koordination Bescheid.",
  },
  decline: {
    title: "Dieses Interview ablehnen?",
    text: "Die Koordination wird benachrichtigt, und möglicherweise wird jemand anderes gefragt.",
    reason: "Grund",
    hint: "Wer das Interview plant, liest ihn.",
    button: "Ja, ablehnen",
    back: "Zurück",
  },
  feedback: {
    title: "Ihr Bewertungsbogen",
    once: "Sie geben ihn einmal ab. Was andere geschrieben haben, sehen Sie erst danach.",
    early: {
      title: "Noch nicht",
      text: "Hier können Sie Ihren Bewertungsbogen ausfüllen, sobald das Interview begonnen hat.",
    },
    criterion: "Bewertung",
    comment: "Ihre Beobachtung: #",
    overall: "Gesamteindruck",
    ofFive: "Von 1, weit unter den Anforderungen, bis 5, weit darüber.",
    of: "# von #",
    recommendation: "Würden Sie die Person einstellen?",
    recommendations: { strong_yes: "Ja, unbedingt", yes: "Ja", no: "Nein", strong_no: "Nein, auf keinen Fall" },
    strengths: "Stärken",
    concerns: "Bedenken",
    comments: "Worauf Sie das stützen",
    button: "Bewertungsbogen abgeben",
    missing: "Das wird noch gebraucht, bevor Sie abgeben können.",
  },
  windows: {
    title: "Wann hätten Sie Zeit?",
    text: "Nennen Sie einige Zeiten, die Ihnen passen. # wählt eine davon und schickt Ihnen die Einladung.",
    button: "Zeiten senden",
  },
  done: {
    accepted: {
      title: "Sie haben zugesagt",
      text: "Vielen Dank. Mit der Einladung steht das Interview in Ihrem Kalender.",
    },
    declined: {
      title: "Sie haben abgelehnt",
      text: "Danke für die Rückmeldung. Die Koordination weiß Bescheid; Sie müssen nichts weiter tun.",
    },
    feedback: {
      title: "Ihr Bewertungsbogen ist abgegeben",
      text: "Vielen Dank. Angemeldet können Sie jetzt lesen, was andere geschrieben haben.",
    },
    windows: {
      title: "Vielen Dank",
      text: "Ihre Zeiten wurden gesendet. Sie erhalten eine E-Mail, sobald eine davon feststeht.",
    },
  },
  see: "Interview öffnen",
  refused: {
    changed: "Das Interview hat sich inzwischen geändert, es wurde nichts unternommen.",
    again: "Das hat nicht geklappt, es wurde nichts geändert. Versuchen Sie es gleich noch einmal.",
    early: "Das Interview hat noch nicht begonnen.",
    notHeld: "Dieses Interview hat nicht stattgefunden, es gibt also nichts zu bewerten.",
    nobody: "Zu diesem Interview ist keine Bewerbung verzeichnet, die sich bewerten ließe.",
    given: "Ihr Bewertungsbogen ist schon abgegeben.",
    unfit: "Das passt hier nicht.",
  },
  over: {
    title: "Dieser Link hat seinen Zweck erfüllt",
    text: "Er wurde benutzt, ist abgelaufen oder wird für das Interview nicht mehr gebraucht. Den aktuellen Stand nennt die neueste E-Mail zum Interview.",
  },
  staff: "Wenn Sie hier arbeiten, finden Sie Ihre Interviews unter #.",
  unknown: {
    title: "Dieser Link funktioniert nicht",
    text: "Vielleicht ging unterwegs ein Teil verloren. Öffnen Sie ihn aus der E-Mail oder kopieren Sie ihn ganz.",
  },
};
