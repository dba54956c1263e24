// Made by scripts/assets.ts of what browsers are served; not to be edited.
export const versions: Readonly<Record<string, string>> = {
  "style.css": "PX4oVRvxSq",
  "booking.js": "4JeeJli1fW",
  "desk.js": "9PaF3IWeRF",
  "hiring.js": "VmPJz4MJau",
  "hours.js": "qKJ2V_ZYFu",
  "scorecard.js": "_yU4wN6vrG",
};
