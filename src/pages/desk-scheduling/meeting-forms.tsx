// Forms that bookings and interviews have alike.
import { Choices, TextArea, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import type { Lines } from "../kit/sheet.ts";
import type { TypedWindow } from "../kit/when.tsx";
import { Fold } from "../kit/room.tsx";
import { wordsFor } from "./words.ts";

export const ReasonField = ({ visit }: { visit: Visit }) => (
  <TextArea
    name="reason"
    label={wordsFor(visit).reason}
    hint={wordsFor(visit).reasonHint}
    rows={2}
    optional
    maxlength={1_000}
    speech={visit.speech}
  />
);

type ForGoodProps = { visit: Visit; to: string; version: number; label: string; button: string };

/** What cannot be taken back: folded away, and asked why. */
export const ForGood = ({ visit, to, version, label, button }: ForGoodProps) => (
  <Fold label={label}>
    <form method="post" action={to}>
      <Version version={version} />
      <ReasonField visit={visit} />
      <button type="submit" class="alarm">
        {button}
      </button>
    </form>
  </Fold>
);

type NoShowProps = { visit: Visit; to: string; version: number; who: Readonly<Record<string, string>> };

/** Who did not come: first whoever it mostly is. */
export const NoShow = ({ visit, to, version, who }: NoShowProps) => {
  const words = wordsFor(visit).interview;
  return (
    <Fold label={words.noShow}>
      <form method="post" action={to}>
        <Version version={version} />
        <Choices
          name="who"
          kind="radio"
          label={words.noShow}
          values={Object.keys(who).slice(0, 1)}
          choices={Object.entries(who).map(([value, label]) => ({ value, label }))}
          speech={visit.speech}
        />
        <button type="submit" class="plain">
          {words.note}
        </button>
      </form>
    </Fold>
  );
};

/** The stretches that a form names, as they were typed. */
export const rowsOf = ({ line }: Lines): TypedWindow[] =>
  [0, 1, 2].map((at) => ({
    day: line(`day-${at}`).value ?? "",
    from: line(`from-${at}`).value ?? "",
    until: line(`until-${at}`).value ?? "",
  }));
