import type { Texts } from "./shape.ts";

export const en: Texts = {
  greeting: "Hello{{#if reader_name}} {{ reader_name }}{{/if}},",
  labels: {
    previous: "Before:",
    where: "Where:",
    with: "With:",
    hosts: "With:",
    reason: "What was said:",
    windows: "Times that would do:",
    decide: "It is not confirmed yet. Without an answer it lapses:",
    manage: "See, move or cancel the meeting",
    adding: "Add it to your calendar:",
    join: "Join the meeting",
  },
  minutes: "minutes",
  places: {
    video: "Video call",
    voice: "Voice call",
    phone: "Phone",
    on_site: "On site",
    link: "Online",
    ask_candidate: "To be agreed",
  },
  closing: {
    invitee: "You get this mail because a meeting was booked with this address.",
    host: "You get this mail because you host this meeting.",
    guest: "You get this mail because somebody asked you to come along.",
  },
  openings: {
    "booking.created.invitee": [
      "Confirmed: {{ title }}, {{ starts_at }}",
      "your meeting with {{ company }} is confirmed.",
    ],
    "booking.created.host": [
      "New meeting: {{ title }} with {{ invitee_name }}, {{ starts_at }}",
      "a meeting of yours is confirmed.",
    ],
    "booking.created.guest": [
      "Invitation: {{ title }}, {{ starts_at }}",
      "{{ invitee_name }} asks you to come along to a meeting with {{ company }}.",
    ],
    "booking.pending.invitee": [
      "Received: {{ title }}, {{ starts_at }}",
      "{{ company }} has your request and will tell you whether the meeting takes place.",
    ],
    "booking.pending.host": [
      "To be confirmed: {{ title }} with {{ invitee_name }}, {{ starts_at }}",
      "somebody would like to meet you. Please confirm or decline.",
    ],
    "booking.confirmed.invitee": [
      "Confirmed: {{ title }}, {{ starts_at }}",
      "{{ company }} has confirmed your meeting.",
    ],
    "booking.declined.invitee": ["Declined: {{ title }}, {{ starts_at }}", "{{ company }} has declined this meeting."],
    "booking.declined.host": [
      "Declined: {{ title }} with {{ invitee_name }}, {{ starts_at }}",
      "this meeting was declined. Its time is free again.",
    ],
    "booking.expired.invitee": [
      "Lapsed: {{ title }}, {{ starts_at }}",
      "nobody confirmed your request in time, so it has lapsed. You are welcome to choose another time.",
    ],
    "booking.expired.host": [
      "Lapsed: {{ title }} with {{ invitee_name }}, {{ starts_at }}",
      "nobody confirmed this request in time. Its time is free again.",
    ],
    "booking.canceled": ["Canceled: {{ title }}, {{ starts_at }}", "this meeting does not take place."],
    "booking.rescheduled": ["New time: {{ title }}, {{ starts_at }}", "this meeting has a new time."],
    "booking.relocated": ["New place: {{ title }}, {{ starts_at }}", "this meeting takes place somewhere else."],
    "booking.wall_time_kept": [
      "Adjusted: {{ title }}, {{ starts_at }}",
      "a country has changed its clocks. The meeting keeps its time there, so it may have moved where you are.",
    ],
    "booking.reassigned": ["Other people: {{ title }}, {{ starts_at }}", "somebody else hosts this meeting now."],
    "booking.reassigned.host_new": [
      "You host: {{ title }} with {{ invitee_name }}, {{ starts_at }}",
      "this meeting is yours now.",
    ],
    "booking.reassigned.host_old": [
      "No longer yours: {{ title }}, {{ starts_at }}",
      "somebody else hosts this meeting now. Your time is free again.",
    ],
    "booking.guest_removed": [
      "No longer expected: {{ title }}, {{ starts_at }}",
      "you need not come along to this meeting any more.",
    ],
    "reschedule_request.created.invitee": [
      "Another time? {{ title }}, {{ starts_at }}",
      "{{ company }} would rather meet at another time. Until you choose one, the meeting stands.",
    ],
    "reschedule_request.created.host": [
      "Another time? {{ title }} with {{ invitee_name }}, {{ starts_at }}",
      "{{ invitee_name }} would rather meet at another time. Until somebody moves it, the meeting stands.",
    ],
    "reschedule_request.declined": [
      "It stays: {{ title }}, {{ starts_at }}",
      "your wish for another time cannot be met. The meeting stands as it is.",
    ],
    "reschedule_request.withdrawn": [
      "It stays: {{ title }}, {{ starts_at }}",
      "nobody asks for another time any more. The meeting stands as it is.",
    ],
    reminder: ["Reminder: {{ title }}, {{ starts_at }}", "this meeting is coming up."],
  },
  notes: {
    "booking.created.host": "You have a new booking: {{ title }}",
    "booking.pending.host": "Waits for your word: {{ title }}",
    "booking.confirmed.host": "Confirmed: {{ title }}",
    "booking.declined.host": "Declined: {{ title }}",
    "booking.expired.host": "Expired, because nobody answered: {{ title }}",
    "booking.canceled.host": "Canceled: {{ title }}",
    "booking.rescheduled.host": "Moved to another time: {{ title }}",
    "booking.wall_time_kept.host": "Moved, because clocks were changed: {{ title }}",
    "booking.relocated.host": "Moved to another place: {{ title }}",
    "booking.reassigned.host_new": "You host this now: {{ title }}",
    "booking.reassigned.host_old": "You no longer host this: {{ title }}",
    "booking.guests_added.host": "Guests were added: {{ title }}",
    "booking.rsvp.host": "{{ answered_by }} {{ answer }}: {{ title }}",
    "reschedule_request.created.host": "Another time is asked for: {{ title }}",
    "reminder.host": "Coming up: {{ title }}",
  },
  replies: {
    needs_action: "has not answered",
    accepted: "accepts",
    declined: "declines",
    tentative: "may come",
  },
  somebody: "Somebody",
};
