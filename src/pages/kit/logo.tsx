import { fromBase64Url, toBase64Url, utf8 } from "#kernel/bytes.ts";
import type { Config } from "#platform/config.ts";
import { keyedHash, sameText } from "#platform/secrets.ts";

const purpose = "logo";

/**
 * Where a company's picture is shown from: our own server, so that readers ask nobody else for it. The address bears the picture's own
 * and our word for it: another picture has another address, and nobody can make us fetch what no page of ours shows.
 */
export async function logoPath(config: Config, url: string | null): Promise<string | undefined> {
  if (url === null) return undefined;
  return `/logo/${await keyedHash(config, purpose, [url])}/${toBase64Url(utf8(url))}`;
}

/** The picture's own address, if we made this one. */
export async function logoUrl(config: Config, seal: string, text: string): Promise<string | undefined> {
  const bytes = fromBase64Url(text);
  if (bytes === undefined) return undefined;
  const url = new TextDecoder().decode(bytes);
  return sameText(seal, await keyedHash(config, purpose, [url])) ? url : undefined;
}

/** It has its place before it has come, whatever its size; the company's name stands beside it in words. */
export const Logo = ({ path }: { path: string | undefined }) =>
  path === undefined ? null : <img class="logo" src={path} alt="" width={160} height={40} decoding="async" />;
