import { secondsOf, type Seconds } from "../quantity/time.ts";
import { NO_LIMIT, NO_WAIVER, type SignedAct, type SignedActName } from "./act.ts";
import type { Answer } from "./answer.ts";
import type { Operators } from "./operators.ts";
import { AHEAD, FRESH, NO_NONCES, type Nonces, verifyAct } from "./verify.ts";

/** Whose acts count for one robot, between one start of its supervisor and its end. A value: judging gives the next. */
export type Authority = {
  readonly operators: Operators;
  /** Name of this robot. */
  readonly robot: string;
  /** Text drawn at this start: an act signed for another start is void, whatever the clocks say. */
  readonly boot: string;
  /** What was signed before is refused, system clock [s]. */
  readonly since: Seconds;
  /** Nonces that were used, each with the stamp of its act. */
  readonly nonces: Nonces;
};

/** Most nonces that are remembered [1]; beyond, the oldest go, and with them everything signed before them. */
const MOST_NONCES = 1000;

/** Two stamps nearer than this are one: a double of the present time has steps of 0.24 µs [s]. */
const STEP: Seconds = 1e-6;

/**
 * The authority over a robot whose supervisor starts now.
 * @param boot - Drawn by `createNonce`, and told on `/safety_supervisor/boot`.
 * @param now - System clock [s].
 */
export function openAuthority(
  operators: Operators,
  robot: string,
  boot: string,
  now: Seconds,
): Authority {
  return { operators, robot, boot, since: now, nonces: NO_NONCES };
}

/**
 * Whether an act that came to a service is one of a human who may do it, for this robot, this start and this service,
 * just signed and never used before; and the authority that remembers it. Never throws. An accepted act is spent,
 * even if there turns out to be nothing to do.
 * @param service - Which service was called.
 * @param now - System clock [s].
 */
export function judgeAct(
  authority: Authority,
  service: SignedActName,
  act: SignedAct,
  now: Seconds,
): { readonly authority: Authority; readonly answer: Answer } {
  const trouble = troubleWithBoot(authority, act) ?? troubleWithPayload(service, act);
  if (trouble !== undefined) {
    return { authority, answer: { refused: `refused: ${trouble}` } };
  }
  const { operators, robot, since, nonces } = authority;
  const answer = verifyAct(operators, { act: service, robot, since }, act, now, nonces);
  const next = answer.accepted === undefined ? authority : remember(authority, act, now);
  return { authority: next, answer };
}

function troubleWithBoot(authority: Authority, act: SignedAct): string | undefined {
  return authority.boot !== "" && act.boot === authority.boot
    ? undefined
    : "the act is not for this start of the supervisor; sign it again";
}

/** An act says what it is about and nothing else: what nobody reads is not signed unseen. */
function troubleWithPayload(service: SignedActName, act: SignedAct): string | undefined {
  if (service !== "waive" && !isSame(act.waiver, NO_WAIVER)) {
    return `a ${service} carries no waiver`;
  }
  return service !== "limit" && !isSame(act.limit, NO_LIMIT)
    ? `a ${service} carries no limit`
    : undefined;
}

function isSame<T extends object>(one: T, other: T): boolean {
  return (Object.keys(other) as (keyof T)[]).every((key) => Object.is(one[key], other[key]));
}

/** A forgotten nonce takes with it the time of its act: what was signed until then can never come back. */
function remember(authority: Authority, act: SignedAct, now: Seconds): Authority {
  const stamp = secondsOf(act.stamp);
  const all = [...authority.nonces, [act.nonce, stamp] as const].sort((a, b) => b[1] - a[1]);
  const keeps = ([, at]: readonly [string, Seconds], rank: number): boolean =>
    rank < MOST_NONCES && now - at <= FRESH + AHEAD;
  const kept = all.filter(keeps);
  const forgotten = all.filter((entry, rank) => !keeps(entry, rank));
  const since = Math.max(authority.since, ...forgotten.map(([, at]) => at + STEP));
  return { ...authority, since, nonces: new Map(kept) };
}
