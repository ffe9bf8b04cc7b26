import { writeFileSync, writeSync } from "node:fs";

import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** How many tests ended how. */
export interface Counts {
  readonly passed: number;
  /** Failed tests, files that could not be loaded, hooks that threw, and errors outside of any test. */
  readonly failed: number;
  readonly skipped: number;
}

/** The last line of a test run. */
export function closingLine(counts: Counts): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

/**
 * Counts the tests of a run.
 * @param modules - The test files that ran.
 * @param errors - Errors outside of any test.
 */
export function countTests(
  modules: readonly TestModule[],
  errors: readonly SerializedError[],
): Counts {
  const tests = modules
    .flatMap((module) => [...module.children.allTests()])
    .map((test) => test.result().state);
  const places = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  const broken = places.filter((place) => place.errors().length > 0);
  return {
    passed: tests.filter((state) => state === "passed").length,
    failed: tests.filter((state) => state === "failed").length + broken.length + errors.length,
    skipped: tests.filter((state) => state === "skipped" || state === "pending").length,
  };
}

/**
 * Prints `N passed, N failed, N skipped` as the very last line. Under `npm test` it leaves the line in the file that
 * `COALIGN_CLOSING_LINE` names, so that what waits for vitest can print it after everything else.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const line = closingLine(countTests(modules, errors));
    const file = process.env["COALIGN_CLOSING_LINE"];
    if (file !== undefined) {
      writeFileSync(file, `${line}\n`);
    } else {
      process.once("exit", () => writeSync(1, `${line}\n`));
    }
  }
}

// Vitest loads a reporter by the default export of its file.
export { ClosingLineReporter as default };
