// Every page in every state that people meet, as the harness visits them: axe in light and dark, and the pictures.
import type { Page } from "playwright-core";
import type { Mailbox } from "./scenario.ts";

/** Somebody of the demo company, by the part of their address before the @; or nobody in particular. */
export type Who = "anyone" | "ada.okafor" | "jonas.weber" | "salma.haddad" | (string & {});

export interface State {
  /** Unique; also the name of its picture: `booking-times`. */
  name: string;
  as: Who;
  /** Brings the page there, by whatever a person would do. */
  open: (visit: StateVisit) => Promise<unknown>;
  /** Its family is the first to be looked at. */
  begins?: boolean;
  /** Worth a picture in `docs/pictures`. */
  picture?: boolean;
}

export interface StateVisit {
  page: Page;
  url: string;
  mailbox: Mailbox;
  /** A key of the demo company with every right, for making what a state needs. */
  key: string;
  /** Changes what a state says to the API, for who wants to see it said otherwise. */
  say?: (body: unknown) => unknown;
}
