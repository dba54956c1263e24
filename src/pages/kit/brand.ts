import { madeOnce } from "#kernel/made-once.ts";

/** Linear or gamma-coded red, green and blue, from 0 to 1. */
type Rgb = readonly [number, number, number];
/** Lightness, chroma and hue in OKLCH, where equal steps look equal. */
type Lch = readonly [lightness: number, chroma: number, hue: number];

/** What stands under a company's colour, as `styles/base.css` has it. */
export const surfaces = {
  light: { papers: ["#ffffff", "#f5f7f9"], onAccent: "#ffffff", soft: { lightness: 0.945, chroma: 0.03 } },
  dark: { papers: ["#14171c", "#1e232a"], onAccent: "#14171c", soft: { lightness: 0.31, chroma: 0.05 } },
} as const;

export type Scheme = keyof typeof surfaces;

/** WCAG 2.2, 1.4.3: text of any size. */
const enough = 4.5;

const hexColour = /^#?([0-9a-f]{6})$/i;

/**
 * A company's colour as the custom properties of a page, for the nonce'd style element: made lighter or darker until text in it and
 * on it can be read. Whatever it was given, only colours that were computed here come out; what is no colour is none.
 */
export function brandStyle(colour: string | null | undefined, scheme?: Scheme): string | undefined {
  const hex = hexColour.exec(colour ?? "")?.[1];
  const only = scheme === undefined ? "" : `color-scheme:${scheme};`;
  if (hex === undefined) return only === "" ? undefined : `:root{${only}}`;
  return `:root{${only}${propertiesOf(hex)}}`;
}

const propertiesOf = madeOnce((hex) => {
  const [light, dark] = [tonesOf(`#${hex}`, "light"), tonesOf(`#${hex}`, "dark")];
  const both = (name: keyof Tones) => `light-dark(${light[name]},${dark[name]})`;
  return `--accent:${both("accent")};--on-accent:${both("onAccent")};--soft:${both("soft")}`;
});

export type Tones = { accent: string; onAccent: string; soft: string };

/** The colour for links, buttons and rings; what is written on it; and a breath of it to lie under text. */
export function tonesOf(hex: string, scheme: Scheme): Tones {
  const { papers, onAccent, soft: veil } = surfaces[scheme];
  const [lightness, chroma, hue] = lchOf(hex);
  const soft = hexOf([veil.lightness, Math.min(chroma, veil.chroma), hue]);
  const under = [...papers, soft, onAccent];
  const accent = readable([lightness, chroma, hue], under, scheme === "light" ? -step : step);
  return { accent, onAccent, soft };
}

const step = 0.005;

/** The nearest lightness at which it stands out from everything it may lie on; at the end of the scale everything does. */
function readable([lightness, chroma, hue]: Lch, under: readonly string[], by: number): string {
  for (let at = lightness; at > 0 && at < 1; at += by) {
    const hex = hexOf([at, chroma, hue]);
    if (under.every((paper) => contrast(hex, paper) >= enough)) return hex;
  }
  return by < 0 ? "#000000" : "#ffffff";
}

/** WCAG's ratio, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = linearOf(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linearOf(hex: string): Rgb {
  const channel = (at: number) => {
    const coded = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return coded <= 0.040_45 ? coded / 12.92 : ((coded + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

// The matrices are those of OKLab's author, B. Ottosson, for linear sRGB.
function lchOf(hex: string): Lch {
  const [red, green, blue] = linearOf(hex);
  const long = Math.cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue);
  const medium = Math.cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue);
  const short = Math.cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue);
  const lightness = 0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short;
  const a = 1.977_998_495_1 * long - 2.428_592_205 * medium + 0.450_593_709_9 * short;
  const b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766 * short;
  return [lightness, Math.hypot(a, b), Math.atan2(b, a)];
}

function linearIn([lightness, chroma, hue]: Lch): Rgb {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b) ** 3;
  const medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b) ** 3;
  const short = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b) ** 3;
  return [
    4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
    -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
    -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
  ];
}

/** As a screen can show it: a colour that is too strong for its lightness is made weaker, never another hue. */
function hexOf([lightness, chroma, hue]: Lch): string {
  let [weak, strong] = [0, chroma];
  let linear = linearIn([lightness, chroma, hue]);
  if (!isShown(linear)) {
    for (let halves = 0; halves < 16; halves++) {
      const middle = (weak + strong) / 2;
      if (isShown(linearIn([lightness, middle, hue]))) weak = middle;
      else strong = middle;
    }
    linear = linearIn([lightness, weak, hue]);
  }
  return `#${linear.map(codedByte).join("")}`;
}

const isShown = (linear: Rgb): boolean => linear.every((channel) => channel > -0.000_1 && channel < 1.000_1);

function codedByte(linear: number): string {
  const coded = linear <= 0.003_130_8 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, coded)) * 255)
    .toString(16)
    .padStart(2, "0");
}
