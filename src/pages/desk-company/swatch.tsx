/** A colour by its channels of light, as WCAG weighs them. */
function lightOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** Black or white, whichever is read better upon it, and by how much. */
export function inkOn(colour: string): { ink: "#ffffff" | "#000000"; ratio: number } {
  const light = lightOf(colour);
  const [white, black] = [1.05 / (light + 0.05), (light + 0.05) / 0.05];
  return white >= black ? { ink: "#ffffff", ratio: white } : { ink: "#000000", ratio: black };
}

type Props = {
  /** The control that names the colour: a script draws it anew as it is chosen. */
  of: string;
  colour: string | null;
  label: string;
  text: string;
};

/** A button in that colour, with the ratio in which its words stand out. */
export const Swatch = ({ of, colour, label, text }: Props) => {
  const shown = colour !== null && isColour(colour) ? colour : "#1f4b99";
  const { ink, ratio } = inkOn(shown);
  return (
    <figure class="swatch" data-swatch={of}>
      <figcaption>
        {label} <span class="quiet" data-ratio>{`${ratio.toFixed(1)} : 1`}</span>
      </figcaption>
      <svg viewBox="0 0 220 52" width="220" height="52" role="img" aria-label={`${text}, ${ratio.toFixed(1)} : 1`}>
        <rect width="220" height="52" rx="8" fill={shown} />
        <text x="110" y="32" text-anchor="middle" fill={ink} font-weight="600" font-size="17">
          {text}
        </text>
      </svg>
    </figure>
  );
};
