import { guardForms } from "./parts/guard.ts";
import { keepPrinting } from "./parts/print.ts";
import { keepSwapping } from "./parts/swap.ts";

keepPrinting();
guardForms();
keepSwapping();
