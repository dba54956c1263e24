import { keepWeek } from "./parts/week.ts";

const [table, text] = ["form[data-week]", "form[data-text]"].map((one) => document.querySelector<HTMLFormElement>(one));
if (table != null && text != null) keepWeek(table, text);
