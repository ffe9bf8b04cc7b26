import { LONGEST_WAIVER, WAIVER_RADIUS, WAIVER_SPEED } from "../authority/waivers.ts";
import { ACT_OPTIONS, sendAct } from "./send-act.ts";
import { type Command, type OptionSpecs, UsageError } from "./usage.ts";

/** Smallest radius, time and speed that can be asked for [m], [s], [m/s]: 0 is not "off". */
const LEAST = 0.01;

const OPTIONS = {
  x: {
    kind: "number",
    value: "X",
    min: -1e6,
    max: 1e6,
    meaning: "Centre of the place in odom [m].",
  },
  y: {
    kind: "number",
    value: "Y",
    min: -1e6,
    max: 1e6,
    meaning: "Centre of the place in odom [m].",
  },
  radius: {
    kind: "number",
    value: "R",
    min: LEAST,
    max: WAIVER_RADIUS,
    meaning: "Of the place [1 m].",
  },
  duration: {
    kind: "number",
    value: "S",
    min: LEAST,
    max: LONGEST_WAIVER,
    meaning: `From now on [${LONGEST_WAIVER} s].`,
  },
  speed: {
    kind: "number",
    value: "V",
    min: LEAST,
    max: WAIVER_SPEED,
    meaning: `Largest speed while it holds [${WAIVER_SPEED} m/s].`,
  },
  ...ACT_OPTIONS,
} as const satisfies OptionSpecs;

/** Lifts a zone or a rule in one place, for moments and at a crawl, by a signed act. */
export const waive: Command<typeof OPTIONS> = {
  name: "waive",
  summary: "Lifts a zone or rule in one place, for 30 s at most and at a crawl, by a signed act.",
  words: { value: "LINE", min: 1, max: 1 },
  options: OPTIONS,
  run: async ({ words: [line = ""], options }) => {
    const { x, y, radius = 1, duration = LONGEST_WAIVER, speed = WAIVER_SPEED } = options;
    if (x === undefined || y === undefined) {
      throw new UsageError("coalign waive needs --x X and --y Y: the centre of the place in odom");
    }
    const terms = { x, y, radius, duration, speed };
    const said = Object.entries(terms).map(([name, value]) => `--${name}=${value}`);
    return await sendAct("waive", options, { waiver: { line, ...terms } }, [line, ...said]);
  },
};
