import type { Texts } from "./shape.ts";

export const es: Texts = {
  greeting: "Hola{{#if reader_name}}, {{ reader_name }}{{/if}}:",
  labels: {
    previous: "Antes:",
    where: "Lugar:",
    with: "Con:",
    hosts: "Con:",
    reason: "Lo que se dijo:",
    windows: "Horas que convendrían:",
    decide: "Aún no está confirmada. Sin respuesta, caduca:",
    manage: "Ver, mover o cancelar la reunión",
    adding: "Añadir a su calendario:",
    join: "Entrar en la reunión",
  },
  minutes: "minutos",
  places: {
    video: "Videollamada",
    voice: "Llamada de voz",
    phone: "Teléfono",
    on_site: "En persona",
    link: "En línea",
    ask_candidate: "Por acordar",
  },
  closing: {
    invitee: "Recibe este mensaje porque se reservó una reunión con esta dirección.",
    host: "Recibe este mensaje porque usted dirige esta reunión.",
    guest: "Recibe este mensaje porque alguien le pidió que asistiera.",
  },
  openings: {
    "booking.created.invitee": [
      "Confirmada: {{ title }}, {{ starts_at }}",
      "su reunión con {{ company }} está confirmada.",
    ],
    "booking.created.host": [
      "Nueva reunión: {{ title }} con {{ invitee_name }}, {{ starts_at }}",
      "una reunión suya está confirmada.",
    ],
    "booking.created.guest": [
      "Invitación: {{ title }}, {{ starts_at }}",
      "{{ invitee_name }} le pide que asista a una reunión con {{ company }}.",
    ],
    "booking.pending.invitee": [
      "Recibida: {{ title }}, {{ starts_at }}",
      "{{ company }} tiene su solicitud y le dirá si la reunión se celebra.",
    ],
    "booking.pending.host": [
      "Por confirmar: {{ title }} con {{ invitee_name }}, {{ starts_at }}",
      "alguien quiere reunirse con usted. Confirme o rechace, por favor.",
    ],
    "booking.confirmed.invitee": [
      "Confirmada: {{ title }}, {{ starts_at }}",
      "{{ company }} ha confirmado su reunión.",
    ],
    "booking.declined.invitee": ["Rechazada: {{ title }}, {{ starts_at }}", "{{ company }} ha rechazado esta reunión."],
    "booking.declined.host": [
      "Rechazada: {{ title }} con {{ invitee_name }}, {{ starts_at }}",
      "esta reunión fue rechazada. Su hora vuelve a estar libre.",
    ],
    "booking.expired.invitee": [
      "Caducada: {{ title }}, {{ starts_at }}",
      "nadie confirmó su solicitud a tiempo, así que ha caducado. Puede elegir otra hora.",
    ],
    "booking.expired.host": [
      "Caducada: {{ title }} con {{ invitee_name }}, {{ starts_at }}",
      "nadie confirmó esta solicitud a tiempo. Su hora vuelve a estar libre.",
    ],
    "booking.canceled": ["Cancelada: {{ title }}, {{ starts_at }}", "esta reunión no se celebra."],
    "booking.rescheduled": ["Nueva hora: {{ title }}, {{ starts_at }}", "esta reunión tiene una hora nueva."],
    "booking.relocated": ["Nuevo lugar: {{ title }}, {{ starts_at }}", "esta reunión se celebra en otro lugar."],
    "booking.wall_time_kept": [
      "Ajustada: {{ title }}, {{ starts_at }}",
      "un país ha cambiado sus relojes. La reunión conserva allí su hora, de modo que puede haberse movido para usted.",
    ],
    "booking.reassigned": ["Otras personas: {{ title }}, {{ starts_at }}", "ahora otra persona dirige esta reunión."],
    "booking.reassigned.host_new": [
      "Usted dirige: {{ title }} con {{ invitee_name }}, {{ starts_at }}",
      "esta reunión es ahora suya.",
    ],
    "booking.reassigned.host_old": [
      "Ya no es suya: {{ title }}, {{ starts_at }}",
      "ahora otra persona dirige esta reunión. Su tiempo vuelve a estar libre.",
    ],
    "booking.guest_removed": [
      "Ya no se le espera: {{ title }}, {{ starts_at }}",
      "ya no hace falta que asista a esta reunión.",
    ],
    "reschedule_request.created.invitee": [
      "¿Otra hora? {{ title }}, {{ starts_at }}",
      "{{ company }} preferiría otra hora. Mientras no elija una, la reunión sigue en pie.",
    ],
    "reschedule_request.created.host": [
      "¿Otra hora? {{ title }} con {{ invitee_name }}, {{ starts_at }}",
      "{{ invitee_name }} preferiría otra hora. Mientras nadie la mueva, la reunión sigue en pie.",
    ],
    "reschedule_request.declined": [
      "Sigue en pie: {{ title }}, {{ starts_at }}",
      "su deseo de otra hora no se puede cumplir. La reunión queda como está.",
    ],
    "reschedule_request.withdrawn": [
      "Sigue en pie: {{ title }}, {{ starts_at }}",
      "ya nadie pide otra hora. La reunión queda como está.",
    ],
    reminder: ["Recordatorio: {{ title }}, {{ starts_at }}", "esta reunión se acerca."],
  },
  notes: {
    "booking.created.host": "Tiene una nueva reunión: {{ title }}",
    "booking.pending.host": "Espera su respuesta: {{ title }}",
    "booking.confirmed.host": "Confirmada: {{ title }}",
    "booking.declined.host": "Rechazada: {{ title }}",
    "booking.expired.host": "Caducada, porque nadie respondió: {{ title }}",
    "booking.canceled.host": "Cancelada: {{ title }}",
    "booking.rescheduled.host": "Cambiada a otra hora: {{ title }}",
    "booking.wall_time_kept.host": "Ajustada, porque cambiaron los relojes: {{ title }}",
    "booking.relocated.host": "Cambiada a otro lugar: {{ title }}",
    "booking.reassigned.host_new": "Ahora dirige esta reunión: {{ title }}",
    "booking.reassigned.host_old": "Ya no dirige esta reunión: {{ title }}",
    "booking.guests_added.host": "Se añadieron invitados: {{ title }}",
    "booking.rsvp.host": "{{ answered_by }} {{ answer }}: {{ title }}",
    "reschedule_request.created.host": "Se pide otra hora: {{ title }}",
    "reminder.host": "Próximamente: {{ title }}",
  },
  replies: {
    needs_action: "no ha respondido",
    accepted: "acepta",
    declined: "rechaza",
    tentative: "quizá asista",
  },
  somebody: "Alguien",
};
