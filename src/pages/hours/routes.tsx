import type { PageRoute } from "#http/pages.ts";
import { seeOther } from "../kit/answers.ts";
import { showAway } from "./away.tsx";
import {
  postOff,
  postOffChange,
  postOffRemove,
  postTrip,
  postTripChange,
  postTripRemove,
  showOff,
  showTrip,
} from "./away-forms.tsx";
import { postDate, postDateChange, postDateRemove, showDate, showDates } from "./dates.tsx";
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
  ...hoursPage("post", "/dates", postDate),
  ...hoursPage("get", "/dates/{thing}", showDate),
  ...hoursPage("post", "/dates/{thing}", postDateChange),
  ...hoursPage("post", "/dates/{thing}/remove", postDateRemove),
  ...hoursPage("get", "/away", showAway),
  ...hoursPage("post", "/away/off", postOff),
  ...hoursPage("get", "/away/off/{thing}", showOff),
  ...hoursPage("post", "/away/off/{thing}", postOffChange),
  ...hoursPage("post", "/away/off/{thing}/remove", postOffRemove),
  ...hoursPage("post", "/away/trips", postTrip),
  ...hoursPage("get", "/away/trips/{thing}", showTrip),
  ...hoursPage("post", "/away/trips/{thing}", postTripChange),
  ...hoursPage("post", "/away/trips/{thing}/remove", postTripRemove),
  ...hoursPage("get", "/limits", showLimits),
  ...hoursPage("post", "/limits", postLimits),
  ...["/off", "/trips"].flatMap((part) => hoursPage("get", `/away${part}`, goToAway)),
  ...hoursPage("get", "/why", showWhy),
];
