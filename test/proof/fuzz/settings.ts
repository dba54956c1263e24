// Read where the tests are configured, handed to the runtime they run in.
export type FuzzSettings = { requests: number; seed: number };

declare module "vitest" {
  interface ProvidedContext {
    fuzz: FuzzSettings;
  }
}

export const fuzzSettings: FuzzSettings = {
  requests: Number(process.env.FUZZ_REQUESTS ?? 6_000),
  seed: Number(process.env.FUZZ_SEED ?? 20_261_120),
};
