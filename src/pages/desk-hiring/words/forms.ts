import type { Forms } from "../../kit/language.ts";

/** Each language has forms of its own for numbers. */
export const forms = (all: Forms): Forms => all;
