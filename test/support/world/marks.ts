/** Marks of every world made so far: no answer to one world, and no log line, may hold the mark of another. */
export const marks = new Set<string>();

/** What marks look like: thousands of worlds are made while one text is looked through. No mark holds the beginning of another. */
export const everyMark = /canary[a-p]{10}/g;

export const newMark = (): string => {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) =>
    "abcdefghijklmnop".charAt(byte % 16),
  );
  const mark = `canary${letters.join("")}`;
  marks.add(mark);
  return mark;
};
