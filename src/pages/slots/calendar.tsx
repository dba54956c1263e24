import { count, sayDay, sayMonth, sayWeekday, type Speech } from "#pages/kit/language.ts";
import { addDays, addMonths, civilOf, type Day, printDate, weekStart } from "#time/dates.ts";
import type { ZoneId } from "#time/zones.ts";
import { type Look, monthName, neighbours, type Pick } from "./pick.ts";
import { Step } from "./step.tsx";
import { slotWords } from "./words.ts";

type Props = { speech: Speech; pick: Pick; look: Look; zone: ZoneId };

/** A month as a table: a day that has times is a link that says its whole date and how many. */
export const Calendar = ({ speech, pick, look, zone }: Props) => {
  const words = slotWords[speech.language];
  const { month } = look;
  const title = sayMonth(speech, month);
  const first = weekStart(month, speech.firstDay);
  const end = addMonths(month, 1);
  const weeks: Day[] = [];
  for (let week = first; week < end; week = addDays(week, 7)) weeks.push(week);
  return (
    <div class="calendar">
      <Months speech={speech} pick={pick} look={look} zone={zone} title={title} />
      <table data-grid="dates">
        <caption class="unseen">{words.freeDays(title)}</caption>
        <thead>
          <tr>
            {week.map((at) => {
              const day = addDays(first, at);
              return (
                <th scope="col">
                  <span aria-hidden="true">{sayWeekday(speech, day, "short")}</span>
                  <span class="unseen">{sayWeekday(speech, day)}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {weeks.map((start) => (
            <tr>
              {week.map((at) => (
                <Cell speech={speech} pick={pick} look={look} day={addDays(start, at)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const week = [0, 1, 2, 3, 4, 5, 6] as const;

const Months = ({ speech, pick, look, zone, title }: Props & { title: string }) => {
  const words = slotWords[speech.language];
  const { earlier, later } = neighbours(pick, zone, look);
  const Way = ({ to, name, sign }: { to: Day | undefined; name: string; sign: string }) =>
    to === undefined ? (
      <span class="way" aria-hidden="true">
        {sign}
      </span>
    ) : (
      <Step
        pick={pick}
        to={{ month: monthName(to) }}
        class="way"
        id={sign === "‹" ? "earlier-month" : "later-month"}
        name={`${name}: ${sayMonth(speech, to)}`}
        turns={sign === "‹" ? "prev" : "next"}
      >
        {sign}
      </Step>
    );
  return (
    <div class="months">
      <Way to={earlier} name={words.earlierMonth} sign="‹" />
      <h2 id="month" tabindex={-1}>
        {title}
      </h2>
      <Way to={later} name={words.laterMonth} sign="›" />
    </div>
  );
};

const Cell = ({ speech, pick, look, day }: Omit<Props, "zone"> & { day: Day }) => {
  const { month, day: shown, days } = look;
  if (day < month || day >= addMonths(month, 1)) return <td />;
  const number = String(civilOf(day).day);
  const free = days.get(day)?.length ?? 0;
  const date = printDate(day);
  if (free === 0)
    return (
      <td>
        <span>{number}</span>
      </td>
    );
  return (
    <td>
      <Step
        pick={pick}
        to={{ date }}
        at="times"
        id={`d-${date}`}
        name={`${sayDay(speech, day)}, ${count(speech.language, free, slotWords[speech.language].times)}`}
        isCurrent={day === shown}
        leads
      >
        {number}
      </Step>
    </td>
  );
};
