/** What a browser calls itself, in the names that people know; of what nobody knows nothing. */
export type Device = { browser: string | undefined; system: string | undefined };

// The first that fits: nearly all of them also claim to be one of the others.
const browsers: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bEdg[a-zA-Z]*\//, "Edge"],
  [/\b(?:OPR|OPT)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|HeadlessChrome|CriOS|Chromium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac(?:intosh| OS)\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

export function deviceIn(agent: string | null): Device {
  const firstOf = (signs: typeof browsers) => signs.find(([sign]) => agent !== null && sign.test(agent))?.[1];
  return { browser: firstOf(browsers), system: firstOf(systems) };
}
