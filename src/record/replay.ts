import type { Verdict } from "../kernel/decide.ts";
import type { Fact } from "../kernel/fact.ts";
import type { State } from "../kernel/observe.ts";
import type { Seconds } from "../quantity/time.ts";
import type { RecordedDecision } from "./decision.ts";
import { readFact } from "./fact-text.ts";
import { readState, writeState } from "./state-text.ts";

/** The kernel a recording is held against. */
export type Kernel = {
  /** Where it starts. */
  readonly start: State;
  readonly observe: (state: State, fact: Fact, now: Seconds) => State;
  readonly decide: (state: State, now: Seconds) => Verdict;
};

/** A decision that the kernel does not take again. */
export type Difference = {
  readonly sequence: bigint;
  /** Which part of it differs, for example `given.vx` or `reasons[0].id`. */
  readonly part: string;
  readonly recorded: string;
  readonly replayed: string;
};

/** What a replay found. */
export type Comparison = {
  /** Decisions and facts that were replayed [1]. */
  readonly decisions: number;
  readonly facts: number;
  /** Decisions that differ in any bit [1], and the first of them. */
  readonly different: number;
  readonly first: Difference | undefined;
  /** Decisions that cannot be judged, because ones before them are not in the recording [1]. */
  readonly unjudged: number;
  readonly sentence: string;
};

/** Number of the first decision of a supervisor. */
const FIRST = 1n;

/**
 * Takes every recorded decision again from the recorded facts and compares them bit for bit. Number 1 starts from silence,
 * as a supervisor that was started does; behind a gap nothing is judged until a decision carries all that the kernel knew.
 * @throws ShapeError with one sentence when a recorded fact or state is none.
 */
export function replay(decisions: Iterable<RecordedDecision>, kernel: Kernel): Comparison {
  let state: State | undefined;
  let previous = 0n;
  let [judged, facts, different, unjudged] = [0, 0, 0, 0];
  let first: Difference | undefined;
  for (const decision of decisions) {
    const follows = state !== undefined && decision.sequence === previous + 1n;
    const before = follows ? state : decision.sequence <= FIRST ? kernel.start : undefined;
    previous = decision.sequence;
    state = stateAt(decision, before, kernel);
    if (state === undefined) {
      unjudged += 1;
      continue;
    }
    facts += decision.facts.length;
    judged += 1;
    const difference = compare(
      decision,
      before === undefined ? undefined : state,
      kernel.decide(state, decision.now),
    );
    if (difference !== undefined) {
      different += 1;
      first ??= difference;
    }
  }
  const counts = { decisions: judged, facts, different, first, unjudged };
  return { ...counts, sentence: describe(counts) };
}

/** What the kernel knew when it decided: what it knew before and the facts since, or what the decision itself says. */
function stateAt(
  decision: RecordedDecision,
  before: State | undefined,
  kernel: Kernel,
): State | undefined {
  if (before === undefined) {
    return decision.state === "" ? undefined : readState(decision.state);
  }
  return decision.facts.reduce(
    (state, text) => kernel.observe(state, readFact(text), decision.now),
    before,
  );
}

function describe(counts: Omit<Comparison, "sentence">): string {
  const { decisions, facts, different, first, unjudged } = counts;
  const gap =
    unjudged === 0 ? "" : `; ${unjudged} more cannot be judged: the ones before them are missing`;
  if (decisions === 0) {
    return `no decision could be replayed${gap}`;
  }
  if (first === undefined) {
    return `${decisions} decisions over ${facts} facts replayed, every one the same to the bit${gap}`;
  }
  return `${different} of ${decisions} decisions differ, first number ${first.sequence}: ${first.part} was ${first.recorded} and is ${first.replayed}${gap}`;
}

/** @param state - What the replayed kernel knew, where that does not come from the decision itself. */
function compare(
  recorded: RecordedDecision,
  state: State | undefined,
  verdict: Verdict,
): Difference | undefined {
  const was = partsOfRecorded(recorded);
  const is = partsOfVerdict(verdict);
  if (recorded.state !== "" && state !== undefined) {
    was.set("state", recorded.state);
    is.set("state", writeState(state));
  }
  const part = [...new Set([...was.keys(), ...is.keys()])].find(
    (name) => !Object.is(was.get(name), is.get(name)),
  );
  return part === undefined
    ? undefined
    : {
        sequence: recorded.sequence,
        part,
        recorded: show(was.get(part)),
        replayed: show(is.get(part)),
      };
}

type Parts = Map<string, string | number>;

function partsOfRecorded({ driver, asked, given, scale, reasons }: RecordedDecision): Parts {
  return partsOf({
    driver,
    asked: { vx: asked.linear.x, vy: asked.linear.y, wz: asked.angular.z },
    given: { vx: given.linear.x, vy: given.linear.y, wz: given.angular.z },
    scale,
    reasons,
  });
}

function partsOfVerdict({ driver, asked, given, scale, reasons }: Verdict): Parts {
  return partsOf({ driver, asked, given, scale, reasons });
}

type Comparable = Pick<Verdict, "asked" | "given" | "scale"> & {
  readonly driver: string;
  readonly reasons: RecordedDecision["reasons"];
};

/** Every value of a decision by name: two decisions are the same when these are. */
function partsOf({ driver, asked, given, scale, reasons }: Comparable): Parts {
  const parts: (readonly [string, string | number])[] = [
    ["driver", driver],
    ["asked.vx", asked.vx],
    ["asked.vy", asked.vy],
    ["asked.wz", asked.wz],
    ["given.vx", given.vx],
    ["given.vy", given.vy],
    ["given.wz", given.wz],
    ["scale", scale],
    ["reasons.length", reasons.length],
  ];
  reasons.forEach((reason, i) => {
    for (const key of ["id", "source", "margin", "unit", "age"] as const) {
      parts.push([`reasons[${i}].${key}`, reason[key]]);
    }
  });
  return new Map(parts);
}

function show(value: string | number | undefined): string {
  return value === undefined ? "nothing" : Object.is(value, -0) ? "-0" : String(value);
}
