import { keepLooking } from "./parts/again.ts";
import { keepCards } from "./parts/board.ts";
import { offerLinks } from "./parts/copy-link.ts";

keepCards();
keepLooking();
offerLinks();
