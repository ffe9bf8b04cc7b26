import { defineConfig } from "vitest/config";

/** The kernel's own tests alone: what the mutation gate runs for every mutant. */
export default defineConfig({
  test: {
    include: ["test/kernel/**/*.test.ts"],
    pool: "forks",
    env: { COALIGN_SEED: process.env["COALIGN_SEED"] ?? "20261123" },
    setupFiles: ["test/support/seed.ts"],
  },
});
