import { describe, expect, it } from "vitest";
import type { Verdict } from "../../../src/kernel/decide.ts";
import type { Evidence, ReasonId } from "../../../src/kernel/reason.ts";
import { STANDSTILL } from "../../../src/quantity/frame.ts";
import { sentenceOf } from "../../../src/nodes/safety-supervisor/messages.ts";

const because = (id: ReasonId, source: string, margin: number): Evidence => ({
  id,
  source,
  margin,
  unit: "m",
  age: 0,
});

function said(vx: number, scale: number, ...reasons: readonly Evidence[]): string {
  const given = { ...STANDSTILL, vx };
  return sentenceOf({ given, scale, reasons, stops: [] } as unknown as Verdict);
}

describe("the sentence of a decision", () => {
  it("names the tightest reason and what it rests on", () => {
    const near = because("protective-separation", "something moving", -0.2);
    const ceiling = because("speed-ceiling", "settings", -0.1);
    expect(said(0.2, 0.4, ceiling, near)).toBe(
      "The command is slowed to 40 %: somebody or something is too near (something moving); " +
        "also it would be faster than allowed.",
    );
    expect(said(0.2, 0.4, ceiling)).toBe(
      "The command is slowed to 40 %: it would be faster than allowed.",
    );
  });

  it("names what latches first, two more, and counts the rest", () => {
    const reasons = [
      because("command-missing", "not checked", -9),
      because("human-veto", "/veto", 0),
      because("body-missing", "not checked", -8),
      because("scan-missing", "scan", -7),
      because("log-unverified", "not checked", -6),
    ];
    expect(said(0, 0, ...reasons)).toBe(
      "The robot stands still: a human stopped it (/veto); also nobody commands it, " +
        "it does not know its own body state, 2 more.",
    );
  });

  it("says so when nothing is changed, or nothing asked", () => {
    expect(said(0.5, 1)).toBe("The command passes as it is.");
    expect(said(0, 1)).toBe("Ready: nothing is asked.");
  });
});
