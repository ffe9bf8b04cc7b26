import fc from "fast-check";
import type { Fact } from "../../src/kernel/fact.ts";
import { REASONS, type ReasonId } from "../../src/kernel/reason.ts";

/** Any double, the ones JSON has no word for among them. */
export const anyNumber = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 0));
/** A number as it comes up on a robot. */
const small = fc.double({ min: -3, max: 3, noNaN: true });
const text = fc.string({ unit: "binary", maxLength: 8 });
const reason = fc.constantFrom(...(Object.keys(REASONS) as ReasonId[]));

function facts(number: fc.Arbitrary<number>, time: fc.Arbitrary<number>): fc.Arbitrary<Fact> {
  const twist = fc.record({ vx: number, vy: number, wz: number });
  const dated = { received: time, stampAge: number };
  const bound = fc.record({
    x: number,
    y: number,
    turn: number,
    atMost: number,
    because: reason,
    source: text,
  });
  const bounds = fc.array(bound, { maxLength: 3 });
  const kind = <K extends Fact["kind"]>(name: K): fc.Arbitrary<K> => fc.constant(name);
  return fc.oneof(
    fc.record({
      ...dated,
      kind: kind("command"),
      driver: fc.constantFrom("teleop", "autonomy"),
      twist,
    }),
    fc.record({ ...dated, kind: kind("body"), twist }),
    fc.record({
      ...dated,
      kind: kind("separation"),
      speed: number,
      because: reason,
      source: text,
      bounds,
      trouble: fc.constantFrom("", "scan-frozen", "scan-blind", "scan-malformed"),
    }),
    fc.record({
      ...dated,
      kind: kind("advice"),
      source: fc.constantFrom("harm", "minds"),
      about: text,
      speed: number,
      spin: number,
      bounds,
    }),
    fc.record({ kind: kind("publishers"), received: time, foreign: text }),
    fc.record({
      kind: kind("veto"),
      received: time,
      asserted: fc.constantFrom("asserted", "released"),
      by: text,
    }),
    fc.record({
      kind: kind("stop"),
      received: time,
      because: fc.constantFrom("human-veto", "supervisor-restarted", "internal-fault"),
      by: text,
    }),
    fc.record({ kind: kind("reset"), received: time, by: text }),
    fc.record({ kind: kind("resume"), received: time, by: text }),
    fc.record({ kind: kind("given"), received: time, twist }),
    fc.record({
      kind: kind("settings"),
      settings: fc.record({
        speed: number,
        spin: number,
        acceleration: number,
        spinAcceleration: number,
        commandBudget: number,
        bodyBudget: number,
        scanBudget: number,
        adviceBudget: number,
        futureTolerance: number,
        teleopHold: number,
        implausible: number,
      }),
    }),
  );
}

/** Any fact there can be. */
export const anyFact = facts(anyNumber, anyNumber);

/** A fact of a run that lasts ten seconds. */
export const likelyFact = facts(
  fc.oneof({ arbitrary: small, weight: 9 }, { arbitrary: anyNumber, weight: 1 }),
  fc.double({ min: 0, max: 10, noNaN: true }),
);
