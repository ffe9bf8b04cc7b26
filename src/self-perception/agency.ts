import type { Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";

/** How the body is expected to answer commands. */
export type Response = {
  readonly latency: Seconds;
  /** [m/s²] */
  readonly acceleration: number;
  /** [m/s²] */
  readonly braking: number;
  /** [rad/s²] */
  readonly spinAcceleration: number;
  /** The base stops by itself when commands end for this long [s]. */
  readonly commandTimeout: Seconds;
};

/** What the robot remembers in order to tell its own motion from others' doing. */
export type AgencyState = {
  readonly at: Seconds;
  readonly commands: readonly { readonly at: Seconds; readonly twist: Twist }[];
  /** Motion its own commands explain. */
  readonly expected: Twist;
  /** How far the expectation may be off because the body is answering right now [m/s, rad/s]. */
  readonly slack: Twist;
  /** Logarithm of the odds that the motion is its own doing [1]. */
  readonly logOdds: number;
};

export type AgencyVerdict = {
  /** Probability that the motion is the robot's own doing [1]. */
  readonly selfCaused: number;
  /** Squared Mahalanobis distance of measured from expected, three axes [1]. */
  readonly surprise: number;
};

/** Before any evidence, 19 of 20 moments of a robot's life are its own doing [1]. */
const PRIOR = Math.log(19);
/** Evidence fades with this time constant, so that a push is over when it is over [s]. */
const MEMORY = 0.4;
/** Filtered odometry at 50 Hz holds about this many independent looks a second [1/s]. */
const LOOKS = 10;
/** Farther than this the odds do not go, so that they come back within a second [1]. */
const FARTHEST = 8;
/** Spread of motions that others cause: a push, a slip, a tow [m/s], [m/s], [rad/s]. */
const OTHERS: Twist = { vx: 0.5, vy: 0.5, wz: 0.8 };
/** How well a steady speed is kept: a floor [m/s, rad/s] and a share of the speed [1]. */
const KEEPING = 0.03;
const KEEPING_SHARE = 0.06;
/** Share of an answer under way by which its timing and strength may differ from the model [1], and how long it shows [s]. */
const ANSWER_SHARE = 0.4;
const ANSWER_TIME = 0.25;

export const FIRST_AGENCY: AgencyState = {
  at: -Infinity,
  commands: [],
  expected: { vx: 0, vy: 0, wz: 0 },
  slack: { vx: 0, vy: 0, wz: 0 },
  logOdds: PRIOR,
};

/** Learns of a command sent at a time. */
export function intend(state: AgencyState, at: Seconds, twist: Twist): AgencyState {
  return [at, twist.vx, twist.vy, twist.wz].every(Number.isFinite)
    ? { ...state, commands: [...state.commands, { at, twist }] }
    : state;
}

/** Compares what was measured with what the own commands explain. */
export function compare(
  state: AgencyState,
  at: Seconds,
  measured: Twist,
  variance: Twist,
  response: Response,
): readonly [AgencyState, AgencyVerdict] {
  const first = state.at === -Infinity;
  const step = first ? 0 : Math.min(Math.max(at - state.at, 0), 0.5);
  const commands = pruned(state.commands, at - response.latency);
  const latest = inForce(commands, at, response.commandTimeout);
  const felt = inForce(commands, at - response.latency, response.commandTimeout);
  const before = first ? measured : state.expected;
  const speedRate = rateOf(before, felt, response);
  const expected: Twist = {
    vx: approach(before.vx, felt.vx, speedRate * step),
    vy: approach(before.vy, felt.vy, speedRate * step),
    wz: approach(before.wz, felt.wz, response.spinAcceleration * step),
  };
  const fade = Math.exp(-step / ANSWER_TIME);
  let surprise = 0;
  let evidence = 0;
  const axis = (key: keyof Twist): number => {
    const slack = state.slack[key] * fade + ANSWER_SHARE * Math.abs(expected[key] - before[key]);
    const answering = ANSWER_SHARE * (latest[key] - expected[key]);
    const keeping = KEEPING + KEEPING_SHARE * Math.abs(expected[key]);
    const own = variance[key] + keeping ** 2 + slack ** 2 + answering ** 2;
    const other = own + OTHERS[key] ** 2;
    const off = (measured[key] - expected[key]) ** 2;
    surprise += off / own;
    evidence += 0.5 * (Math.log(other / own) - off / own + off / other);
    return slack;
  };
  const slack: Twist = { vx: axis("vx"), vy: axis("vy"), wz: axis("wz") };
  const kept = PRIOR + (state.logOdds - PRIOR) * Math.exp(-step / MEMORY);
  const logOdds = Math.min(
    FARTHEST,
    Math.max(-FARTHEST, kept + evidence * Math.min(1, LOOKS * step)),
  );
  return [
    { at, commands, expected, slack, logOdds },
    { selfCaused: 1 / (1 + Math.exp(-logOdds)), surprise },
  ];
}

function rateOf(before: Twist, felt: Twist, response: Response): number {
  const slowing = Math.hypot(felt.vx, felt.vy) < Math.hypot(before.vx, before.vy);
  return slowing ? response.braking : response.acceleration;
}

function approach(from: number, to: number, most: number): number {
  return from + Math.min(most, Math.max(-most, to - from));
}

/** The commands from the last one before a time on. */
function pruned(commands: AgencyState["commands"], from: Seconds): AgencyState["commands"] {
  const first = commands.findLastIndex(({ at }) => at <= from);
  return first > 0 ? commands.slice(first) : commands;
}

function inForce(commands: AgencyState["commands"], now: Seconds, timeout: Seconds): Twist {
  const command = commands.findLast(({ at }) => at <= now + 1e-9);
  return command === undefined || now - command.at > timeout
    ? { vx: 0, vy: 0, wz: 0 }
    : command.twist;
}
