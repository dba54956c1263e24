import { keepCounting } from "./parts/countdown.ts";
import { keepFramed } from "./parts/framed.ts";
import { keepFresh } from "./parts/fresh.ts";
import { keepGrids } from "./parts/grid.ts";
import { guardForms } from "./parts/guard.ts";
import { keepSwapping } from "./parts/swap.ts";
import { watchZone } from "./parts/zone.ts";

guardForms();
keepSwapping();
keepGrids();
keepCounting();
watchZone();
keepFresh();
keepFramed();
