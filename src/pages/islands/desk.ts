import { keepCopying } from "./parts/clipboard.ts";
import { guardForms } from "./parts/guard.ts";
import { keepPrinting } from "./parts/print.ts";
import { keepSwapping } from "./parts/swap.ts";
import { keepSwatching } from "./parts/swatch.ts";

keepPrinting();
guardForms();
keepSwapping();
keepCopying();
keepSwatching();
