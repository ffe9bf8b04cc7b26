import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordedDecision } from "../../src/record/decision.ts";
import { replay } from "../../src/record/replay.ts";
import { ShapeError } from "../../src/record/shape.ts";
import { readState, writeState } from "../../src/record/state-text.ts";
import { likelyFact } from "./arbitrary-fact.ts";
import { CHECKPOINT, KERNEL, recordRun } from "./recorded.ts";

const run = fc.array(likelyFact, { minLength: 1, maxLength: 30 }).map(recordRun);
const long = fc.array(likelyFact, { minLength: 2, maxLength: 30 }).map(recordRun);

/** The decision after the smallest change there is to one number of it. */
function nudged(decision: RecordedDecision, part: "asked" | "given"): RecordedDecision {
  const value = decision[part].linear.x;
  const bits = new BigInt64Array(Float64Array.of(value).buffer);
  bits[0] = (bits[0] ?? 0n) ^ 1n;
  const x = new Float64Array(bits.buffer)[0] ?? 0;
  return { ...decision, [part]: { ...decision[part], linear: { ...decision[part].linear, x } } };
}

describe("replay", () => {
  it("takes every decision again, the same to the bit", () => {
    fc.assert(
      fc.property(run, (decisions) => {
        const found = replay(decisions, KERNEL);
        expect(found.first).toBeUndefined();
        expect(found).toMatchObject({ decisions: decisions.length, different: 0, unjudged: 0 });
        expect(found.sentence).toMatch(/every one the same to the bit$/);
      }),
    );
  });

  it("finds one bit that differs, and says where", () => {
    fc.assert(
      fc.property(run, fc.nat(), fc.constantFrom("asked", "given"), (decisions, pick, part) => {
        const at = pick % decisions.length;
        const forged = decisions.map((decision, i) =>
          i === at ? nudged(decision, part) : decision,
        );
        const found = replay(forged, KERNEL);
        expect(found.different).toBe(1);
        expect(found.first).toMatchObject({ sequence: BigInt(at + 1), part: `${part}.vx` });
      }),
    );
  });

  it("finds a reason that was left out or reworded", () => {
    const [decision] = recordRun([
      {
        kind: "command",
        driver: "autonomy",
        by: "program",
        twist: { vx: 1, vy: 0, wz: 0 },
        received: 1,
        stampAge: 0,
      },
    ]);
    expect(decision?.reasons.map((reason) => reason.id)).toEqual([
      "second-publisher",
      "body-missing",
      "scan-missing",
    ]);
    const fewer = { ...decision!, reasons: decision!.reasons.slice(1) };
    const other = {
      ...decision!,
      reasons: decision!.reasons.map((reason) => ({ ...reason, id: "human-veto" })),
    };

    expect(replay([fewer], KERNEL).sentence).toBe(
      "1 of 1 decisions differ, first number 1: reasons.length was 2 and is 3",
    );
    expect(replay([other], KERNEL).first).toMatchObject({
      part: "reasons[0].id",
      recorded: "human-veto",
      replayed: "second-publisher",
    });
  });

  it("judges nothing behind a gap until a decision says all that the kernel knew", () => {
    fc.assert(
      fc.property(long, fc.nat(), (decisions, pick) => {
        const from = 1 + (pick % (decisions.length - 1));
        const next = Math.ceil(from / CHECKPOINT) * CHECKPOINT;
        const unjudged = Math.min(next, decisions.length) - from;
        const found = replay(decisions.slice(from), KERNEL);
        expect(found).toMatchObject({
          unjudged,
          decisions: decisions.length - from - unjudged,
          different: 0,
        });
      }),
    );
  });

  it("judges nothing behind one decision that is missing in the middle", () => {
    const decisions = recordRun(
      Array.from({ length: 12 }, (_, i) => ({ kind: "reset", by: `someone ${i}`, received: i })),
    );
    const gap = decisions.filter((decision) => decision.sequence !== 3n);
    expect(replay(gap, KERNEL)).toMatchObject({ decisions: 9, unjudged: 2, different: 0 });
  });

  it("starts from silence where a supervisor started again", () => {
    fc.assert(
      fc.property(run, run, (before, after) => {
        expect(replay([...before, ...after], KERNEL)).toMatchObject({
          decisions: before.length + after.length,
          different: 0,
          unjudged: 0,
        });
      }),
    );
  });

  it("finds a fact that was left out, at the latest where the kernel says all it knew", () => {
    const decisions = recordRun(
      Array.from({ length: 12 }, (_, i) => ({
        kind: "switch",
        because: "human-veto",
        asserted: "released",
        by: `someone ${i}`,
        received: i,
      })),
    );
    const forged = decisions.map((decision, i) =>
      i === 10 ? { ...decision, facts: decision.facts.slice(0, -1) } : decision,
    );
    expect(replay(forged, KERNEL).first).toMatchObject({ sequence: 11n, part: "state" });
  });

  it("says how many decisions could not be judged", () => {
    const decisions = recordRun([{ kind: "reset", by: "someone", received: 1 }]);
    const late = decisions.map((decision) => ({ ...decision, sequence: 7n, state: "" }));
    expect(replay(late, KERNEL).sentence).toBe(
      "no decision could be replayed; 1 more cannot be judged: the ones before them are missing",
    );
  });

  it("refuses a decision whose facts are none, with one sentence", () => {
    const [decision] = recordRun([{ kind: "reset", by: "someone", received: 1 }]);
    expect(() => replay([{ ...decision!, facts: ["{"] }], KERNEL)).toThrow(
      "a fact must be JSON: {",
    );
  });
});

describe("a state as text", () => {
  it("comes back to the bit, wherever facts have led the kernel", () => {
    fc.assert(
      fc.property(fc.array(likelyFact, { maxLength: 30 }), (facts) => {
        const state = facts.reduce((known, fact) => KERNEL.observe(known, fact, 0), KERNEL.start);
        expect(readState(writeState(state))).toEqual(state);
      }),
    );
  });

  it.each([
    ["no JSON", "{", /^a state must be a JSON object: \{/],
    ["a list", "[]", /^a state must be a JSON object/],
    ["without facts", '{"given":null}', /the state's 'facts' must be a list/],
    ["without what was given", '{"facts":[]}', /must have one of kind given/],
    [
      "with a fact that is none to keep",
      '{"facts":[{"by":"a","kind":"reset","received":1}]}',
      /a state keeps no fact of kind reset/,
    ],
    [
      "with a latch that is none",
      writeState(KERNEL.start).replace('"latch":null', '"latch":7'),
      /the state's latch must have the fields/,
    ],
  ])("that is %s is refused with one sentence", (_, text, sentence) => {
    expect(() => readState(text)).toThrow(ShapeError);
    expect(() => readState(text)).toThrow(sentence);
  });
});
