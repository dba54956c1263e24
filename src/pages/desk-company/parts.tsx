import { deskWords } from "../kit/desk-words.ts";
import { Grouped, TextArea } from "../kit/forms.tsx";
import { count, type Speech } from "../kit/language.ts";
import { type Filled, filling, units } from "../kit/sheet.ts";

/** "1 hour", "90 minutes": as long as the trade says it. */
export function sayLength({ language }: Speech, minutes: number): string {
  const words = deskWords[language];
  if (minutes !== 0 && minutes % 1_440 === 0) return count(language, minutes / 1_440, words.days);
  if (minutes !== 0 && minutes % 60 === 0) return count(language, minutes / 60, words.hours);
  return count(language, minutes, words.minutes);
}

/** One after the other, parted as the language parts them. */
export const sayAll = ({ language }: Speech, all: readonly string[]): string =>
  all.join(language === "ar" ? "، " : ", ");

type SpanProps = { filled: Filled; name: string; label: string; hint?: string; speech: Speech };

/** So much time: a number and its unit. */
export const Span = ({ filled, name, label, hint, speech }: SpanProps) => {
  const words = deskWords[speech.language];
  const { faults } = filled;
  const isFaulty = faults?.some(({ field }) => field === name) === true;
  return (
    <Grouped name={name} label={label} hint={hint} faults={faults ?? []} look="span">
      <input
        id={name}
        name={name}
        type="number"
        min={0}
        aria-label={label}
        value={filled.sheet.get(name) ?? ""}
        {...(isFaulty ? { "aria-invalid": "true" as const, "aria-describedby": `${name}-fault` } : {})}
      />
      <select name={`${name}_unit`} aria-label={`${label}: ${words.unit}`}>
        {units.map((unit) => (
          <option value={unit} selected={filled.sheet.get(`${name}_unit`) === unit}>
            {words.units[unit]}
          </option>
        ))}
      </select>
    </Grouped>
  );
};

export const MetadataField = ({ filled, speech }: { filled: Filled; speech: Speech }) => {
  const words = deskWords[speech.language];
  return (
    <TextArea
      {...filling(filled, speech).line("metadata")}
      label={words.metadata}
      hint={words.metadataHint}
      rows={3}
      mono
      optional
    />
  );
};
