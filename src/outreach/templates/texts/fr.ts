import type { Texts } from "./shape.ts";

export const fr: Texts = {
  greeting: "Bonjour{{#if reader_name}} {{ reader_name }}{{/if}},",
  labels: {
    previous: "Avant :",
    where: "Lieu :",
    with: "Avec :",
    hosts: "Avec :",
    reason: "Ce qui a été dit :",
    windows: "Moments qui conviendraient :",
    decide: "Il n’est pas encore confirmé. Sans réponse, il expire :",
    manage: "Voir, déplacer ou annuler le rendez-vous",
    adding: "Ajouter à votre agenda :",
    join: "Rejoindre la réunion",
  },
  minutes: "minutes",
  places: {
    video: "Appel vidéo",
    voice: "Appel audio",
    phone: "Téléphone",
    on_site: "Sur place",
    link: "En ligne",
    ask_candidate: "À convenir",
  },
  closing: {
    invitee: "Vous recevez ce message parce qu’un rendez-vous a été pris avec cette adresse.",
    host: "Vous recevez ce message parce que vous menez ce rendez-vous.",
    guest: "Vous recevez ce message parce que quelqu’un vous a demandé d’être présent.",
  },
  openings: {
    "booking.created.invitee": [
      "Confirmé : {{ title }}, {{ starts_at }}",
      "votre rendez-vous avec {{ company }} est confirmé.",
    ],
    "booking.created.host": [
      "Nouveau rendez-vous : {{ title }} avec {{ invitee_name }}, {{ starts_at }}",
      "un de vos rendez-vous est confirmé.",
    ],
    "booking.created.guest": [
      "Invitation : {{ title }}, {{ starts_at }}",
      "{{ invitee_name }} vous demande de venir à un rendez-vous avec {{ company }}.",
    ],
    "booking.pending.invitee": [
      "Reçu : {{ title }}, {{ starts_at }}",
      "{{ company }} a bien reçu votre demande et vous dira si le rendez-vous a lieu.",
    ],
    "booking.pending.host": [
      "À confirmer : {{ title }} avec {{ invitee_name }}, {{ starts_at }}",
      "quelqu’un souhaite vous rencontrer. Merci de confirmer ou de refuser.",
    ],
    "booking.confirmed.invitee": [
      "Confirmé : {{ title }}, {{ starts_at }}",
      "{{ company }} a confirmé votre rendez-vous.",
    ],
    "booking.declined.invitee": ["Refusé : {{ title }}, {{ starts_at }}", "{{ company }} a refusé ce rendez-vous."],
    "booking.declined.host": [
      "Refusé : {{ title }} avec {{ invitee_name }}, {{ starts_at }}",
      "ce rendez-vous a été refusé. Son créneau est de nouveau libre.",
    ],
    "booking.expired.invitee": [
      "Expiré : {{ title }}, {{ starts_at }}",
      "personne n’a confirmé votre demande à temps, elle a donc expiré. Vous pouvez choisir un autre moment.",
    ],
    "booking.expired.host": [
      "Expiré : {{ title }} avec {{ invitee_name }}, {{ starts_at }}",
      "personne n’a confirmé cette demande à temps. Son créneau est de nouveau libre.",
    ],
    "booking.canceled": ["Annulé : {{ title }}, {{ starts_at }}", "ce rendez-vous n’a pas lieu."],
    "booking.rescheduled": ["Nouvel horaire : {{ title }}, {{ starts_at }}", "ce rendez-vous a un nouvel horaire."],
    "booking.relocated": ["Nouveau lieu : {{ title }}, {{ starts_at }}", "ce rendez-vous a lieu ailleurs."],
    "booking.wall_time_kept": [
      "Ajusté : {{ title }}, {{ starts_at }}",
      "un pays a changé d’heure. Le rendez-vous y garde la sienne et peut donc avoir bougé chez vous.",
    ],
    "booking.reassigned": [
      "Autre interlocuteur : {{ title }}, {{ starts_at }}",
      "quelqu’un d’autre mène désormais ce rendez-vous.",
    ],
    "booking.reassigned.host_new": [
      "Vous menez : {{ title }} avec {{ invitee_name }}, {{ starts_at }}",
      "ce rendez-vous est désormais le vôtre.",
    ],
    "booking.reassigned.host_old": [
      "N’est plus à vous : {{ title }}, {{ starts_at }}",
      "quelqu’un d’autre mène désormais ce rendez-vous. Votre temps est de nouveau libre.",
    ],
    "booking.guest_removed": [
      "Présence plus nécessaire : {{ title }}, {{ starts_at }}",
      "vous n’avez plus besoin de venir à ce rendez-vous.",
    ],
    "reschedule_request.created.invitee": [
      "Un autre moment ? {{ title }}, {{ starts_at }}",
      "{{ company }} préférerait un autre moment. Tant que vous n’en choisissez pas, le rendez-vous est maintenu.",
    ],
    "reschedule_request.created.host": [
      "Un autre moment ? {{ title }} avec {{ invitee_name }}, {{ starts_at }}",
      "{{ invitee_name }} préférerait un autre moment. Tant que personne ne le déplace, le rendez-vous est maintenu.",
    ],
    "reschedule_request.declined": [
      "Maintenu : {{ title }}, {{ starts_at }}",
      "votre souhait d’un autre moment ne peut être satisfait. Le rendez-vous reste tel quel.",
    ],
    "reschedule_request.withdrawn": [
      "Maintenu : {{ title }}, {{ starts_at }}",
      "personne ne demande plus d’autre moment. Le rendez-vous reste tel quel.",
    ],
    reminder: ["Rappel : {{ title }}, {{ starts_at }}", "ce rendez-vous approche."],
  },
  notes: {
    "booking.created.host": "Vous avez un nouveau rendez-vous : {{ title }}",
    "booking.pending.host": "Attend votre réponse : {{ title }}",
    "booking.confirmed.host": "Confirmé : {{ title }}",
    "booking.declined.host": "Refusé : {{ title }}",
    "booking.expired.host": "Expiré, faute de réponse : {{ title }}",
    "booking.canceled.host": "Annulé : {{ title }}",
    "booking.rescheduled.host": "Déplacé à une autre heure : {{ title }}",
    "booking.wall_time_kept.host": "Déplacé, car des horloges ont changé : {{ title }}",
    "booking.relocated.host": "Déplacé dans un autre lieu : {{ title }}",
    "booking.reassigned.host_new": "Vous menez désormais ce rendez-vous : {{ title }}",
    "booking.reassigned.host_old": "Vous ne menez plus ce rendez-vous : {{ title }}",
    "booking.guests_added.host": "Des invités ont été ajoutés : {{ title }}",
    "booking.rsvp.host": "{{ answered_by }} {{ answer }} : {{ title }}",
    "reschedule_request.created.host": "Une autre heure est demandée : {{ title }}",
    "reminder.host": "Bientôt : {{ title }}",
  },
  replies: {
    needs_action: "n’a pas répondu",
    accepted: "accepte",
    declined: "décline",
    tentative: "viendra peut-être",
  },
  somebody: "Quelqu’un",
};
