// Time over count as a picture: what grows linearly lies on its line.
export type Series = {
  title: string;
  points: readonly { count: number; micros: number }[];
  line: { start: number; slope: number; straight: number };
};

const width = 340;
const height = 260;
const margin = 48;

export function plotOf(series: readonly Series[]): string {
  const whole = `width="${width * series.length}" height="${height}" font-family="sans-serif" font-size="11"`;
  const panels = series.map((one, place) => `<g transform="translate(${place * width} 0)">\n${panel(one)}\n</g>`);
  const paper = '<rect width="100%" height="100%" fill="white"/>';
  return [`<svg xmlns="http://www.w3.org/2000/svg" ${whole}>`, paper, ...panels, "</svg>", ""].join("\n");
}

function panel({ title, points, line }: Series): string {
  const most = Math.max(...points.map(({ count }) => count));
  const longest = Math.max(...points.map(({ micros }) => micros)) * 1.05;
  const x = (count: number) => Math.round(margin + (count / most) * (width - 1.5 * margin));
  const y = (micros: number) => Math.round(height - margin - (micros / longest) * (height - 2 * margin));
  const fitted = (count: number) => y(line.start + line.slope * count);
  const frame = `x="${margin}" y="${margin}" width="${width - 1.5 * margin}" height="${height - 2 * margin}"`;
  return [
    `<rect ${frame} fill="none" stroke="#ccc"/>`,
    `<line x1="${x(0)}" y1="${fitted(0)}" x2="${x(most)}" y2="${fitted(most)}" stroke="#999" stroke-dasharray="4 3"/>`,
    ...points.map(({ count, micros }) => `<circle cx="${x(count)}" cy="${y(micros)}" r="3.5" fill="#2a5db0"/>`),
    ...points.map(({ count }) => label(x(count), height - margin + 16, String(count), "middle")),
    ...[0.5, 1].map((part) => label(margin - 6, y(longest * part) + 4, `${Math.round(longest * part)} µs`, "end")),
    label(width / 2, 24, title, "middle"),
  ].join("\n");
}

const label = (x: number, y: number, words: string, anchor: string): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${words}</text>`;
