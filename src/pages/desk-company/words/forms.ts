import type { Forms } from "../../kit/language.ts";

/** Each language has the forms of a number that it needs. */
export const forms = (all: Forms): Forms => all;
