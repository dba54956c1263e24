/** The end of an address, made of a name: letters lose their marks; what is left of no Latin letter is `otherwise`. */
export function slugFrom(name: string, otherwise: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
  return plain.length >= 2 ? plain : otherwise;
}
