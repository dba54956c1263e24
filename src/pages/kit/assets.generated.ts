// Made by scripts/assets.ts of what browsers are served; not to be edited.
export const versions: Readonly<Record<string, string>> = {
  "style.css": "zQUu5d5iQ1",
  "booking.js": "G7eorWn1-F",
  "desk.js": "TbLPO9B__1",
  "hiring.js": "DBQNks1-mc",
  "hours.js": "qKJ2V_ZYFu",
  "scorecard.js": "_yU4wN6vrG",
};
