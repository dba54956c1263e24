import { fromBase64Url, toBase64Url, utf8 } from "#kernel/bytes.ts";
import type { Config } from "./config.ts";
import { mac } from "./secrets.ts";

/** Where a sealed value lives. It is bound into the seal: the same bytes in another row, column or tenant do not open. */
export type Place = { tenant: string; table: string; column: string; row: string };

/** AES-256-GCM, written as `version.nonce.ciphertext`; the newest key seals, every listed key opens. */
export const seal = (config: Config, place: Place, plain: string): Promise<string> =>
  sealWith(config, place, plain, crypto.getRandomValues(new Uint8Array(12)));

/** The same words in the same place give the same seal, so that a retry is answered as the first try was. */
export const sealAlike = async (config: Config, place: Place, plain: string): Promise<string> =>
  sealWith(config, place, plain, (await mac(config, "nonce", [JSON.stringify(place), plain])).slice(0, 12));

async function sealWith(config: Config, place: Place, plain: string, nonce: Uint8Array<ArrayBuffer>): Promise<string> {
  const newest = config.sealKeys[0];
  if (newest === undefined) throw new Error("There is no key to seal with.");
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce, additionalData: aad(place, newest.version) },
    await importKey(newest.bytes),
    utf8(plain),
  );
  return `${newest.version}.${toBase64Url(nonce)}.${toBase64Url(new Uint8Array(sealed))}`;
}

/** Throws when the value was made for another place, by an unknown key, or was touched: it fails closed. */
export async function open(config: Config, place: Place, sealed: string): Promise<string> {
  const [version = "", nonce = "", text = ""] = sealed.split(".");
  const key = config.sealKeys.find((candidate) => String(candidate.version) === version);
  const iv = fromBase64Url(nonce);
  const bytes = fromBase64Url(text);
  if (key === undefined || iv === undefined || bytes === undefined) throw new Error("A sealed value cannot be opened.");
  const plain = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv, additionalData: aad(place, key.version) },
    await importKey(key.bytes),
    bytes,
  );
  return new TextDecoder().decode(plain);
}

const aad = (place: Place, version: number): Uint8Array<ArrayBuffer> =>
  utf8(JSON.stringify([place.tenant, place.table, place.column, place.row, version]));

const importKey = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
