// The last line a machine reads: `N passed, N failed`. A skipped, promised or expected-to-fail test proves nothing, so it
// counts as failed here; only a run narrowed by name (`-t`) may leave tests out.
import type { SerializedError, TestCase, TestModule, Vitest } from "vitest/node";

export default class Tally {
  #narrowed = false;

  onInit(vitest: Vitest) {
    this.#narrowed = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]) {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const verdict = this.#verdict(test);
        if (verdict === "passed") passed++;
        if (verdict === "failed") failed++;
      }
    }
    process.on("exit", () => {
      if (failed > 0) process.exitCode = 1;
      console.log(`${passed} passed, ${failed} failed`);
    });
  }

  #verdict(test: TestCase): "passed" | "failed" | "left out" {
    const { state } = test.result();
    if (state === "skipped" || state === "pending") {
      if (this.#narrowed) return "left out";
      console.error(`skipped, which counts as failed: ${test.fullName}`);
      return "failed";
    }
    if (test.options.fails) {
      console.error(`expected to fail, which counts as failed: ${test.fullName}`);
      return "failed";
    }
    return state;
  }
}
