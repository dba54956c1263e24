// What only tests are given, beside the bindings of wrangler.toml.
declare namespace Cloudflare {
  interface Env {
    MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}
