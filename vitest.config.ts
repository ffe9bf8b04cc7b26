import { defineConfig } from "vitest/config";

/** Seed of every property test; a red run prints it, `COALIGN_SEED` replays another. */
const seed = process.env["COALIGN_SEED"] ?? "20261123";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/fences/planted/**", "node_modules/**"],
    pool: "forks",
    env: { COALIGN_SEED: seed },
    globalSetup: ["test/support/own-temp-folder.ts"],
    setupFiles: ["test/support/seed.ts", "test/support/no-network.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    coverage: { provider: "v8", include: ["src/**/*.ts"], exclude: ["**/*.gen.ts"] },
  },
});
