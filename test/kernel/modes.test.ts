import { describe, expect, it } from "vitest";
import { decide, settled, type Verdict } from "../../src/kernel/decide.ts";
import type { Fact } from "../../src/kernel/fact.ts";
import type { Mode } from "../../src/kernel/mode.ts";
import { observe, SILENT, type State } from "../../src/kernel/observe.ts";
import { isStandstill } from "../../src/quantity/frame.ts";
import { body, brakes, clear, command, NOW, SETTINGS } from "../support/kernel-facts.ts";
import { sampleSize } from "../support/sample-size.ts";

/** The mutation gate explores with one switch: what two of them do together is said in observe.test.ts too. */
const SWITCHES = (["human-veto", "hardware-stop"] as const).slice(0, sampleSize(2));

/**
 * Every state that facts can bring about, with time held still and each fact from a small alphabet that reaches every branch
 * of the modes: what the kernel may do from one fact to the next.
 */
const at = { received: NOW } as const;
const ALPHABET: readonly Fact[] = [
  { kind: "settings", settings: { ...SETTINGS, checks: [] } },
  body,
  clear,
  { ...clear, speed: 0.1 },
  { ...clear, trouble: "scan-blind" },
  brakes,
  { ...brakes, trouble: "moving-unasked" },
  command({ vx: 0.5 }),
  command({}),
  { ...command({ vx: 0.5 }), by: "human", driver: "teleop" },
  ...SWITCHES.flatMap((because): Fact[] => [
    { kind: "switch", because, asserted: "asserted", by: "button", ...at },
    { kind: "switch", because, asserted: "released", by: "button", ...at },
  ]),
  { kind: "stop", because: "internal-fault", by: "node", ...at },
  { kind: "reset", by: "ada", ...at },
  { kind: "resume", by: "ada", ...at },
];

/** From each mode, where a single fact may lead and does. A latch leads on only through a resume. */
const LEADS_TO: { readonly [M in Mode]: ReadonlySet<Mode> } = {
  off: new Set([
    "off",
    "arming",
    "stopped",
    "latched",
    "ready",
    "teleoperated",
    "slowed",
    "moving",
  ]),
  latched: new Set(["latched", "arming", "stopped", "ready", "teleoperated", "slowed", "moving"]),
  arming: new Set(["arming", "stopped", "ready", "teleoperated", "slowed", "moving", "latched"]),
  stopped: new Set(["stopped", "ready", "teleoperated", "slowed", "moving", "latched"]),
  ready: new Set(["ready", "stopped", "teleoperated", "slowed", "moving", "latched"]),
  teleoperated: new Set(["teleoperated", "stopped", "ready", "slowed", "moving", "latched"]),
  slowed: new Set(["slowed", "stopped", "ready", "teleoperated", "moving", "latched"]),
  moving: new Set(["moving", "stopped", "ready", "teleoperated", "slowed", "latched"]),
};

type Step = { readonly from: State; readonly fact: Fact; readonly to: State };

/** One decision: the fact, then what went out. The last output is kept at full speed so that growth never hides a limit. */
function step(from: State, fact: Fact): State {
  const heard = observe(from, fact);
  return observe(heard, { ...settled(decide(heard, NOW), NOW), twist: { vx: 0.5, vy: 0, wz: 0 } });
}

/** All of a state that a fact of the alphabet can change. */
function keyOf(state: State): string {
  const { settings, body: felt, command: asked, restrictions, switches, latch } = state;
  return [
    settings === undefined,
    felt === undefined,
    `${asked?.by} ${asked?.twist.vx}`,
    `${restrictions.scan?.speed} ${restrictions.scan?.trouble}`,
    restrictions.braking?.trouble,
    switches["human-veto"]?.asserted,
    switches["hardware-stop"]?.asserted,
    `${latch?.because} ${latch?.by} ${latch?.resetBy}`,
  ]
    .map(String)
    .join();
}

/** Breadth first over all states. */
function explore(): { readonly states: number; readonly steps: readonly Step[] } {
  const seen = new Map<string, State>([[keyOf(SILENT), SILENT]]);
  const steps: Step[] = [];
  for (const from of seen.values()) {
    for (const fact of ALPHABET) {
      const next = step(from, fact);
      const key = keyOf(next);
      const to = seen.get(key) ?? next;
      seen.set(key, to);
      steps.push({ from, fact, to });
    }
  }
  return { states: seen.size, steps };
}

/** What goes out in a state; asked again for no state it is known of. */
function judging(): (state: State) => Verdict {
  const verdicts = new Map<State, Verdict>();
  return (state) => {
    const known = verdicts.get(state) ?? decide(state, NOW);
    verdicts.set(state, known);
    return known;
  };
}

/** Each test explores for itself: what a mutant changes then belongs to a test, and only that one is run again. */
describe("the state table", () => {
  it("explored over at least 100,000 transitions, goes from mode to mode as it says", () => {
    const { states, steps } = explore();
    const verdictOf = judging();
    console.log(`${states} states, ${steps.length} transitions`);
    expect(steps.length).toBeGreaterThanOrEqual(sampleSize(100_000));

    expect(new Set(steps.map(({ to }) => verdictOf(to).mode))).toEqual(
      new Set(Object.keys(LEADS_TO)),
    );

    const taken = new Set(
      steps.map(({ from, to }) => `${verdictOf(from).mode} to ${verdictOf(to).mode}`),
    );
    const known = Object.entries(LEADS_TO).flatMap(([from, to]) =>
      [...to].map((mode) => `${from} to ${mode}`),
    );
    expect([...taken].sort()).toEqual(known.sort());
  });

  it("leaves a latch only by a resume after a reset with every switch released, and is reset by nothing else", () => {
    const { steps } = explore();
    const left = steps.filter(({ from, to }) => from.latch !== undefined && to.latch === undefined);
    expect(left.length).toBeGreaterThan(0);
    for (const { from, fact } of left) {
      expect(fact.kind).toBe("resume");
      expect(from.latch?.resetBy).toBe("ada");
      expect(Object.values(from.switches).every((s) => s.asserted === "released")).toBe(true);
    }

    const reset = steps.filter(
      ({ from, to }) => from.latch?.resetBy === undefined && to.latch?.resetBy !== undefined,
    );
    expect(reset.length).toBeGreaterThan(0);
    expect(reset.every(({ fact }) => fact.kind === "reset")).toBe(true);
  });

  it("moves in no mode but three, and has power off only for a stop of category 1 or 0", () => {
    const { steps } = explore();
    const verdictOf = judging();
    const moves = steps.filter(({ to }) => !isStandstill(verdictOf(to).given));
    expect(moves.length).toBeGreaterThan(0);
    expect(new Set(moves.map(({ to }) => verdictOf(to).mode))).toEqual(
      new Set(["moving", "slowed", "teleoperated"]),
    );

    const off = steps.filter(({ to }) => verdictOf(to).power === "off");
    // Of the causes in the alphabet only one asks for it.
    expect(new Set(off.map(({ to }) => verdictOf(to).action))).toEqual(new Set(["category-0"]));
  });
});
