import { ACT_OPTIONS, sendAct } from "./send-act.ts";
import { type Command, NO_WORDS, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  speed: {
    kind: "number",
    value: "V",
    min: 0.01,
    max: 100,
    meaning: "Largest speed from now on, at most the configured ceiling [m/s].",
  },
  spin: {
    kind: "number",
    value: "W",
    min: 0.01,
    max: 100,
    meaning: "Largest yaw rate from now on, at most the configured ceiling [rad/s].",
  },
  ...ACT_OPTIONS,
} as const satisfies OptionSpecs;

/** Lowers the ceilings, or gives them back, by a signed act. */
export const limit: Command<typeof OPTIONS> = {
  name: "limit",
  summary: "Lowers the robot's ceilings, or gives them back, by a signed act.",
  words: NO_WORDS,
  options: OPTIONS,
  run: async ({ options }) => {
    const { speed, spin } = options;
    if (speed === undefined || spin === undefined) {
      throw new UsageError("coalign limit needs --speed V and --spin W: both hold from then on");
    }
    const said = [`--speed=${speed}`, `--spin=${spin}`];
    return await sendAct("limit", options, { limit: { speed, spin } }, said);
  },
};
