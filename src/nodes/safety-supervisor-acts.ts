import { readFileSync } from "node:fs";
import type { ActName, SignedAct } from "../authority/act.ts";
import { NOBODY, type Operators, parseOperators } from "../authority/operators.ts";
import {
  type Answer,
  NO_NONCES,
  type Nonces,
  rememberNonce,
  verifyAct,
} from "../authority/verify.ts";
import type { State } from "../kernel/observe.ts";
import type { Seconds } from "../quantity/time.ts";

/** What a human is told when an act was done. */
export const DONE = {
  reset: "The latch is reset; the robot stays still until it is resumed.",
  resume: "The robot may move again.",
} as const;

/** Judges signed acts: who may, and whether there is anything to do. */
export class Humans {
  readonly #operators: Operators;
  readonly #robot: string;
  readonly #since: Seconds;
  #nonces: Nonces = NO_NONCES;

  /**
   * @param file - Public keys of the operators; empty for nobody.
   * @param robot - Name of this robot.
   * @param since - System clock now [s]: acts signed before are refused.
   * @throws OperatorsError when the file is not as it should be.
   */
  constructor(file: string, robot: string, since: Seconds) {
    this.#operators = file === "" ? NOBODY : parseOperators(readFileSync(file, "utf8"), file);
    this.#robot = robot;
    this.#since = since;
  }

  /** Accepts an act once, by a human who may do it, when it changes something. */
  judge(act: ActName, signed: SignedAct, now: Seconds, state: State): Answer {
    const expected = { act, robot: this.#robot, since: this.#since };
    const answer = verifyAct(this.#operators, expected, signed, now, this.#nonces);
    if (answer.refused !== undefined) {
      return answer;
    }
    this.#nonces = rememberNonce(this.#nonces, signed.nonce, now);
    const trouble = troubleWithAct(state, act);
    return trouble === undefined ? answer : { refused: `refused: ${trouble}` };
  }
}

function troubleWithAct(state: State, act: ActName): string | undefined {
  if (state.latch === undefined) {
    return "nothing is latched";
  }
  if (state.veto?.asserted === "asserted") {
    return "the veto is still asserted on /veto";
  }
  return act === "resume" && state.latch.resetBy === undefined
    ? "the latch must be reset first"
    : undefined;
}
