/** Names that browsers still use for a zone, and its people no longer do. */
const renamed: Readonly<Record<string, string>> = {
  Asmera: "Asmara",
  Calcutta: "Kolkata",
  Faeroe: "Faroe",
  Godthab: "Nuuk",
  Katmandu: "Kathmandu",
  Kiev: "Kyiv",
  Ponape: "Pohnpei",
  Rangoon: "Yangon",
  Saigon: "Ho Chi Minh",
  Truk: "Chuuk",
};

/** "Vancouver": the place that a zone is called by. */
export function placeOf(zone: string): string {
  const name = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  return renamed[name] ?? name;
}
