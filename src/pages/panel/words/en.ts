import type { PanelWords } from "../words.ts";

export const en: PanelWords = {
  hello: "Hello #",
  when: "When",
  open: "The time is still open.",
  candidate: "Candidate",
  where: "Where",
  part: "Your part",
  rsvp: {
    needs_action: "You have not answered yet.",
    accepted: "So far you are down as taking part.",
    declined: "So far you are down as not taking part.",
    tentative: "You have said that you may come.",
  },
  respond: {
    title: "Can you take part?",
    accept: "Yes, I will be there",
    decline: "No, I cannot",
    once: "You can answer once here. If your plans change later, sign in or tell your coordinator.",
  },
  decline: {
    title: "Decline this interview?",
    text: "Your coordinator is told, and somebody else may be asked in your place.",
    reason: "Reason",
    hint: "Those who plan the interview will read it.",
    button: "Yes, decline",
    back: "Back",
  },
  feedback: {
    title: "Your scorecard",
    once: "You hand it in once. You see what others wrote only after yours is in.",
    early: { title: "Not yet", text: "You can write your scorecard here once the interview has begun." },
    criterion: "Rating",
    comment: "What you saw: #",
    overall: "Overall",
    ofFive: "From 1, far below what the role needs, to 5, far above it.",
    of: "# of #",
    recommendation: "Would you hire them?",
    recommendations: { strong_yes: "Yes, definitely", yes: "Yes", no: "No", strong_no: "No, definitely not" },
    strengths: "Strengths",
    concerns: "Concerns",
    comments: "What you base this on",
    button: "Hand in the scorecard",
    missing: "This is needed before you can hand it in.",
  },
  windows: {
    title: "When could you meet?",
    text: "Name some times that suit you. # then chooses one and sends you the invitation.",
    button: "Send these times",
  },
  done: {
    accepted: {
      title: "You have accepted",
      text: "Thank you. The interview is in your calendar once the invitation has reached you.",
    },
    declined: {
      title: "You have declined",
      text: "Thank you for saying so. Your coordinator has been told; there is nothing more to do.",
    },
    feedback: {
      title: "Your scorecard is in",
      text: "Thank you. You can now read what others wrote, once you are signed in.",
    },
    windows: {
      title: "Thank you",
      text: "Your times were sent. You will get a mail as soon as one of them is chosen.",
    },
  },
  see: "Open the interview",
  refused: {
    changed: "The interview has changed in the meantime, and nothing was done.",
    again: "This did not work, and nothing was changed. Try again in a moment.",
    early: "The interview has not begun yet.",
    notHeld: "This interview did not take place, so there is nothing to judge.",
    nobody: "This interview has no candidate in our books, so there is nobody to judge.",
    given: "Your scorecard is in already.",
    unfit: "This does not fit here.",
  },
  over: {
    title: "This link has done its work",
    text: "It was used, has ended, or the interview no longer needs it. The latest mail about the interview tells how things stand.",
  },
  staff: "If you work here, you see your interviews under #.",
  unknown: {
    title: "This link does not work",
    text: "Perhaps a part of it was lost on the way. Open it from the mail, or copy all of it.",
  },
};
