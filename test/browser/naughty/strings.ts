// What people paste, what attackers type, and what Unicode allows.

/** What each script would say on the console if it ran. */
export const heardOf = "271828";
const hit = `console.log(${heardOf})`;

/** Nothing in it where a line could end. */
const endless = "W".repeat(190);

/** Each would run, or break out of its place, if it were written down as it is. */
export const strings = [
  `<script>${hit}</script>`,
  `"><img src=x onerror="${hit}">`,
  `' autofocus onfocus='${hit}`,
  `</title></textarea></style><svg onload=${hit}>`,
  `<iframe srcdoc="<script>parent.${hit}</script>"></iframe>`,
  `javascript:${hit}//`,
  `{{constructor.constructor('${hit}')()}} \${7*7} <%= 7*7 %>`,
  `]]><!--<a href="javascript:${hit}">`,
  endless,
  "\u202Eeman ym si siht \u2066\u2067",
  "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034DA\u036B\u0357\u0334\u0362\u0335\u031C\u0330\u0354L\u0368\u0367\u0369\u0358\u0320G",
  "👩‍👩‍👧‍👦🏳️‍🌈 表ポあA鷗 السلام عليكم שלום",
  "; rm -rf / & DROP TABLE candidates; --",
  "&lt;b&gt;&#x3C;script&#x3E; %3Cscript%3E \\u003cscript\\u003e",
] as const;

/** Stays what it was to whoever looks for it, and is naughty besides, in so many characters. A scheme only counts at the very start. */
export function naughtily(text: string, nth: number, most: number): string {
  const naughty = fitting(nth, most - text.length - 1);
  return (naughty.startsWith("javascript:") ? `${naughty}${text}` : `${text} ${naughty}`).trim();
}

/** The next of them that is no longer than that. */
export function fitting(nth: number, most: number): string {
  const following = strings.map((_, at) => strings[(nth + at) % strings.length] ?? "");
  const found = following.find((one) => one === endless || one.length <= most) ?? "";
  return most < 30 ? "<b>&'\"".slice(0, Math.max(0, most)) : found.slice(0, most);
}
