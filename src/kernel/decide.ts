import { STANDSTILL, type Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Driver, FactOf } from "./fact.ts";
import { isFinite, isStandstill, type Limit, meet, shareInside, shrink, STOP } from "./limit.ts";
import type { State } from "./observe.ts";
import type { Evidence } from "./reason.ts";
import { RED_LINES } from "./red-lines.ts";
import type { Answer, Question } from "./required.ts";

/** What may go out, and why. */
export type Verdict = {
  readonly driver: Driver | "none";
  /** What was asked; standstill when it could not be read as numbers. */
  readonly asked: Twist;
  readonly given: Twist;
  /** given / asked [1]. */
  readonly scale: number;
  /** Exactly the lines that changed the command. */
  readonly reasons: readonly Evidence[];
  /** Every line that forbids all motion now, whether or not any was asked. */
  readonly stops: readonly Evidence[];
  readonly limit: Limit;
};

/** Answers what may go out now. Total, pure. */
export function decide(state: State, now: Seconds): Verdict {
  const command = commandInForce(state, now);
  const settings = state.settings;
  const answers = settings === undefined ? UNCONFIGURED : askAll({ state, settings, now, command });
  const limit = meet(...answers.map((answer) => answer.limit));
  const stops = answers.filter((answer) => answer.limit === STOP).map((answer) => answer.evidence);
  const asked = readable(command);
  const outcome = stops.length === 0 ? scaled(asked, limit, answers) : heldStill(command, stops);
  return { driver: command?.driver ?? "none", asked, ...outcome, stops, limit };
}

type Outcome = Pick<Verdict, "given" | "scale" | "reasons">;

function readable(command: FactOf<"command"> | undefined): Twist {
  return command !== undefined && isFinite(command.twist) ? command.twist : STANDSTILL;
}

/** Standstill asked needs no explanation; anything else that is not given does. */
function heldStill(command: FactOf<"command"> | undefined, stops: readonly Evidence[]): Outcome {
  return command === undefined || isStandstill(command.twist)
    ? { given: STANDSTILL, scale: 1, reasons: [] }
    : { given: STANDSTILL, scale: 0, reasons: stops };
}

function scaled(asked: Twist, limit: Limit, answers: readonly Answer[]): Outcome {
  const scale = shareInside(asked, limit);
  const reasons = answers.filter((a) => shareInside(asked, a.limit) < 1).map((a) => a.evidence);
  return { given: scale < 1 ? shrink(asked, scale) : asked, scale, reasons };
}

const UNCONFIGURED: readonly Answer[] = [
  {
    limit: STOP,
    evidence: { id: "not-configured", source: "settings", margin: 0, unit: "1", age: Infinity },
  },
];

function askAll(question: Question): readonly Answer[] {
  return RED_LINES.flatMap((line) => line(question));
}

/** The teleoperator's command outranks autonomy's, also for a while after it fell silent: then nothing moves. */
function commandInForce(state: State, now: Seconds): FactOf<"command"> | undefined {
  const { teleop, autonomy } = state.commands;
  const hold = state.settings?.teleopHold ?? Infinity;
  return teleop !== undefined && !(now - teleop.received > hold) ? teleop : autonomy;
}
