import { contrast, type Scheme, tonesOf } from "../kit/brand.ts";
import { Field, type FieldFault } from "../kit/forms.tsx";
import type { Speech } from "../kit/language.ts";
import { deskWords } from "../kit/desk-words.ts";

type Props = {
  /** The control that names the colour: a script draws it anew as it is chosen. */
  of: string;
  colour: string | null;
  speech: Speech;
};

const usual = "#1f4b99";
const schemes = ["light", "dark"] as const satisfies readonly Scheme[];

const isColour = (text: string | null): text is string => text !== null && /^#[0-9a-f]{6}$/i.test(text);

type ColourProps = {
  name: string;
  value: string | null;
  label: string;
  hint?: string;
  faults: readonly FieldFault[];
  speech: Speech;
};

/** A colour to choose, and what becomes of it. */
export const Colour = ({ value, speech, ...rest }: ColourProps) => (
  <div class="colour">
    <Field {...rest} speech={speech} type="color" value={isColour(value) ? value : usual} optional />
    <Swatch of={rest.name} colour={value} speech={speech} />
  </div>
);

/** A button in that colour on light and on dark pages, as it is made readable there. */
const Swatch = ({ of, colour, speech }: Props) => {
  const words = deskWords[speech.language].swatch;
  const shown = isColour(colour) ? colour.toLowerCase() : usual;
  return (
    <div class="swatch" data-swatch={of} data-kept={words.kept} data-adjusted={words.adjusted} aria-live="polite">
      <p class="quiet">{words.label}</p>
      {schemes.map((scheme) => {
        const { accent, onAccent } = tonesOf(shown, scheme);
        return (
          <figure class={scheme} data-scheme={scheme}>
            <svg viewBox="0 0 200 44" width="200" height="44" aria-hidden="true">
              <rect width="200" height="44" rx="8" fill={accent} />
              <text x="100" y="28" text-anchor="middle" fill={onAccent} font-weight="600" font-size="16">
                {words.button}
              </text>
            </svg>
            <figcaption>
              {words[scheme]}: <span data-verdict>{accent === shown ? words.kept : words.adjusted}</span>{" "}
              <bdi data-ratio>{`${contrast(accent, onAccent).toFixed(1)} : 1`}</bdi>
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
};
