import type { PageRoute } from "#http/pages.ts";
import { seeOther } from "../kit/answers.ts";
import { showAway } from "./away.tsx";
import { timeOff, travel } from "./away-forms.ts";
import { datedPages } from "./dated.tsx";
import { dates, showDates } from "./dates.tsx";
import { postLimits, showLimits } from "./limits.tsx";
import { hoursPage, thingIn } from "./owner.ts";
import { postNew, postRemove, postSettings, postText, postWeek, showWeek } from "./schedules.tsx";
import { takeBack } from "./undo.ts";
import { showWhy } from "./why.tsx";

const goToWeek: Parameters<typeof hoursPage>[2] = async (hours) =>
  seeOther(`${hours.base}?schedule=${encodeURIComponent(thingIn(hours))}`);
const goToAway: Parameters<typeof hoursPage>[2] = async ({ base }) => seeOther(`${base}/away`);

/** When one can be booked: the same pages for oneself and, at the desk, for somebody else. */
export const hoursPages: readonly PageRoute[] = [
  ...hoursPage("get", "", showWeek),
  ...hoursPage("post", "/undo", takeBack),
  ...hoursPage("post", "/schedules", postNew),
  ...hoursPage("post", "/schedules/{thing}", postSettings),
  ...hoursPage("post", "/schedules/{thing}/week", postWeek),
  ...hoursPage("post", "/schedules/{thing}/text", postText),
  ...hoursPage("post", "/schedules/{thing}/remove", postRemove),
  // Where only forms lead, whoever comes by the address alone is shown what the form stands on.
  ...["", "/week", "/text", "/remove"].flatMap((part) => hoursPage("get", `/schedules/{thing}${part}`, goToWeek)),
  ...hoursPage("get", "/dates", showDates),
  ...datedPages(dates),
  ...hoursPage("get", "/away", showAway),
  ...datedPages(timeOff),
  ...datedPages(travel),
  ...hoursPage("get", "/limits", showLimits),
  ...hoursPage("post", "/limits", postLimits),
  ...["/off", "/trips"].flatMap((part) => hoursPage("get", `/away${part}`, goToAway)),
  ...hoursPage("get", "/why", showWhy),
];
