/** Set by `[define]` in wrangler.toml when the bundle is built: what hangs on it falls out of every other bundle. */
declare const DEV_BUILD: boolean;
