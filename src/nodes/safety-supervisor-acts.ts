import { readFileSync } from "node:fs";
import { LATCH_ACTS, type SignedAct, type SignedActName } from "../authority/act.ts";
import type { Answer } from "../authority/answer.ts";
import { type Authority, judgeAct, openAuthority } from "../authority/judge.ts";
import { NOBODY, parseOperators } from "../authority/operators.ts";
import type { State } from "../kernel/observe.ts";
import type { Seconds } from "../quantity/time.ts";

/** What a human is told when an act upon the latch was done. */
export const DONE = {
  reset: "The latch is reset; the robot stays still until it is resumed.",
  resume: "The robot may move again.",
  limit: "The robot keeps to the new limit.",
  waive: "The line is waived at a crawl, for a moment.",
} as const;

/** Judges signed acts: who may, and whether there is anything to do. */
export class Humans {
  #authority: Authority;

  /**
   * @param file - Public keys of the operators; empty for nobody.
   * @param robot - Name of this robot.
   * @param boot - Drawn for this start.
   * @param since - System clock now [s]: acts signed before are refused.
   * @throws OperatorsError when the file is not as it should be.
   */
  constructor(file: string, robot: string, boot: string, since: Seconds) {
    const operators = file === "" ? NOBODY : parseOperators(readFileSync(file, "utf8"), file);
    this.#authority = openAuthority(operators, robot, boot, since);
  }

  /** Accepts an act once, by a human who may do it, when it changes something. */
  judge(act: SignedActName, signed: SignedAct, now: Seconds, state: State): Answer {
    const { authority, answer } = judgeAct(this.#authority, act, signed, now);
    this.#authority = authority;
    const trouble =
      answer.refused === undefined && LATCH_ACTS.some((name) => name === act)
        ? troubleWithLatch(state, act)
        : undefined;
    return trouble === undefined ? answer : { refused: `refused: ${trouble}` };
  }
}

function troubleWithLatch(state: State, act: SignedActName): string | undefined {
  if (state.latch === undefined) {
    return "nothing is latched";
  }
  const pressed = Object.values(state.switches).find(({ asserted }) => asserted === "asserted");
  if (pressed !== undefined) {
    return `${pressed.because} is still asserted by ${pressed.by}`;
  }
  return act === "resume" && state.latch.resetBy === undefined
    ? "the latch must be reset first"
    : undefined;
}
