import type { ActName, SignedAct, SignedActName } from "../authority/act.ts";
import type { Answer } from "../authority/answer.ts";
import { type Authority, judgeAct, openAuthority } from "../authority/judge.ts";
import { createNonce } from "../authority/keys.ts";
import { type Ceilings, changeLimit, type OperatorLimit } from "../authority/limits.ts";
import { grantWaiver, NO_WAIVERS, type Waivers } from "../authority/waivers.ts";
import { secondsOf, type Seconds } from "../quantity/time.ts";
import { type LimitFile, openLimitFile } from "./limit-file.ts";
import { openOperators } from "./operators-file.ts";

/** What humans may do to one robot. */
export type HumanActsOptions = {
  /** Public keys of the operators; empty for nobody. */
  readonly operatorsFile: string;
  /** Name of this robot. */
  readonly robot: string;
  /** Where a limit is remembered over restarts; empty for nowhere. */
  readonly limitFile: string;
  /** Ceilings of the configuration. */
  readonly ceilings: Ceilings;
  /** Names of the zones and rules whose configuration allows waivers. */
  readonly waivable: ReadonlySet<string>;
  /** System clock now [s]: acts signed before are refused. */
  readonly since: Seconds;
};

/** When an act came. */
export type ActMoment = {
  /** System clock [s]. */
  readonly system: Seconds;
  /** Monotonic clock [s]. */
  readonly monotonic: Seconds;
};

/** Judges every signed act, and keeps the waivers and the limit that came of them. */
export class HumanActs {
  /** Which start this is: told on `/safety_supervisor/boot`, and signed in every act. */
  readonly boot: string = createNonce();
  readonly #options: HumanActsOptions;
  readonly #file: LimitFile;
  #authority: Authority;
  #waivers: Waivers = NO_WAIVERS;
  #limit: OperatorLimit;
  #writing: Promise<unknown> = Promise.resolve();

  /** @throws OperatorsError or LimitTextError when a file is not as it should be. */
  constructor(options: HumanActsOptions) {
    const { operatorsFile, robot, since } = options;
    const operators = openOperators(operatorsFile);
    this.#options = options;
    this.#authority = openAuthority(operators, robot, this.boot, since);
    this.#file = openLimitFile(options.limitFile, options.ceilings);
    this.#limit = this.#file.before;
  }

  /** Waivers that were granted; `waived` says which hold. */
  get waivers(): Waivers {
    return this.#waivers;
  }

  /** What humans limited the robot to. */
  get limit(): OperatorLimit {
    return this.#limit;
  }

  /** Ends every waiver, as a stop does: nothing that was lifted before it comes back after. */
  endWaivers(): void {
    this.#waivers = NO_WAIVERS;
  }

  /**
   * An act upon the latch, once, by a human who may do it, when it changes something.
   * @param trouble - What the latch has against it, undefined for nothing; asked only when the signature is good.
   */
  judgeLatch(
    act: ActName,
    signed: SignedAct,
    { system }: ActMoment,
    trouble: () => string | undefined,
  ): Answer {
    const answer = this.#judge(act, signed, system);
    const against = answer.refused === undefined ? trouble() : undefined;
    return against === undefined ? answer : { refused: `refused: ${against}` };
  }

  /** Grants a waiver. */
  waive(signed: SignedAct, { system, monotonic }: ActMoment): Answer {
    const answer = this.#judge("waive", signed, system);
    if (answer.accepted === undefined) {
      return answer;
    }
    const { waiver: terms, stamp } = signed;
    const request = { terms, by: answer.accepted, age: system - secondsOf(stamp) };
    const granted = grantWaiver(this.#waivers, request, this.#options.waivable, monotonic);
    this.#waivers = granted.waivers ?? this.#waivers;
    return granted.refused === undefined ? answer : { refused: granted.refused };
  }

  /** Changes the limit: what is lowered holds at once, what is given back only when it is remembered. */
  async changeLimit(signed: SignedAct, { system }: ActMoment): Promise<Answer> {
    const answer = this.#judge("limit", signed, system);
    if (answer.accepted === undefined) {
      return answer;
    }
    const { limit, refused } = changeLimit(this.#options.ceilings, signed.limit, answer.accepted);
    if (refused !== undefined) {
      return { refused };
    }
    this.#limit = {
      speed: Math.min(limit.speed, this.#limit.speed),
      spin: Math.min(limit.spin, this.#limit.spin),
      by: limit.by,
    };
    const written = this.#writing.then(async () => {
      await this.#file.keep(limit);
      this.#limit = limit;
    });
    this.#writing = written.catch(() => undefined);
    try {
      await written;
      return answer;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { refused: `refused: the limit could not be kept: ${why}` };
    }
  }

  #judge(service: SignedActName, signed: SignedAct, system: Seconds): Answer {
    const { authority, answer } = judgeAct(this.#authority, service, signed, system);
    this.#authority = authority;
    return answer;
  }
}
