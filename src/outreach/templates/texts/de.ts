import type { Texts } from "./shape.ts";

export const de: Texts = {
  greeting: "Guten Tag{{#if reader_name}} {{ reader_name }}{{/if}},",
  labels: {
    previous: "Bisher:",
    where: "Ort:",
    with: "Mit:",
    hosts: "Mit:",
    reason: "Dazu wurde gesagt:",
    windows: "Diese Zeiten würden passen:",
    decide: "Der Termin ist noch nicht bestätigt. Ohne Antwort verfällt er:",
    manage: "Termin ansehen, verschieben oder absagen",
    adding: "In den Kalender eintragen:",
    join: "An der Besprechung teilnehmen",
    role: "Ihre Rolle:",
    job: "Stelle:",
    kit: "Fragen und Kriterien ansehen",
    accept: "Ich komme",
    decline: "Ich kann nicht kommen",
    feedback: "Meinen Bewertungsbogen ausfüllen",
    due: "Er ist fällig:",
    choose: "Eine Zeit wählen",
    say_when: "Sagen, wann es passt",
    until: "Das ist möglich bis:",
  },
  minutes: "Minuten",
  places: {
    video: "Videoanruf",
    voice: "Sprachanruf",
    phone: "Telefon",
    on_site: "Vor Ort",
    link: "Online",
    ask_candidate: "Wird noch vereinbart",
  },
  closing: {
    invitee: "Sie erhalten diese Nachricht, weil mit dieser Adresse ein Termin gebucht wurde.",
    host: "Sie erhalten diese Nachricht, weil Sie diesen Termin führen.",
    guest: "Sie erhalten diese Nachricht, weil Sie jemand zu diesem Termin mitgebeten hat.",
    candidate: "Sie erhalten diese Nachricht, weil Sie für eine Stelle in Betracht kommen.",
    organizer: "Sie erfahren das, weil Sie dieses Gespräch organisieren.",
  },
  openings: {
    "booking.created.invitee": [
      "Bestätigt: {{ title }}, {{ starts_at }}",
      "Ihr Termin bei {{ company }} ist bestätigt.",
    ],
    "booking.created.host": [
      "Neuer Termin: {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "ein Termin mit Ihnen ist bestätigt.",
    ],
    "booking.created.guest": [
      "Einladung: {{ title }}, {{ starts_at }}",
      "{{ invitee_name }} bittet Sie zu einem Termin bei {{ company }} dazu.",
    ],
    "booking.pending.invitee": [
      "Eingegangen: {{ title }}, {{ starts_at }}",
      "{{ company }} hat Ihre Anfrage erhalten und sagt Ihnen, ob der Termin stattfindet.",
    ],
    "booking.pending.host": [
      "Zu bestätigen: {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "jemand möchte Sie sprechen. Bitte bestätigen Sie oder lehnen Sie ab.",
    ],
    "booking.confirmed.invitee": [
      "Bestätigt: {{ title }}, {{ starts_at }}",
      "{{ company }} hat Ihren Termin bestätigt.",
    ],
    "booking.declined.invitee": [
      "Abgelehnt: {{ title }}, {{ starts_at }}",
      "{{ company }} hat diesen Termin abgelehnt.",
    ],
    "booking.declined.host": [
      "Abgelehnt: {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "dieser Termin wurde abgelehnt. Die Zeit ist wieder frei.",
    ],
    "booking.expired.invitee": [
      "Verfallen: {{ title }}, {{ starts_at }}",
      "niemand hat Ihre Anfrage rechtzeitig bestätigt, daher ist sie verfallen. Wählen Sie gern eine andere Zeit.",
    ],
    "booking.expired.host": [
      "Verfallen: {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "niemand hat diese Anfrage rechtzeitig bestätigt. Die Zeit ist wieder frei.",
    ],
    "booking.canceled": ["Abgesagt: {{ title }}, {{ starts_at }}", "dieser Termin findet nicht statt."],
    "booking.rescheduled": ["Neue Zeit: {{ title }}, {{ starts_at }}", "dieser Termin hat eine neue Zeit."],
    "booking.relocated": [
      "Neuer Ort: {{ title }}, {{ starts_at }}",
      "dieser Termin findet an einem anderen Ort statt.",
    ],
    "booking.wall_time_kept": [
      "Angepasst: {{ title }}, {{ starts_at }}",
      "ein Land hat seine Uhren umgestellt. Der Termin behält dort seine Uhrzeit und kann sich bei Ihnen verschoben haben.",
    ],
    "booking.reassigned": [
      "Andere Besetzung: {{ title }}, {{ starts_at }}",
      "diesen Termin führt jetzt jemand anderes.",
    ],
    "booking.reassigned.host_new": [
      "Sie führen: {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "diesen Termin führen jetzt Sie.",
    ],
    "booking.reassigned.host_old": [
      "Nicht mehr bei Ihnen: {{ title }}, {{ starts_at }}",
      "diesen Termin führt jetzt jemand anderes. Ihre Zeit ist wieder frei.",
    ],
    "booking.guest_removed": [
      "Nicht mehr erwartet: {{ title }}, {{ starts_at }}",
      "Sie brauchen zu diesem Termin nicht mehr mitzukommen.",
    ],
    "reschedule_request.created.invitee": [
      "Andere Zeit? {{ title }}, {{ starts_at }}",
      "{{ company }} würde Sie lieber zu einer anderen Zeit sprechen. Bis Sie eine wählen, bleibt es beim Termin.",
    ],
    "reschedule_request.created.host": [
      "Andere Zeit? {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "{{ invitee_name }} hätte lieber eine andere Zeit. Bis jemand den Termin verschiebt, bleibt es dabei.",
    ],
    "reschedule_request.declined": [
      "Es bleibt dabei: {{ title }}, {{ starts_at }}",
      "Ihr Wunsch nach einer anderen Zeit lässt sich nicht erfüllen. Der Termin bleibt, wie er ist.",
    ],
    "reschedule_request.withdrawn": [
      "Es bleibt dabei: {{ title }}, {{ starts_at }}",
      "um eine andere Zeit bittet niemand mehr. Der Termin bleibt, wie er ist.",
    ],
    reminder: ["Erinnerung: {{ title }}, {{ starts_at }}", "dieser Termin steht bevor."],
    "interview.invited.host": [
      "Interview: {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "Sie gehören zur Runde dieses Interviews. Bitte sagen Sie, ob Sie kommen.",
    ],
    "interview.replaced.host_new": [
      "Sie sind dabei: {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "Sie gehören jetzt zur Runde dieses Interviews. Bitte sagen Sie, ob Sie kommen.",
    ],
    "interview.replaced.host_old": [
      "Nicht mehr dabei: {{ title }}, {{ starts_at }}",
      "Sie gehören nicht mehr zur Runde dieses Interviews. Ihre Zeit ist wieder frei.",
    ],
    "interview.ended.invitee": [
      "Abgesagt: {{ title }}, {{ starts_at }}",
      "dieses Interview findet nicht statt, weil Ihre Bewerbung beendet ist.",
    ],
    "interview.ended.host": [
      "Abgesagt: {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "dieses Interview findet nicht statt, weil die Bewerbung beendet ist. Ihre Zeit ist wieder frei.",
    ],
    "interview.offered.candidate": [
      "Zeit wählen: {{ title }}, {{ company }}",
      "{{ company }} möchte Sie sprechen. Bitte wählen Sie eine Zeit, die Ihnen passt.",
    ],
    "interview.windows_asked.candidate": [
      "Wann passt es Ihnen? {{ title }}, {{ company }}",
      "{{ company }} möchte Sie sprechen. Bitte sagen Sie, wann Sie können.",
    ],
    "interview.canceled.candidate": [
      "Abgesagt: {{ title }}, {{ company }}",
      "dieses Interview findet nicht statt. Sie brauchen nichts mehr zu tun.",
    ],
    "application.received.candidate": [
      "Eingegangen: {{ job }}, {{ company }}",
      "{{ company }} hat Ihre Bewerbung erhalten und meldet sich bei Ihnen.",
    ],
    "reminder.feedback_due": [
      "Bewertungsbogen: {{ title }} mit {{ invitee_name }}, {{ starts_at }}",
      "Ihr Bewertungsbogen zu diesem Interview fehlt noch.",
    ],
  },
  notes: {
    "booking.created.host": "Sie haben einen neuen Termin: {{ title }}",
    "booking.pending.host": "Wartet auf Ihre Antwort: {{ title }}",
    "booking.confirmed.host": "Bestätigt: {{ title }}",
    "booking.declined.host": "Abgelehnt: {{ title }}",
    "booking.expired.host": "Verfallen, weil niemand geantwortet hat: {{ title }}",
    "booking.canceled.host": "Abgesagt: {{ title }}",
    "booking.rescheduled.host": "Auf eine andere Zeit verlegt: {{ title }}",
    "booking.wall_time_kept.host": "Angepasst, weil Uhren umgestellt wurden: {{ title }}",
    "booking.relocated.host": "An einen anderen Ort verlegt: {{ title }}",
    "booking.reassigned.host_new": "Diesen Termin führen jetzt Sie: {{ title }}",
    "booking.reassigned.host_old": "Diesen Termin führen Sie nicht mehr: {{ title }}",
    "booking.guests_added.host": "Es kommen Gäste dazu: {{ title }}",
    "booking.rsvp.host": "{{ answered_by }} {{ answer }}: {{ title }}",
    "reschedule_request.created.host": "Eine andere Zeit wird gewünscht: {{ title }}",
    "reminder.host": "Steht bevor: {{ title }}",
    "interview.invited.host": "Sie gehören zur Runde: {{ title }}",
    "interview.replaced.host_new": "Sie gehören jetzt zur Runde: {{ title }}",
    "interview.replaced.host_old": "Sie gehören nicht mehr zur Runde: {{ title }}",
    "interview.ended.host": "Abgesagt, weil die Bewerbung beendet ist: {{ title }}",
    "interview.declined.organizer": "{{ participant }} kann nicht kommen: {{ title }}",
    "interview.replaced.organizer": "{{ replacement }} kommt statt {{ participant }}: {{ title }}",
    "interview.waiting.organizer": "Es wurde gesagt, wann es passt: {{ title }}",
    "reminder.feedback_due.host": "Ihr Bewertungsbogen fehlt noch: {{ title }}",
  },
  roles: {
    candidate: "Kandidat",
    lead: "Gesprächsleitung",
    panelist: "Interviewer",
    shadow: "Hospitation",
    reverse_shadow: "Interviewer, begleitet",
    observer: "Beobachtung",
    coordinator: "Koordination",
  },
  replies: {
    needs_action: "hat nicht geantwortet",
    accepted: "sagt zu",
    declined: "sagt ab",
    tentative: "kommt vielleicht",
  },
  somebody: "Jemand",
};
