import { verify } from "node:crypto";
import { secondsOf, type Seconds } from "../quantity/time.ts";
import { canonicalBytes, type SignedAct, type SignedActName } from "./act.ts";
import type { Answer } from "./answer.ts";
import { isWellFormed } from "./canonical.ts";
import type { Operators } from "./operators.ts";
import { forbidden, may } from "./roles.ts";

export type { Answer } from "./answer.ts";

/** Oldest signature that counts [s]: a human has just decided, or the act is void. */
export const FRESH: Seconds = 30;

/** How far an operator's clock may run ahead of the robot's [s]. */
export const AHEAD: Seconds = 2;

/** Longest text of an act that is looked at [1]. */
const LONGEST = 1000;

/** Which act this is for: anything else is refused. */
export type Expected = {
  /** The service that was called. */
  readonly act: SignedActName;
  /** This robot's name. */
  readonly robot: string;
  /** When the verifier began to remember nonces, system clock [s]: what was signed before is refused. */
  readonly since: Seconds;
};

/** Nonces that were used, each with when it was, system clock [s]. */
export type Nonces = ReadonlyMap<string, Seconds>;

export const NO_NONCES: Nonces = new Map();

/**
 * Whether an act is one of a human who may do it, meant for this robot and this service, just signed and never used
 * before. Never throws: what cannot be read is refused. Whoever accepts it remembers the nonce, as `judgeAct` does.
 * @param operators - Whose signatures count.
 * @param act - What came.
 * @param now - System clock [s].
 * @param seen - Nonces used before.
 */
export function verifyAct(
  operators: Operators,
  expected: Expected,
  act: SignedAct,
  now: Seconds,
  seen: Nonces,
): Answer {
  const operator = operators.get(act.operator_name);
  const words = troubleWithWords(act, expected);
  if (words !== undefined || operator === undefined) {
    return refuse(words ?? `'${act.operator_name}' is not among the operators`);
  }
  const { name, role, key } = operator;
  const trouble =
    (may(role, expected.act) ? undefined : forbidden(name, role, expected.act)) ??
    troubleWithTime(act, expected, now) ??
    (seen.has(act.nonce) ? "this act was used before" : undefined);
  if (trouble !== undefined) {
    return refuse(trouble);
  }
  return verify(null, canonicalBytes(act), key, act.signature)
    ? { accepted: name }
    : refuse(`the signature is not that of '${name}'`);
}

function refuse(trouble: string): Answer {
  return { refused: `refused: ${trouble}` };
}

function troubleWithWords(act: SignedAct, expected: Expected): string | undefined {
  const { line } = act.waiver;
  const texts = [act.act, act.robot, act.boot, act.operator_name, act.reason, act.nonce, line];
  if (texts.some((text) => text.length > LONGEST)) {
    return `a text of the act is longer than ${LONGEST} characters`;
  }
  if (!texts.every(isWellFormed)) {
    return "a text of the act is no Unicode";
  }
  if (act.act !== expected.act) {
    return `the act '${act.act}' was signed, and this is ${expected.act}`;
  }
  if (act.robot !== expected.robot) {
    return `the act is for the robot '${act.robot}', and this is '${expected.robot}'`;
  }
  if (act.nonce.length < 16) {
    return "the nonce must have at least 16 characters";
  }
  return act.reason.trim() === "" ? "an act needs a reason" : undefined;
}

function troubleWithTime(act: SignedAct, expected: Expected, now: Seconds): string | undefined {
  const { sec, nanosec } = act.stamp;
  if (
    !Number.isInteger(sec) ||
    !Number.isInteger(nanosec) ||
    nanosec < 0 ||
    nanosec > 999_999_999
  ) {
    return "the act's stamp must be whole seconds and nanoseconds";
  }
  const age = now - secondsOf(act.stamp);
  if (!(age <= FRESH)) {
    return `the act was signed ${age.toFixed(1)} s ago, more than ${FRESH} s`;
  }
  if (age < -AHEAD) {
    return `the act is stamped ${(-age).toFixed(1)} s in the future; look at the operator's clock`;
  }
  return secondsOf(act.stamp) < expected.since
    ? "the act was signed before this supervisor started; sign it again"
    : undefined;
}
