import type * as z from "zod";
import type * as contract from "#booking/event-types/contract.ts";

/** What the API takes, by the names the forms use. */
export type EventTypeCreate = z.input<typeof contract.createEventType.body>;
export type EventTypeChange = z.input<typeof contract.changeEventType.body>;
export type Questions = z.input<typeof contract.setEventTypeQuestions.body>["questions"];
