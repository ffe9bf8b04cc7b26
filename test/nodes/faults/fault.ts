import type { Overrides } from "../../../src/bus/parameters.ts";
import type { ReasonId } from "../../../src/kernel/reason.ts";
import type { Seconds } from "../../../src/quantity/time.ts";
import { SupervisedRobot } from "../../support/supervised-robot.ts";

/** A hole of today's systems by its name in the background facts; each has rows here. */
export type Hole = `H${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17}`;

/** Something that goes wrong while the robot drives, and what must be said when it stands. */
export type Fault = {
  readonly name: string;
  readonly holes: readonly Hole[];
  /** Any of these reasons, by name. */
  readonly expected: readonly ReasonId[];
  /** Happens once, while the robot drives at 0.5 m/s. */
  readonly act: (robot: SupervisedRobot) => void;
  /** Time from the fault to the last motion, at most [s]. */
  readonly within: Seconds;
  readonly parameters: Overrides;
};

/** What goes wrong at the start: the supervisor must not start, with one sentence. */
export type Refusal = {
  readonly name: string;
  readonly holes: readonly Hole[];
  readonly sentence: RegExp;
  readonly start: () => unknown;
};

type More = Partial<Pick<Fault, "holes" | "within" | "parameters">>;

/** The longest any required source may be silent, its period and two cycles [s]. */
export const WITHIN: Seconds = 0.35 + 0.1 + 0.04;

/** One row of the table. */
export function fault(
  name: string,
  expected: ReasonId | readonly ReasonId[],
  act: Fault["act"],
  { holes = [], within = WITHIN, parameters = {} }: More = {},
): Fault {
  const reasons = typeof expected === "string" ? [expected] : expected;
  return { name, expected: reasons, act, holes, within, parameters };
}

export function refusal(
  name: string,
  sentence: RegExp,
  start: () => unknown,
  holes: readonly Hole[] = [],
): Refusal {
  return { name, sentence, start, holes };
}

/** Starts a supervisor with these parameters. */
export function starting(parameters: Overrides): () => unknown {
  return () => new SupervisedRobot(parameters);
}

/** What a robot did after a fault. */
export type Aftermath = {
  readonly droveBefore: boolean;
  /** Last motion after the fault, counted from it [s]; 0 for none. */
  readonly lastMotion: Seconds;
  /** Longest time without a command to the base [s]. */
  readonly longestGap: Seconds;
  readonly isFinite: boolean;
  /** Reasons named at any time after the fault. */
  readonly reasons: readonly string[];
  readonly sentence: string;
};

/** How long the aftermath is watched [s]. */
const WATCHED: Seconds = 4;

/** Drives, lets it happen, and watches. */
export function suffer({ act, parameters }: Fault): Aftermath {
  const robot = new SupervisedRobot(parameters).run(3);
  const droveBefore = robot.speed === 0.5;
  const since = robot.loopback.time;
  const reasons = new Set<string>();
  act(robot);
  for (let step = 0; step < WATCHED / 0.02; step++) {
    robot.run(0.02);
    robot.state.reasons.forEach(({ id }) => reasons.add(id));
  }
  const after = robot.given.filter(({ time }) => time > since);
  const moving = after.filter(({ twist: { linear, angular } }) =>
    [linear.x, linear.y, angular.z].some((value) => value !== 0),
  );
  const times = [since, ...after.map(({ time }) => time), robot.loopback.time];
  return {
    droveBefore,
    lastMotion: Math.max(0, ...moving.map(({ time }) => time - since)),
    longestGap: Math.max(...times.slice(1).map((time, i) => time - (times[i] ?? 0))),
    isFinite: after.every(({ twist: { linear, angular } }) =>
      Number.isFinite(linear.x + linear.y + linear.z + angular.x + angular.y + angular.z),
    ),
    reasons: [...reasons],
    sentence: robot.state.sentence,
  };
}
