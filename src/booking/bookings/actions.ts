export { book, bookByLink, bookPublicly, type DetailWords, type Made } from "./actions/book.ts";
export { get } from "./actions/look.ts";
