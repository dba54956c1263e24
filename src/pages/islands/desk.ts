import { keepPrinting } from "./parts/print.ts";

keepPrinting();
