/** Words for what others name; what none of them is, is shown as it came. */
export const table = (words: Readonly<Record<string, string>>): Readonly<Record<string, string>> => words;
