import { describe, expect, it } from "vitest";
import { decide, settled, type Verdict } from "../../src/kernel/decide.ts";
import type { Fact } from "../../src/kernel/fact.ts";
import { observe, type State } from "../../src/kernel/observe.ts";
import { ACTIONS, CAUSES, type ReasonId, severity } from "../../src/kernel/reason.ts";
import { clear, healthy, NOW, told } from "../support/kernel-facts.ts";

const IDS = Object.keys(CAUSES) as ReasonId[];
/** `awaiting-resume` is the latch itself speaking, and has its own test. */
const STOPS = IDS.filter((id) => CAUSES[id].action !== "limit" && id !== "awaiting-resume");
const LIMITS = IDS.filter((id) => CAUSES[id].action === "limit");

/** A source that says so. */
const says = (source: "harm" | "minds", trouble: ReasonId | ""): Fact => ({
  ...clear,
  source,
  trouble,
});

/** One decision, and what the kernel then knows. */
function live(state: State): { readonly verdict: Verdict; readonly after: State } {
  const verdict = decide(state, NOW);
  return {
    verdict,
    after: observe(state, { ...settled(verdict, NOW), twist: { vx: 0.5, vy: 0, wz: 0 } }),
  };
}

describe("the failsafe table", () => {
  it("has at least 40 causes, each with its action, end and takeover, and a sentence of its own", () => {
    expect(IDS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(IDS.map((id) => CAUSES[id].sentence)).size).toBe(IDS.length);
    for (const id of IDS) {
      const { action, clear: end, takeover } = CAUSES[id];
      expect(ACTIONS).toContain(action);
      expect(["condition", "arming", "human"]).toContain(end);
      expect(takeover === "anyone").toBe(action === "limit");
    }
  });

  it.each([
    ["category-0, ended by a human", ["braking-failed", "moving-unasked"]],
    ["category-1, ended by a human", ["braking-weak", "motion-unfelt"]],
    [
      "category-2, ended by a human",
      ["human-veto", "hardware-stop", "supervisor-restarted", "internal-fault", "awaiting-resume"],
    ],
    [
      "category-2, ended by arming",
      [
        "not-configured",
        "transform-unknown",
        "footprint-unknown",
        "parameters-unverified",
        "log-unverified",
        "body-missing",
        "scan-missing",
        "source-missing",
      ],
    ],
  ])("has as %s exactly these", (row, ids) => {
    const [action = "", end = ""] = row.split(", ended by ");
    const found = IDS.filter(
      (id) => CAUSES[id].action === action && CAUSES[id].clear === end.replace("a human", "human"),
    );

    expect(found.sort()).toEqual([...ids].sort());
    expect(found.every((id) => CAUSES[id].takeover === "nobody")).toBe(true);
  });

  it("holds for a source that cannot be believed, until it can be", () => {
    expect(CAUSES["source-malformed"]).toEqual({
      ...CAUSES["source-stale"],
      sentence: expect.any(String) as string,
    });
  });

  it("lets another driver take over exactly what concerns the one in force", () => {
    const another = IDS.filter((id) => CAUSES[id].takeover === "another");

    expect(another.every((id) => /^(lock|driver|neutral|command)-/.test(id))).toBe(true);
    expect(another).toHaveLength(9);
    expect(another.every((id) => CAUSES[id].clear === "condition")).toBe(true);
    expect(another.every((id) => CAUSES[id].action === "category-2")).toBe(true);
  });

  it("says each in words that go on a sentence", () => {
    expect(
      IDS.filter(
        (id) => !/^(it|its|an?|the|nobody|somebody|something)\b/.test(CAUSES[id].sentence),
      ),
    ).toEqual([]);
  });

  it("lets the most severe of any two causes win", () => {
    const sound = healthy({ vx: 0.5 });
    let pairs = 0;
    for (const one of STOPS) {
      for (const other of STOPS) {
        const { verdict } = live([says("harm", one), says("minds", other)].reduce(observe, sound));
        const worse = Math.max(severity(one), severity(other));
        expect(verdict.action).toBe(ACTIONS[worse]);
        expect(verdict.given.vx).toBe(0);
        expect(verdict.stops.map(({ id }) => id)).toEqual([one, other]);
        pairs += 1;
      }
    }
    expect(pairs).toBe(STOPS.length ** 2);
  });

  it("lets any stop win over any limit", () => {
    const sound = healthy({ vx: 0.5 });
    for (const stop of STOPS) {
      for (const limit of LIMITS) {
        const slow = { ...clear, source: "minds", because: limit, speed: 0.1 } as const;
        expect(live([says("harm", stop), slow].reduce(observe, sound)).verdict.given.vx).toBe(0);
      }
    }
  });

  it.each(STOPS)("ends %s as its row says", (id) => {
    const { after } = live(healthy({ vx: 0.5 }, says("harm", id)));
    const gone = observe(after, says("harm", ""));
    const moves = decide(gone, NOW).given.vx === 0.5;

    expect(moves).toBe(CAUSES[id].clear !== "human");
    const human = told_(gone, { kind: "reset", by: "ada", received: NOW });
    expect(decide(human, NOW).given.vx === 0.5).toBe(CAUSES[id].clear !== "human");
    const resumed = told_(human, { kind: "resume", by: "ada", received: NOW });
    expect(decide(resumed, NOW).given.vx).toBe(0.5);
  });

  it.each(STOPS)("does not let a human end %s while it goes on", (id) => {
    const acts: readonly Fact[] = [
      { kind: "reset", by: "ada", received: NOW },
      { kind: "resume", by: "ada", received: NOW },
    ];
    const state = acts.reduce(told_, live(healthy({ vx: 0.5 }, says("harm", id))).after);

    expect(decide(state, NOW).given.vx).toBe(0);
  });

  it.each(LIMITS)("lets whoever drives go on under %s", (id) => {
    const slow = { ...clear, source: "minds", because: id, speed: 0.1 } as const;
    const { verdict } = live(healthy({ vx: 0.5 }, slow));

    expect(verdict.given.vx).toBeCloseTo(0.1, 12);
    expect(verdict.reasons.map((reason) => reason.id)).toEqual([id]);
    expect(live(told()).verdict.given.vx).toBe(0);
  });
});

function told_(state: State, fact: Fact): State {
  return observe(state, fact);
}
