import { type Authority, judgeAct, openAuthority } from "../../../authority/judge.ts";
import { changeLimit } from "../../../authority/limits.ts";
import { FRESH } from "../../../authority/verify.ts";
import { grantWaiver, NO_WAIVERS } from "../../../authority/waivers.ts";
import { createRandom } from "../../../quantity/random.ts";
import { secondsOf, type Seconds } from "../../../quantity/time.ts";
import {
  type Attack,
  ATTACKS,
  CEILINGS,
  honest,
  OPERATORS,
  ROBOT,
  WAIVABLE,
} from "./act-attacks.ts";

/** One attack in so many is an honest act, so that a supervisor that refuses everything is seen [1]. */
const HONEST = 50;

/** The supervisor starts again, with nothing remembered and a clock that went back, once in so many attacks [1]. */
const RESTART = 5000;

export type AttackFigures = {
  readonly attacks: number;
  readonly accepted: number;
  /** Attacks and those that were accepted, by kind. */
  readonly kinds: { readonly [kind: string]: readonly [attacks: number, accepted: number] };
  readonly honest: number;
  readonly honestRefused: number;
  /** Time to judge an honest act, signature included: median and 99th percentile [ms]. */
  readonly cost: { readonly p50: number; readonly p99: number };
};

/** What a supervisor does with an act that came to a service. */
function serve(authority: Authority, { service, act }: Attack, now: Seconds): [Authority, boolean] {
  const { authority: next, answer } = judgeAct(authority, service, act, now);
  if (answer.accepted === undefined) {
    return [next, false];
  }
  const by = answer.accepted;
  if (service === "waive") {
    const request = { terms: act.waiver, by, age: now - secondsOf(act.stamp) };
    return [next, grantWaiver(NO_WAIVERS, request, WAIVABLE, 0).waivers !== undefined];
  }
  const limited = service === "limit" && changeLimit(CEILINGS, act.limit, by).limit === undefined;
  return [next, !limited];
}

/** Attacks of every kind in turn, with honest acts between them. */
export function attackAuthority(count: number, seed: number): AttackFigures {
  const random = createRandom(seed);
  const kinds: { [kind: string]: [number, number] } = {};
  const names = Object.keys(ATTACKS);
  const costs: number[] = [];
  const used: Attack[] = [];
  let now = 1_790_000_000;
  let boot = "start 0";
  let authority = openAuthority(OPERATORS, ROBOT, boot, now - FRESH);
  let refused = 0;
  for (let i = 0; i < count; i++) {
    now += random.between(0, 0.02);
    if (i % HONEST === 0) {
      const act = honest({ random, now, boot, used });
      const began = performance.now();
      const [next, accepted] = serve(authority, act, now);
      costs.push(performance.now() - began);
      authority = next;
      refused += accepted ? 0 : 1;
      used.push(act);
    }
    if (i % RESTART === RESTART - 1) {
      now -= random.between(0, 3600);
      boot = `start ${i}`;
      authority = openAuthority(OPERATORS, ROBOT, boot, now - FRESH);
    }
    const kind = names[i % names.length] ?? "";
    const attack = ATTACKS[kind]?.({ random, now, boot, used });
    const [next, accepted] =
      attack === undefined ? [authority, true] : serve(authority, attack, now);
    authority = next;
    const [attacks, gone] = kinds[kind] ?? [0, 0];
    kinds[kind] = [attacks + 1, gone + (accepted ? 1 : 0)];
  }
  costs.sort((a, b) => a - b);
  const cost = (share: number): number => costs[Math.floor(share * (costs.length - 1))] ?? NaN;
  return {
    attacks: count,
    accepted: Object.values(kinds).reduce((sum, [, gone]) => sum + gone, 0),
    kinds,
    honest: costs.length,
    honestRefused: refused,
    cost: { p50: cost(0.5), p99: cost(0.99) },
  };
}
