import { keepSaving } from "./parts/saving.ts";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-scorecard]")) keepSaving(form);
