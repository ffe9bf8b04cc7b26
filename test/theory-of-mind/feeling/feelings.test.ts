import { describe, expect, it } from "vitest";
import { estimatesOf, feignedOf, numbersOf } from "../../../src/theory-of-mind/feeling/estimate.ts";
import type { Feelings } from "../../../src/theory-of-mind/feeling/feelings.ts";
import type { Sign } from "../../../src/theory-of-mind/feeling/sign.ts";
import { lasting, liveThrough, type Pass, SOMEBODY } from "./walk.ts";

const SCARED: Sign = { expression: "scared", valence: NaN, arousal: NaN, confidence: 1 };
const HAPPY: Sign = { expression: "happy", valence: NaN, arousal: NaN, confidence: 1 };

function numbers(passes: readonly Pass[]): ReturnType<typeof numbersOf> {
  return numbersOf(liveThrough(passes).of.get("a")!);
}

function estimate(feelings: Feelings, what: string): ReturnType<typeof estimatesOf>[number] {
  return estimatesOf(feelings.of.get("a")!).find((one) => one.what === what)!;
}

describe("comfort", () => {
  it("falls as the robot comes on, and is back once it has gone", () => {
    const far = numbers(lasting(1, { x: 4 }));
    const coming = numbers(lasting(1, { x: 1.5, vx: 1 }));
    const gone = numbers([...lasting(1, { x: 1, vx: 1 }), ...lasting(1, { x: 4 })]);

    expect(far.comfort).toBeGreaterThan(0.9);
    expect(coming.comfort).toBeLessThan(0.5);
    expect(gone.comfort).toBeGreaterThan(0.9);
  });

  it("is lower for somebody who lies, and between two who deal with each other", () => {
    const partner = { ...SOMEBODY, id: "b", x: -2, front: 0 };
    const alone = numbers(lasting(1, {}));

    const between = numbersOf(liveThrough(lasting(1, {}), partner).of.get("a")!);
    const lying = numbers(lasting(1, { posture: "lying" }));

    expect(between.comfort).toBeLessThan(alone.comfort - 0.3);
    expect(lying.comfort).toBeLessThan(alone.comfort - 0.1);
  });

  it("is lower for somebody who steps back from a robot that comes nearer", () => {
    const robot = { vx: 0.5, vy: 0 };
    const stays = liveThrough([{ person: SOMEBODY, ...robot }]);
    const backs = liveThrough([{ person: { ...SOMEBODY, vx: 0.8 }, ...robot }]);

    expect(backs.of.get("a")!.comfort).toBeLessThan(stays.of.get("a")!.comfort - 0.05);
  });

  it("adapts to the person: those used to the robot, and those whose faces say so, bear it better", () => {
    const first = numbers(lasting(1, { x: 1.2 }));
    const used = numbers([...lasting(120, { x: 3 }), ...lasting(1, { x: 1.2 })]);
    const pleased = numbers(lasting(20, { x: 1.2, sign: HAPPY }));
    const scared = numbers(lasting(20, { x: 1.2, sign: SCARED }));

    expect(used.comfort).toBeGreaterThan(first.comfort + 0.03);
    expect(pleased.comfort).toBeGreaterThan(first.comfort + 0.05);
    expect(scared.comfort).toBeLessThan(first.comfort - 0.1);
  });
});

describe("startle", () => {
  it("is of a robot that comes into view all at once nearby, not of one seen from afar", () => {
    const unseen = lasting(1, { x: 0.8, awareOfRobot: 0, seesRobot: 0 });
    const sudden = numbers([...unseen, ...lasting(0.1, { x: 0.8 })]);
    const foreseen = numbers([
      ...lasting(1, { x: 6, awareOfRobot: 0 }),
      ...lasting(3, { x: 6 }),
      ...lasting(0.1, { x: 0.8 }),
    ]);

    expect(sudden.startle).toBeGreaterThan(0.25);
    expect(foreseen.startle).toBeLessThan(0.05);
  });

  it("is foreseen for somebody who is about to notice the robot beside them", () => {
    const about = numbers(lasting(1, { x: 0.8, awareOfRobot: 0.05, seesRobot: 0.9 }));

    expect(about.startle).toBeGreaterThan(0.15);
  });

  it("comes of motion nobody would expect, and passes", () => {
    const jolts = Array.from({ length: 10 }, (_, k) => lasting(0.1, { x: 1, vx: k % 2 })).flat();

    const jolted = numbers(jolts);
    const after = numbers([...jolts, ...lasting(8, { x: 3 })]);

    expect(jolted.startle).toBeGreaterThan(0.3);
    expect(after.startle).toBeLessThan(0.05);
  });
});

describe("stress", () => {
  it("gathers while the robot stays too near, and is lost slowly", () => {
    const pressed = numbers(lasting(20, { x: 0.5 }));
    const soon = numbers([...lasting(20, { x: 0.5 }), ...lasting(5, { x: 4 })]);
    const later = numbers([...lasting(20, { x: 0.5 }), ...lasting(120, { x: 4 })]);

    expect(pressed.stress).toBeGreaterThan(0.6);
    expect(soon.stress).toBeGreaterThan(0.5);
    expect(later.stress).toBeLessThan(0.15);
  });
});

describe("distress", () => {
  it("is thought of somebody who lies on the floor, or shows it, and of few others", () => {
    expect(numbers(lasting(1, {})).distress).toBeLessThan(0.05);
    expect(numbers(lasting(1, { posture: "lying" })).distress).toBeGreaterThan(0.4);
    expect(numbers(lasting(3, { sign: SCARED })).distress).toBeGreaterThan(0.5);
  });

  it("may be feigned by somebody who shows it and strolls about; that is said, and changes no care", () => {
    const strolls = Array.from({ length: 200 }, () => ({
      person: { ...SOMEBODY, x: 3, vy: 1, sign: SCARED },
      vx: 0,
      vy: 0,
    }));
    const honest = liveThrough(lasting(20, { x: 3, posture: "lying", sign: SCARED }));

    const doubted = liveThrough(strolls);
    const told = estimate(doubted, "distress");

    expect(feignedOf(doubted.of.get("a")!)).toBeGreaterThan(0.7);
    expect(feignedOf(honest.of.get("a")!)).toBeLessThan(0.05);
    expect(told.value).toBeGreaterThan(0.5);
    expect(told.low).toBeLessThan(0.15);
    expect(told.because).toContain("feigned");
  });
});

describe("estimatesOf", () => {
  it("says in one sentence each how it came about and what would change it", () => {
    const all = estimatesOf(liveThrough(lasting(1, { x: 1.2, vx: 0.6 })).of.get("a")!);

    expect(all.map(({ what }) => what)).toEqual(["comfort", "startle", "stress", "distress"]);
    expect(all[0]!.because).toBe("The robot is 1.2 m away in front and comes nearer at 0.6 m/s.");
    for (const { because, wouldChange, source } of all) {
      expect(because).toMatch(/^[A-Z].*\.$/u);
      expect(wouldChange).toMatch(/^(It|A) .*\.$/u);
      expect(source).not.toBe("");
    }
  });

  it("names face and voice as a source only where they showed something", () => {
    const plain = estimate(liveThrough(lasting(1, {})), "comfort");
    const shown = estimate(liveThrough(lasting(1, { sign: SCARED })), "comfort");

    expect(plain.source).not.toContain("face");
    expect(shown.source).toContain("face");
  });

  it("is less sure of somebody unseen for long", () => {
    const seen = estimate(liveThrough(lasting(1, {})), "comfort");
    const unseen = estimate(liveThrough(lasting(1, { age: 6 })), "comfort");

    expect(unseen.high - unseen.low).toBeGreaterThan(seen.high - seen.low);
    expect(unseen.age).toBe(6);
  });
});
