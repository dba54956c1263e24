import { keepLooking } from "./parts/again.ts";
import { keepCards } from "./parts/board.ts";
import { offerCopies } from "./parts/copy.ts";

keepCards();
keepLooking();
offerCopies();
