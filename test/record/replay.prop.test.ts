import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordedDecision } from "../../src/record/decision.ts";
import { replay } from "../../src/record/replay.ts";
import { likelyFact } from "./arbitrary-fact.ts";
import { KERNEL, recordRun } from "./recorded.ts";

const run = fc.array(likelyFact, { minLength: 1, maxLength: 30 }).map(recordRun);

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
        twist: { vx: 1, vy: 0, wz: 0 },
        received: 1,
        stampAge: 0,
      },
    ]);
    expect(decision?.reasons.map((reason) => reason.id)).toEqual(["body-missing", "scan-missing"]);
    const fewer = { ...decision!, reasons: decision!.reasons.slice(1) };
    const other = {
      ...decision!,
      reasons: decision!.reasons.map((reason) => ({ ...reason, id: "human-veto" })),
    };

    expect(replay([fewer], KERNEL).sentence).toBe(
      "1 of 1 decisions differ, first number 1: reasons.length was 1 and is 2",
    );
    expect(replay([other], KERNEL).first).toMatchObject({
      part: "reasons[0].id",
      recorded: "human-veto",
      replayed: "body-missing",
    });
  });

  it("judges nothing behind a gap until the supervisor starts again", () => {
    const facts = Array.from({ length: 4 }, (_, i) => ({
      kind: "reset" as const,
      by: "someone",
      received: i,
    }));
    const decisions = recordRun(facts);
    const late = decisions.slice(2);

    expect(replay(late, KERNEL)).toMatchObject({ decisions: 0, unjudged: 2 });
    expect(replay([...late, ...decisions], KERNEL)).toMatchObject({
      decisions: 4,
      unjudged: 2,
      different: 0,
    });
    expect(replay(late, KERNEL).sentence).toBe(
      "no decision could be replayed; 2 more cannot be judged: the ones before them are missing",
    );
  });
});
