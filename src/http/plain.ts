import type * as z from "zod";

const formats: Readonly<Record<string, string>> = {
  email: "must be an e-mail address",
  date: "must be a date such as 2026-11-20",
  datetime: "must be an instant such as 2026-11-20T09:00:00Z",
  url: "must be a URL",
};

const types: Readonly<Record<string, string>> = {
  string: "must be a string",
  number: "must be a number",
  int: "must be a whole number",
  boolean: "must be true or false",
  array: "must be a list",
  object: "must be an object",
  record: "must be an object",
  null: "must be null",
};

const units: Readonly<Record<string, string>> = { string: "character", array: "item" };

/** What is wrong with a value, where its schema says nothing of its own: read by people who never saw a validator. */
export const plain: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is required" : types[issue.expected];
    case "invalid_value":
      return issue.input === undefined ? "is required" : oneOf(issue.values);
    case "invalid_union":
      if (issue.input === undefined) return "is required";
      return Array.isArray(issue["options"]) ? oneOf(issue["options"]) : "is of none of the shapes this takes";
    case "too_small":
      return bound(issue.origin, issue.minimum, issue.inclusive === false ? "more than" : "at least");
    case "too_big":
      return bound(issue.origin, issue.maximum, issue.inclusive === false ? "less than" : "at most");
    case "invalid_format":
      return formats[issue.format];
    default:
      return undefined;
  }
};

function bound(origin: string, limit: number | bigint, words: string): string {
  const unit = units[origin];
  if (unit === undefined) return `must be ${words} ${limit}`;
  if (words === "at least" && Number(limit) === 1) return "must not be empty";
  return `must have ${words} ${limit} ${unit}${Number(limit) === 1 ? "" : "s"}`;
}

const longestList = 150;

/** Names are never cut in two: a list too long to show ends in dots. */
function oneOf(values: readonly unknown[]): string {
  const names = values.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  if (names.length === 1) return `must be ${names[0]}`;
  let shown = "";
  for (const name of names) {
    const longer = shown === "" ? name : `${shown}, ${name}`;
    if (longer.length > longestList) return `must be one of ${shown}, …`;
    shown = longer;
  }
  return `must be one of ${shown}`;
}
