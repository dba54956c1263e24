// Made by scripts/assets.ts of what browsers are served; not to be edited.
export const versions: Readonly<Record<string, string>> = {
  "style.css": "UeSleq8FAR",
  "booking.js": "_gWJ-WctUV",
  "desk.js": "sWxfiZIbE3",
  "hiring.js": "DBQNks1-mc",
  "hours.js": "qKJ2V_ZYFu",
  "scorecard.js": "_yU4wN6vrG",
};
