// How other features have a letter about a booking sent at a time of their own.
export { letterAbout } from "./mail.ts";
