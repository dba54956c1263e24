// Read where the tests are configured, handed to the runtime they run in.
export type ModelSettings = { runs: number; seed: number; path: string; replay: string };

declare module "vitest" {
  interface ProvidedContext {
    model: ModelSettings;
  }
}

export const modelSettings: ModelSettings = {
  runs: Number(process.env["MODEL_RUNS"] ?? 300),
  seed: Number(process.env["MODEL_SEED"] ?? 20_261_120),
  // Of a failure, as it is printed: only this one is played again.
  path: process.env["MODEL_PATH"] ?? "",
  replay: process.env["MODEL_REPLAY"] ?? "",
};
