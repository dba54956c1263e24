// Amounts as people type them, and in the smallest unit of their currency.

/** How many digits a currency has after the point: 2 for EUR, 0 for JPY. What is no currency has two, and is refused elsewhere. */
function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** "55,000.50", "55.000,50" and "55000" are amounts; what is none is no number, and refused as such. */
export function minorOf(text: string, currency: string): number {
  const bare = text.replaceAll(/[\s\u00a0\u202f'’]/g, "");
  const point = /^(.*)[.,](\d{1,2})$/.exec(bare);
  const [whole, rest] = point === null ? [bare, ""] : [point[1] ?? "", point[2] ?? ""];
  const digits = whole.replaceAll(/[.,]/g, "");
  if (!/^\d{1,13}$/.test(digits)) return Number.NaN;
  return Math.round(Number(`${digits}.${rest || "0"}`) * 10 ** digitsOf(currency));
}

export const amountOf = (minor: number, currency: string): string => {
  const digits = digitsOf(currency);
  const amount = minor / 10 ** digits;
  return Number.isInteger(amount) ? String(amount) : amount.toFixed(digits);
};

/** "€55,000", as the reader writes money. */
export function sayMoney(locale: string, minor: number, currency: string): string {
  const digits = digitsOf(currency);
  const amount = minor / 10 ** digits;
  const minimumFractionDigits = Number.isInteger(amount) ? 0 : digits;
  return new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: "currency", currency, minimumFractionDigits }).format(
    amount,
  );
}
