import { defineConfig } from "vitest/config";

/** The tests of one room alone, `ROOM` [kernel]: what the mutation gate runs for every mutant. */
export default defineConfig({
  test: {
    include: [`test/${process.env["ROOM"] ?? "kernel"}/**/*.test.ts`],
    pool: "forks",
    env: {
      COALIGN_SEED: process.env["COALIGN_SEED"] ?? "20261123",
      // A campaign that is part of the tests draws this share of its cases, see test/support/sample-size.ts.
      COALIGN_SHARE: "0.02",
    },
    globalSetup: ["test/support/own-temp-folder.ts"],
    setupFiles: ["test/support/seed.ts"],
    testTimeout: 60_000,
  },
});
