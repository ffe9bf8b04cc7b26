import { describe, expect, it } from "vitest";
import { decide, settled } from "../../src/kernel/decide.ts";
import type { Fact } from "../../src/kernel/fact.ts";
import { along } from "../../src/kernel/limit.ts";
import { observe, SILENT } from "../../src/kernel/observe.ts";
import {
  alone,
  body,
  brakes,
  clear,
  command,
  given,
  healthy,
  NOW,
  SETTINGS,
  told,
  verdictOn,
} from "../support/kernel-facts.ts";

const settings: Fact = { kind: "settings", settings: SETTINGS };
const ids = (items: readonly { readonly id: string }[]): string[] => items.map((item) => item.id);
const bound = {
  x: 1,
  y: 0,
  turn: 0,
  atMost: 0.3,
  because: "protective-separation",
  source: "wall",
} as const;

describe("decide", () => {
  it("stands still while it knows nothing", () => {
    const verdict = decide(SILENT, 0);

    expect(verdict.given).toEqual({ vx: 0, vy: 0, wz: 0 });
    expect(ids(verdict.stops)).toEqual(["not-configured"]);
    expect(verdict).toMatchObject({ driver: "", action: "category-2", power: "on", mode: "off" });
    expect(verdict.stops[0]).toEqual({
      id: "not-configured",
      source: "settings",
      margin: 0,
      unit: "s",
      age: Infinity,
    });
  });

  it("names every required fact that is missing", () => {
    const verdict = decide(told(settings), NOW);

    expect(verdict.stops.map(({ id, source, age }) => [id, source, age])).toEqual([
      ["second-publisher", "not checked", Infinity],
      ["command-missing", "command", Infinity],
      ["body-missing", "body", Infinity],
      ["scan-missing", "scan", Infinity],
      ["source-missing", "braking", Infinity],
    ]);
    expect(verdict.reasons).toEqual([]);
    expect(verdict.scale).toBe(1);
  });

  it("passes a safe command as it is, with nothing to explain", () => {
    const verdict = decide(healthy({ vx: 0.7, vy: -0.1, wz: 0.3 }), NOW);

    expect(verdict).toMatchObject({ driver: "autonomy", scale: 1, reasons: [], stops: [] });
    expect(verdict.given).toEqual({ vx: 0.7, vy: -0.1, wz: 0.3 });
    expect(verdict.asked).toEqual({ vx: 0.7, vy: -0.1, wz: 0.3 });
  });

  it.each([
    ["just fresh", 0, 0.25, []],
    ["just stale by receipt", 0, 0.2501, ["command-stale"]],
    ["just fresh by stamp", 0.25, 0, []],
    ["just stale by stamp", 0.2501, 0, ["command-stale"]],
    ["stale by both together", 0.1251, 0.125, ["command-stale"]],
    ["fresh by both together", 0.125, 0.125, []],
    ["stale although its stamp flatters it", -0.0625, 0.2501, ["command-stale"]],
    ["within the jitter of clocks", -0.0625, 0, []],
    ["from the future", -0.0626, 0, ["command-future"]],
    ["with a stamp that is not a number", NaN, 0, ["command-future"]],
    ["received in the future", 0, -0.01, ["command-future"]],
  ])("judges a command %s", (_, stampAge, silence, expected) => {
    const state = healthy(
      { vx: 0.5 },
      { ...command({ vx: 0.5 }), received: NOW - silence, stampAge },
    );
    const verdict = decide(state, NOW);

    expect(ids(verdict.stops)).toEqual(expected);
    expect(ids(verdict.reasons)).toEqual(expected);
    expect(verdict.given.vx).toBe(expected.length > 0 ? 0 : 0.5);
    expect(verdict.scale).toBe(expected.length > 0 ? 0 : 1);
  });

  it("says how far over the budget a stale command is", () => {
    const state = healthy({ vx: 0.5 }, { ...command({ vx: 0.5 }), received: NOW - 0.3 });

    const [stop] = decide(state, NOW).stops;

    expect(stop?.margin).toBeCloseTo(-0.05, 9);
    expect(stop?.age).toBeCloseTo(0.3, 9);
    expect(stop?.unit).toBe("s");
  });

  it("says how far in the future a command is stamped", () => {
    const state = healthy({ vx: 0.5 }, { ...command({ vx: 0.5 }), stampAge: -3 });

    expect(decide(state, NOW).stops[0]).toMatchObject({ margin: -3, age: -3, source: "command" });
  });

  it.each([
    ["body", 0.5, body],
    ["scan", 0.375, clear],
  ] as const)("stops on a %s that is stale or from the future", (what, budget, fact) => {
    const at = (received: number, stampAge: number): string[] =>
      ids(decide(healthy({ vx: 0.5 }, { ...fact, received, stampAge }), NOW).stops);

    expect(at(NOW - budget, 0)).toEqual([]);
    expect(at(NOW, budget)).toEqual([]);
    expect(at(NOW - budget - 0.001, 0)).toEqual([`${what}-stale`]);
    expect(at(NOW, budget + 0.001)).toEqual([`${what}-stale`]);
    expect(at(NOW, -1)).toEqual([`${what}-future`]);
  });

  it.each(["vx", "vy", "wz"] as const)("stops on a command whose %s is not a number", (axis) => {
    for (const value of [NaN, Infinity, -Infinity]) {
      const verdict = decide(healthy({ vx: 0.5 }, command({ [axis]: value })), NOW);

      expect(verdict.given).toEqual({ vx: 0, vy: 0, wz: 0 });
      expect(verdict.asked).toEqual({ vx: 0, vy: 0, wz: 0 });
      expect(ids(verdict.reasons)).toEqual(["command-not-finite"]);
      expect(verdict.reasons[0]).toMatchObject({ source: "autonomy", age: 0, margin: 0 });
    }
  });

  it.each([
    ["speed", { vx: 6 }, { vx: 6.001 }],
    ["sideways speed", { vy: -6 }, { vy: -6.001 }],
    ["yaw rate", { wz: -12.5 }, { wz: -12.501 }],
  ])("takes an absurd %s for a mistake, not for a wish", (_, wish, mistake) => {
    expect(ids(decide(healthy(wish), NOW).stops)).toEqual([]);
    expect(ids(decide(healthy(mistake), NOW).stops)).toEqual(["command-implausible"]);
    expect(decide(healthy(mistake), NOW).stops[0]?.source).toBe("autonomy");
  });

  it.each(["vx", "vy", "wz"] as const)("stops on a body whose %s is not a number", (axis) => {
    const state = healthy({ vx: 0.5 }, { ...body, twist: { ...body.twist, [axis]: NaN } });

    expect(decide(state, NOW).stops).toEqual([
      { id: "body-not-finite", source: "body", margin: 0, unit: "s", age: 0 },
    ]);
  });

  it.each(["scan-frozen", "scan-blind", "scan-malformed"] as const)(
    "stops on a %s scanner",
    (trouble) => {
      const verdict = decide(healthy({ vx: 0.5 }, { ...clear, trouble }), NOW);

      expect(verdict.stops).toEqual([
        { id: trouble, source: "scan", margin: 0, unit: "s", age: 0 },
      ]);
      expect(verdict.given.vx).toBe(0);
    },
  );

  it("names what a source in trouble speaks of, and the source itself where it says nothing", () => {
    const rules = { ...clear, source: "braking", trouble: "rule-broken" } as const;
    const about = "pause-after-person: no motion for 5 s";

    expect(verdictOn({ vx: 0.5 }, { ...rules, about }).stops).toEqual([
      { id: "rule-broken", source: about, margin: 0, unit: "s", age: 0 },
    ]);
    expect(verdictOn({ vx: 0.5 }, { ...rules, about: "" }).stops[0]?.source).toBe("braking");
    const slow = { ...rules, trouble: "", about: "", speed: 0.2 } as const;
    expect(verdictOn({ vx: 0.5 }, slow).reasons[0]?.source).toBe("");
  });

  it("does not name a scanner frozen and stale at once", () => {
    const old = { ...clear, trouble: "scan-frozen", received: NOW - 9 } as const;

    expect(ids(decide(healthy({ vx: 0.5 }, old), NOW).stops)).toEqual(["scan-stale"]);
  });

  it("stops while a check is not in order, and no longer", () => {
    const rogue = { ...alone, wrong: "/rogue", received: NOW - 2 };

    expect(verdictOn({ vx: 0.5 }, rogue).stops).toEqual([
      { id: "second-publisher", source: "/rogue", margin: 2, unit: "s", age: 2 },
    ]);
    expect(verdictOn({ vx: 0.5 }, rogue, alone).stops).toEqual([]);
  });

  it("counts a check for as long as its budget", () => {
    expect(verdictOn({ vx: 0.5 }, { ...alone, received: NOW - 4 }).stops).toEqual([]);
    expect(verdictOn({ vx: 0.5 }, { ...alone, received: NOW - 4.5 }).stops).toEqual([
      { id: "second-publisher", source: "not checked", margin: -0.5, unit: "s", age: 4.5 },
    ]);
    expect(ids(verdictOn({ vx: 0.5 }, { ...alone, received: NaN }).stops)).toEqual([
      "second-publisher",
    ]);
  });

  it("asks even for a check that counts for ever", () => {
    const once = { ...SETTINGS, checks: [{ id: "log-unverified", budget: Infinity }] } as const;
    const state = { ...healthy({ vx: 0.5 }), settings: once };
    const found: Fact = { ...alone, id: "log-unverified", received: NOW - 1e6 };

    expect(decide(state, NOW).stops).toEqual([
      { id: "log-unverified", source: "not checked", margin: -Infinity, unit: "s", age: Infinity },
    ]);
    expect(ids(decide(observe(state, found), NOW).stops)).toEqual([]);
  });

  it("counts no check from the future", () => {
    const early = { ...alone, received: NOW + 0.5 };

    expect(verdictOn({ vx: 0.5 }, alone).stops).toEqual([]);
    expect(verdictOn({ vx: 0.5 }, early).stops).toEqual([
      { id: "second-publisher", source: "not checked", margin: 4.5, unit: "s", age: -0.5 },
    ]);
  });

  it("keeps the curvature when a bound lowers the command", () => {
    const verdict = decide(healthy({ vx: 0.6, wz: 0.4 }, { ...clear, bounds: [bound] }), NOW);

    expect(verdict.given.vx).toBeCloseTo(0.3, 12);
    expect(verdict.given.wz).toBeCloseTo(0.2, 12);
    expect(verdict.scale).toBeCloseTo(0.5, 12);
    expect(verdict.reasons).toEqual([
      { id: "protective-separation", source: "wall", margin: 0.3, unit: "m/s", age: 0 },
    ]);
  });

  it("lets a robot inside a stop zone back out", () => {
    const wedged = { ...clear, bounds: [{ ...bound, atMost: 0 }] };

    expect(decide(healthy({ vx: -0.4 }, wedged), NOW).given.vx).toBe(-0.4);
    expect(decide(healthy({ vx: 0.4 }, wedged), NOW).given.vx).toBe(0);
    expect(ids(decide(healthy({ vx: 0.4 }, wedged), NOW).reasons)).toEqual([
      "protective-separation",
    ]);
  });

  it("has nothing to explain about a motion exactly at its bound", () => {
    const verdict = verdictOn({ vx: 0.3 }, { ...clear, bounds: [bound] });

    expect(verdict).toMatchObject({ scale: 1, reasons: [], given: { vx: 0.3 } });
  });

  it("weighs all three axes of a bound", () => {
    const all = { ...bound, x: 0.5, y: 0.25, turn: 2, atMost: 0.5 };
    const verdict = decide(
      healthy({ vx: 0.4, vy: 0.4, wz: 0.35 }, { ...clear, bounds: [all] }),
      NOW,
    );

    expect(verdict.scale).toBeCloseTo(0.5 / (0.2 + 0.1 + 0.7), 12);
  });

  it("says of a bound that only turns how fast it may turn, and of any other how fast it may go", () => {
    const about = (more: object): unknown => {
      const [reason] = verdictOn({ wz: 2 }, { ...clear, bounds: [{ ...bound, ...more }] }).reasons;
      return [reason?.margin, reason?.unit];
    };

    expect(about({ x: 0, turn: 1 })).toEqual([0.3, "rad/s"]);
    expect(about({ x: 0, turn: -0.25 })).toEqual([undefined, undefined]);
    expect(about({ x: 0, turn: 0.25 })).toEqual([1.2, "rad/s"]);
    expect(about({ x: 1, turn: 0.25 })).toEqual([0.3, "m/s"]);
    expect(about({ x: 0, y: 1, turn: 0.25 })).toEqual([0.3, "m/s"]);
  });

  it.each([NaN, -1])("takes a bound of %d for standstill in its direction", (atMost) => {
    const state = healthy({ vx: 0.4 }, { ...clear, bounds: [{ ...bound, atMost }] });

    expect(decide(state, NOW).given.vx).toBe(0);
  });

  it("takes a bound whose direction is not a number for a stop", () => {
    for (const broken of [{ x: NaN }, { y: Infinity }, { turn: NaN }]) {
      const state = healthy({ vx: -0.4 }, { ...clear, bounds: [{ ...bound, ...broken }] });

      expect(decide(state, NOW).given.vx).toBe(0);
      expect(ids(decide(state, NOW).reasons)).toEqual(["protective-separation"]);
    }
  });

  it("takes a bound that overflows along the motion for standstill", () => {
    const huge = { ...bound, x: 1e308, y: -1e308, atMost: 1 };
    const verdict = verdictOn({ vx: 4, vy: 4 }, { ...clear, bounds: [huge] });

    expect(along(huge, { vx: 4, vy: 4, wz: 0 })).toBeNaN();
    expect(verdict).toMatchObject({ scale: 0, given: { vx: 0, vy: 0, wz: 0 } });
    expect(ids(verdict.reasons)).toContain("protective-separation");
  });

  it.each([NaN, -0.1, 0])("takes a separation speed of %d for standstill", (speed) => {
    expect(decide(healthy({ vy: 0.4 }, { ...clear, speed }), NOW).given.vy).toBe(0);
  });

  it("lowers speed in every direction to the speed separation allows", () => {
    const verdict = decide(
      healthy({ vx: 0.3, vy: 0.4 }, { ...clear, speed: 0.25, about: "moving" }),
      NOW,
    );

    expect(verdict.scale).toBeCloseTo(0.5, 12);
    expect(verdict.reasons).toEqual([
      { id: "protective-separation", source: "moving", margin: 0.25, unit: "m/s", age: 0 },
    ]);
  });

  it("holds speed and yaw rate to their ceilings", () => {
    const fast = decide(healthy({ vx: 2.4 }), NOW);
    const spinning = decide(healthy({ wz: -5 }), NOW);

    expect(fast.given.vx).toBeCloseTo(1.2, 12);
    expect(fast.reasons).toEqual([
      { id: "speed-ceiling", source: "settings", margin: 1.2, unit: "m/s", age: 0 },
    ]);
    expect(spinning.given.wz).toBeCloseTo(-2.5, 12);
    expect(spinning.reasons).toEqual([
      { id: "spin-ceiling", source: "settings", margin: 2.5, unit: "rad/s", age: 0 },
    ]);
  });

  it.each([
    ["forward", { vx: 1 }, 0.02 * 1.5],
    ["backward", { vx: -1 }, -0.02 * 1.5],
  ])("lets speed grow %s by no more than the acceleration", (_, wish, expected) => {
    const state = healthy(wish, { ...given({}), received: NOW - 0.02 });
    const verdict = decide(state, NOW);

    expect(verdict.given.vx).toBeCloseTo(expected, 12);
    expect(verdict.reasons).toHaveLength(1);
    expect(verdict.reasons[0]).toMatchObject({
      id: "acceleration-ceiling",
      source: "settings",
      unit: "m/s",
      age: 0,
    });
    expect(verdict.reasons[0]?.margin).toBeCloseTo(Math.abs(expected), 9);
  });

  it("lets sideways speed and yaw rate grow by no more than their accelerations", () => {
    const last = { ...given({}), received: NOW - 0.02 };

    expect(decide(healthy({ vy: 1 }, last), NOW).given.vy).toBeCloseTo(0.03, 12);
    expect(decide(healthy({ wz: 2 }, last), NOW).given.wz).toBeCloseTo(0.4, 12);
    expect(decide(healthy({ wz: -2 }, last), NOW).given.wz).toBeCloseTo(-0.4, 12);
  });

  it("counts growth from the speed it had, never from a speed the other way", () => {
    const last = (vx: number): Fact => ({ ...given({ vx }), received: NOW - 0.02 });

    expect(decide(healthy({ vx: 1 }, last(0.5)), NOW).given.vx).toBeCloseTo(0.53, 12);
    expect(decide(healthy({ vx: 1 }, last(-0.5)), NOW).given.vx).toBeCloseTo(0.03, 12);
  });

  it("lets it brake as hard as it likes", () => {
    const state = healthy({ vx: 0.1 }, { ...given({ vx: 1.2 }), received: NOW });

    expect(decide(state, NOW).given.vx).toBe(0.1);
  });

  it("does not save up growth while nothing went out", () => {
    const state = healthy({ vx: 1.2 }, { ...given({}), received: NOW - 60 });

    expect(decide(state, NOW).given.vx).toBeCloseTo(0.15, 12);
  });

  it("allows no growth at all when the last output lies in the future", () => {
    const state = healthy({ vx: 1 }, { ...given({}), received: NOW + 1 });

    expect(decide(state, NOW).given.vx).toBe(0);
  });

  it.each([
    ["harm", "foreseen-harm"],
    ["minds", "person-near"],
    ["operator", "operator-limit"],
  ] as const)("heeds the word of %s", (source, id) => {
    const advice = { ...clear, source, because: id, about: "p7", speed: 0.2 };
    const heeded = decide(healthy({ vx: 0.4 }, advice), NOW);

    expect(heeded.given.vx).toBeCloseTo(0.2, 12);
    expect(heeded.reasons).toEqual([{ id, source: "p7", margin: 0.2, unit: "m/s", age: 0 }]);
    expect(decide(healthy({ vx: 0.4 }, { ...advice, stampAge: 0.5 }), NOW).given.vx).toBeCloseTo(
      0.2,
      12,
    );
  });

  it.each(["harm", "minds"] as const)("stops when %s, once heard, falls silent", (source) => {
    const under = (more: object): ReturnType<typeof decide> =>
      verdictOn({ vx: 0.4 }, { ...clear, source, ...more });

    expect(under({}).given.vx).toBe(0.4);
    expect(under({ received: NOW - 0.5 }).given.vx).toBe(0.4);
    expect(under({ received: NOW - 0.75 }).stops).toEqual([
      { id: "source-stale", source, margin: -0.25, unit: "s", age: 0.75 },
    ]);
    expect(ids(under({ stampAge: 0.51 }).stops)).toEqual(["source-stale"]);
    expect(under({ stampAge: NaN }).stops).toMatchObject([
      { id: "source-future", margin: -Infinity },
    ]);
    expect(ids(under({ stampAge: -9 }).stops)).toEqual(["source-future"]);
  });

  it("does not hear a source that is not in its settings", () => {
    expect(verdictOn({ vx: 0.4 }, { ...clear, source: "zones", speed: 0 }).scale).toBe(1);
  });

  it("heeds the spin and the bounds of a source", () => {
    const harm = { ...clear, source: "harm", because: "foreseen-harm", about: "p7" } as const;

    expect(verdictOn({ wz: 1 }, { ...harm, spin: 0.5 })).toMatchObject({
      given: { wz: 0.5 },
      reasons: [{ id: "foreseen-harm", source: "p7", margin: 0.5, unit: "rad/s", age: 0 }],
    });
    expect(verdictOn({ vx: 0.6 }, { ...harm, bounds: [bound] }).given.vx).toBeCloseTo(0.3, 12);
  });

  it("takes a restriction that is not a number for standstill", () => {
    const minds = { ...clear, source: "minds" } as const;

    expect(verdictOn({ vx: 0.6 }, { ...minds, speed: NaN }).given.vx).toBe(0);
    expect(verdictOn({ wz: 0.6 }, { ...minds, spin: NaN }).given.wz).toBe(0);
  });

  it("forgets what it gave after a silence in which a base stops by itself", () => {
    const before = (ago: number): Fact => ({ ...given({ vx: 1 }), received: NOW - ago });

    expect(verdictOn({ vx: 1 }, before(0.1875)).given.vx).toBe(1);
    expect(verdictOn({ vx: 1 }, before(0.25)).given.vx).toBeCloseTo(0.15, 12);
  });

  it("remembers what it gave for all of that silence", () => {
    const at = { received: 0 };
    const facts = [body, clear, brakes, alone, given({ vx: 1 }), command({ vx: 1 })];
    const state = told(settings, ...facts.map((fact) => ({ ...fact, ...at })));

    expect(decide(state, 0.2).given.vx).toBe(1);
    expect(decide(state, 0.2000001).given.vx).toBeCloseTo(0.15, 12);
  });

  it("has nothing to explain when standstill is asked and given", () => {
    const verdict = decide(healthy({}, { ...clear, trouble: "scan-blind" }), NOW);

    expect(verdict).toMatchObject({ reasons: [], scale: 1, given: { vx: 0, vy: 0, wz: 0 } });
    expect(ids(verdict.stops)).toEqual(["scan-blind"]);
  });

  it("passes the smallest safe command as it is", () => {
    expect(decide(healthy({ vx: 1e-12 }), NOW).given.vx).toBe(1e-12);
  });

  it("lets speed grow for the longest step only, when nothing went out before", () => {
    const state = told(settings, body, clear, brakes, alone, command({ vx: 1 }));

    expect(decide(state, NOW).given.vx).toBeCloseTo(0.15, 12);
  });

  it("takes a bound of minus zero for zero", () => {
    const state = healthy({ vx: 0.4 }, { ...clear, bounds: [{ ...bound, atMost: -0 }] });

    expect(decide(state, NOW).scale).toBe(0);
  });

  it("names a stale body stale, whatever its numbers", () => {
    const old = { ...body, twist: { ...body.twist, vx: NaN }, received: NOW - 9 };

    expect(ids(decide(healthy({ vx: 0.5 }, old), NOW).stops)).toEqual(["body-stale"]);
  });

  it("names its settings as the source of what bounds acceleration", () => {
    const { limit } = decide(healthy({ vx: 0.5 }), NOW);

    expect(limit.bounds.map(({ source }) => source)).toEqual(Array<string>(6).fill("settings"));
  });

  it("shows the limit in force", () => {
    const { limit } = decide(healthy({ vx: 0.1 }, { ...clear, speed: 0.8, bounds: [bound] }), NOW);

    expect(limit.speed).toBe(0.8);
    expect(limit.spin).toBe(2.5);
    expect(limit.bounds).toContainEqual(bound);
  });

  it("gives the most severe of all stops as its action", () => {
    const stop = (because: "internal-fault" | "braking-weak" | "moving-unasked"): Fact => ({
      kind: "stop",
      because,
      by: "x",
      received: NOW,
    });

    expect(verdictOn({ vx: 0.5 }).action).toBe("limit");
    expect(verdictOn({ vx: 0.5 }, stop("internal-fault")).action).toBe("category-2");
    expect(verdictOn({ vx: 0.5 }, stop("braking-weak")).action).toBe("category-1");
    expect(verdictOn({ vx: 0.5 }, stop("moving-unasked")).action).toBe("category-0");
    expect(
      verdictOn({ vx: 0.5 }, stop("moving-unasked"), { ...clear, trouble: "scan-blind" }).action,
    ).toBe("category-0");
  });

  it.each([
    ["category 2 never", "internal-fault", { vx: 0 }, "on"],
    ["category 1 not while it moves ahead", "braking-weak", { vx: 0.02 }, "on"],
    ["category 1 not while it moves sideways", "braking-weak", { vy: -0.02 }, "on"],
    ["category 1 not while it turns", "braking-weak", { wz: -0.02 }, "on"],
    ["category 1 once it stands", "braking-weak", { vx: 0.01, wz: 0.01 }, "off"],
    ["category 1 when its speed is no number", "braking-weak", { vx: NaN }, "off"],
    ["category 0 at once", "moving-unasked", { vx: 1 }, "off"],
  ] as const)("takes power away for a stop of %s", (_, because, moves, power) => {
    const moving = { ...body, twist: { vx: 0, vy: 0, wz: 0, ...moves } };
    const stop = { kind: "stop", because, by: "x", received: NOW } as const;

    expect(verdictOn({}, moving, stop).power).toBe(power);
  });

  it("takes power away for a stop of category 1 when it has no body state", () => {
    const stop = { kind: "stop", because: "braking-weak", by: "x", received: NOW } as const;

    expect(decide(told(settings, stop), NOW).power).toBe("off");
  });

  it.each([
    ["arming", () => told(settings)],
    ["arming", () => healthy({ vx: 0.5 }, { ...clear, trouble: "footprint-unknown" })],
    ["stopped", () => healthy({ vx: 0.5 }, { ...clear, trouble: "scan-blind" })],
    ["stopped", () => healthy({}, { ...clear, trouble: "scan-blind" })],
    ["stopped", () => healthy({ vx: 0.5 }, { ...clear, speed: 0 })],
    ["ready", () => healthy({}, { ...clear, speed: 0 })],
    ["teleoperated", () => healthy({ vx: 0.5 }, { ...command({ vx: 0.5 }), by: "human" })],
    ["slowed", () => healthy({ vx: 0.5 }, { ...clear, speed: 0.25 })],
    ["moving", () => healthy({ vx: 0.5 })],
    [
      "latched",
      () => healthy({ vx: 0.5 }, { kind: "stop", because: "human-veto", by: "x", received: NOW }),
    ],
  ] as const)("says that it is %s", (mode, state) => {
    expect(decide(state(), NOW).mode).toBe(mode);
  });
});

describe("settled", () => {
  it("tells what went out", () => {
    expect(settled(verdictOn({ vx: 0.5 }), 200)).toEqual({ ...given({ vx: 0.5 }), received: 200 });
  });

  it("names the first cause that only a human ends", () => {
    const verdict = verdictOn(
      { vx: 0.5 },
      { ...clear, trouble: "scan-blind" },
      { ...brakes, trouble: "braking-weak" },
    );

    expect(settled(verdict, NOW)).toMatchObject({ latching: "braking-weak", by: "braking" });
  });

  it("does not latch again what waits for a resume", () => {
    const verdict = verdictOn(
      { vx: 0.5 },
      { kind: "stop", because: "human-veto", by: "x", received: NOW },
      { kind: "reset", by: "ada", received: NOW },
    );

    expect(verdict.stops[0]?.id).toBe("awaiting-resume");
    expect(settled(verdict, NOW)).toMatchObject({ latching: "", by: "" });
  });
});
