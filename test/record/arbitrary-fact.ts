import fc from "fast-check";
import type { Fact, Source } from "../../src/kernel/fact.ts";
import { CAUSES, type ReasonId } from "../../src/kernel/reason.ts";

/** Any double, the ones JSON has no word for among them. */
export const anyNumber = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 0));
/** A number as it comes up on a robot. */
const small = fc.double({ min: -3, max: 3, noNaN: true });
const text = fc.string({ unit: "binary", maxLength: 8 });
const source = fc.constantFrom(
  "freshness",
  "scan",
  "zones",
  "rules",
  "braking",
  "harm",
  "minds",
  "operator",
) satisfies fc.Arbitrary<Source>;
const reason = fc.constantFrom(...(Object.keys(CAUSES) as ReasonId[]));

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
      driver: text,
      by: fc.constantFrom("human", "program"),
      twist,
    }),
    fc.record({ ...dated, kind: kind("body"), twist }),
    fc.record({
      ...dated,
      kind: kind("restriction"),
      source,
      speed: number,
      spin: number,
      bounds,
      because: reason,
      about: text,
      trouble: fc.oneof(fc.constant("" as const), reason),
    }),
    fc.record({ kind: kind("check"), received: time, id: reason, wrong: text }),
    fc.record({
      kind: kind("switch"),
      received: time,
      because: reason,
      asserted: fc.constantFrom("asserted", "released"),
      by: text,
    }),
    fc.record({ kind: kind("stop"), received: time, because: reason, by: text }),
    fc.record({ kind: kind("reset"), received: time, by: text }),
    fc.record({ kind: kind("resume"), received: time, by: text }),
    fc.record({
      kind: kind("given"),
      received: time,
      twist,
      latching: fc.oneof({ weight: 4, arbitrary: fc.constant("" as const) }, reason),
      by: text,
    }),
    fc.record({
      kind: kind("settings"),
      settings: fc.record({
        speed: number,
        spin: number,
        acceleration: number,
        spinAcceleration: number,
        implausible: number,
        commandBudget: number,
        bodyBudget: number,
        futureTolerance: number,
        sources: fc.array(
          fc.record({
            name: source,
            budget: number,
            need: fc.constantFrom("required", "advisory"),
          }),
          { maxLength: 3 },
        ),
        checks: fc.array(fc.record({ id: reason, budget: number }), { maxLength: 3 }),
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
