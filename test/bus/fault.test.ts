import { describe, expect, it } from "vitest";
import { type Fault, makeGuard } from "../../src/bus/fault.ts";

function setUp(onFault: (fault: Fault) => void = () => {}): {
  readonly guard: ReturnType<typeof makeGuard>;
  readonly lines: string[];
  readonly clock: { time: number };
} {
  const lines: string[] = [];
  const clock = { time: 0 };
  const log = (severity: string, sentence: string): void => {
    lines.push(`${severity} ${sentence.split("\n")[0] ?? ""}`);
  };
  return { guard: makeGuard(log, onFault, () => clock.time), lines, clock };
}

const fail = (text: string) => (): never => {
  throw new Error(text);
};

describe("makeGuard", () => {
  it("hands on every fault and logs the same one once a second, with the count of the others", () => {
    const faults: string[] = [];
    const { guard, lines, clock } = setUp(({ where }) => faults.push(where));
    for (clock.time = 0; clock.time < 2.05; clock.time += 0.1) {
      guard("a timer", fail("thrown"));
    }
    guard("a timer", fail("something else"));
    expect(faults).toHaveLength(22);
    expect(lines).toEqual([
      "error a timer failed: Error: thrown",
      expect.stringMatching(/^error a timer failed \(and (9|10) times more\): Error: thrown$/),
      ...lines.slice(2, -1),
      "error a timer failed: Error: something else",
    ]);
    expect(lines.length).toBeLessThanOrEqual(4);
  });

  it("forgets old faults instead of growing", () => {
    const { guard, lines } = setUp();
    for (let i = 0; i < 1000; i++) {
      guard("a timer", fail(`number ${i % 200}`));
    }
    expect(lines).toHaveLength(1000);
  });

  it("takes what is thrown for what it is: texts, nothing, rejections", async () => {
    const { guard, lines } = setUp();
    guard("a", () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- others may
      throw "a text";
    });
    guard("b", async () => await Promise.reject(new Error("rejected")));
    await new Promise((resolve) => setImmediate(resolve));
    expect(lines).toEqual(["error a failed: a text", "error b failed: Error: rejected"]);
  });

  it("survives a handler that throws itself", () => {
    const { guard, lines } = setUp(fail("by the handler"));
    guard("a", fail("thrown"));
    expect(lines).toEqual([
      "error a failed: Error: thrown",
      "error the handler of faults failed: Error: by the handler",
    ]);
  });
});
