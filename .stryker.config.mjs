/**
 * The mutation gate of one room: `ROOM=separation npx stryker run .stryker.config.mjs`, and for one file besides
 * `--mutate src/separation/bounds.ts`. `npm run mutate` runs it for every room below.
 *
 * A room's bar is the least share of its mutants that its own tests must kill [%].
 */
const BARS = { kernel: 100, separation: 90, rules: 90 };

const room = process.env.ROOM ?? "kernel";
const bar = BARS[room];
if (bar === undefined) {
  throw new Error(`ROOM must be one of ${Object.keys(BARS).join(", ")}, and it is '${room}'`);
}

export default {
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutate.config.ts", related: false },
  plugins: ["@stryker-mutator/vitest-runner", "@stryker-mutator/typescript-checker"],
  checkers: ["typescript"],
  tsconfigFile: "tsconfig.mutate.json",
  mutate: [`src/${room}/**/*.ts`],
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: `reports/mutation/${room}.json` },
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: true },
  thresholds: { high: 100, low: bar, break: bar },
  concurrency: 2,
  tempDirName: `.stryker-tmp/${room}`,
  ignorePatterns: [
    ".stryker-tmp",
    ".ros2",
    ".bench",
    ".coalign",
    ".build",
    "reports",
    "coverage",
    "recordings",
  ],
};
