import { isFinite, isStandstill, shrink, speedOf, STANDSTILL } from "../quantity/frame.ts";
import type { Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { FactOf } from "./fact.ts";
import { along, joined, type Limit, meet, share, STOP } from "./limit.ts";
import { type Mode, modeOf } from "./mode.ts";
import type { State } from "./observe.ts";
import { type Action, ACTIONS, CAUSES, type Evidence } from "./reason.ts";
import { redLines } from "./red-lines.ts";
import { type Answer, stop } from "./required.ts";

/** What may go out, and why. */
export type Verdict = {
  /** Whose command is in force; empty for nobody's. */
  readonly driver: string;
  /** What was asked; standstill when it could not be read as numbers. */
  readonly asked: Twist;
  readonly given: Twist;
  /** given / asked [1]. */
  readonly scale: number;
  /** Exactly what changed the command. */
  readonly reasons: readonly Evidence[];
  /** Every line that forbids all motion now, whether or not any was asked. */
  readonly stops: readonly Evidence[];
  readonly limit: Limit;
  /** The most severe action of all stops; `limit` when there is none. */
  readonly action: Action;
  /** What the hardware stop is told: category 1 takes power once the robot stands or its speed is unknown. */
  readonly power: "on" | "off";
  readonly mode: Mode;
};

/** Answers what may go out now. Total, pure. */
export function decide(state: State, now: Seconds): Verdict {
  const { settings, command } = state;
  const answers = settings === undefined ? UNCONFIGURED : redLines({ state, settings, now });
  const stops = answers.filter((answer) => answer.limit === STOP).map((answer) => answer.evidence);
  const asked = command !== undefined && isFinite(command.twist) ? command.twist : STANDSTILL;
  const out = stops.length === 0 ? scaled(asked, answers) : heldStill(command, stops);
  const { given, scale, reasons } = out;
  const action =
    ACTIONS.findLast((a) => stops.some(({ id }) => CAUSES[id].action === a)) ?? "limit";
  const limit = meet(answers.map((answer) => answer.limit));
  const power = powerFor(action, state);
  const mode = modeOf(state, { asked, given, stops, reasons });
  const driver = command?.driver ?? "";
  return { driver, asked, given, scale, reasons, stops, limit, action, power, mode };
}

const UNCONFIGURED = [stop("not-configured", "settings", Infinity)];

/** What the kernel must be told after a verdict went out: what that was, and what latches from then on. */
export function settled({ given, stops }: Verdict, now: Seconds): FactOf<"given"> {
  const held = stops.find(({ id }) => CAUSES[id].clear === "human" && id !== "awaiting-resume");
  const latching = held === undefined ? "" : held.id;
  return { kind: "given", twist: given, latching, by: held?.source ?? "", received: now };
}

type Outcome = Pick<Verdict, "given" | "scale" | "reasons">;

/** Standstill asked needs no explanation; anything else that is not given does. */
function heldStill(command: FactOf<"command"> | undefined, stops: readonly Evidence[]): Outcome {
  const isAsked = command !== undefined && !isStandstill(command.twist);
  return { given: STANDSTILL, scale: isAsked ? 0 : 1, reasons: isAsked ? stops : [] };
}

function scaled(asked: Twist, answers: readonly Answer[]): Outcome {
  const tight = answers.map((answer) => tightened(asked, answer)).reduce(joined, []);
  const scale = tight.reduce((least, { part }) => Math.min(least, part), 1);
  const given = scale < 1 ? shrink(asked, scale) : asked;
  return { given, scale, reasons: tight.map(({ evidence }) => evidence) };
}

type Tightened = { readonly part: number; readonly evidence: Evidence };

/** What of an answer the motion asked for oversteps, each with the part of it that stays inside. */
function tightened(asked: Twist, { limit, evidence }: Answer): readonly Tightened[] {
  const speed = share(limit.speed, speedOf(asked));
  const part = Math.min(speed, share(limit.spin, Math.abs(asked.wz)));
  const bounds = limit.bounds.filter((bound) => !(along(bound, asked) <= bound.atMost));
  const directed = bounds.map((bound): Tightened => {
    const { because: id, source, atMost, x, y, turn } = bound;
    const isTurn = x === 0 && y === 0;
    const margin = isTurn ? atMost / Math.abs(turn) : atMost;
    const proof = { ...evidence, id, source, margin, unit: isTurn ? "rad/s" : "m/s" } as const;
    return { part: share(atMost, along(bound, asked)), evidence: proof };
  });
  return part < 1 ? [{ part, evidence }, ...directed] : directed;
}

/** Below this a base stands [m/s], [rad/s]. */
const STANDING = 0.01;

function powerFor(action: Action, { body }: State): "on" | "off" {
  const isMoving =
    body !== undefined && (speedOf(body.twist) > STANDING || Math.abs(body.twist.wz) > STANDING);
  return action === "category-0" || (action === "category-1" && !isMoving) ? "off" : "on";
}
