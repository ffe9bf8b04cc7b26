import { describe, expect, it } from "vitest";
import { COMMAND_FAULTS } from "./faults/command-faults.ts";
import { type Hole, suffer } from "./faults/fault.ts";
import { BODY_FAULTS, SCAN_FAULTS } from "./faults/sensor-faults.ts";
import { REFUSALS } from "./faults/start-refusals.ts";
import { WORLD_FAULTS } from "./faults/world-faults.ts";
import { openSound, ZONE_REFUSALS } from "./faults/zone-faults.ts";
import { HarmForecast, Limit } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { TOPICS } from "../../src/bus/topics.ts";
import { SupervisedRobot } from "../support/supervised-robot.ts";

const FAULTS = [...COMMAND_FAULTS, ...SCAN_FAULTS, ...BODY_FAULTS, ...WORLD_FAULTS];

/** A base that goes on its own time-out is never fed less often than this: two periods of the supervisor [s]. */
const LONGEST_GAP = 0.04 + 1e-6;

describe("the fault table", () => {
  it.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    "%s: the base stands",
    (_, fault) => {
      const found = suffer(fault);

      expect(found.droveBefore).toBe(true);
      expect(found.isFinite).toBe(true);
      expect(found.lastMotion).toBeLessThanOrEqual(fault.within + 1e-6);
      expect(found.longestGap).toBeLessThanOrEqual(LONGEST_GAP);
      expect(
        fault.expected.filter((id) => found.reasons.includes(id)),
        found.reasons.join(),
      ).not.toEqual([]);
    },
  );

  it.each([...REFUSALS, ...ZONE_REFUSALS].map((refusal) => [refusal.name, refusal] as const))(
    "%s: it does not start",
    (_, { start, sentence }) => {
      expect(start).toThrow(sentence);
    },
  );

  it("has a row or a law for every hole, and at least 80", () => {
    const rows = [...FAULTS, ...REFUSALS, ...ZONE_REFUSALS];
    const named = new Set([...rows.flatMap(({ holes }) => holes), ...LAWS]);
    const all = Array.from({ length: 17 }, (_, i) => `H${i + 1}` as Hole);

    expect(rows.length).toBeGreaterThanOrEqual(80);
    expect(openSound()).toBeDefined();
    expect(all.filter((hole) => !named.has(hole))).toEqual([]);
  });
});

/** Holes that are laws of what is given rather than faults. */
const LAWS: readonly Hole[] = ["H10", "H12", "H14"];

describe("what holds under every fault", () => {
  it("the state is told ten times a second with its reasons, whatever happens (H10)", () => {
    const robot = new SupervisedRobot();
    const told: { readonly time: number; readonly reasons: number; readonly mode: string }[] = [];
    robot.bus.subscribe(TOPICS.supervisorState, ({ reasons, mode }) => {
      told.push({ time: robot.loopback.time, reasons: reasons.length, mode });
    });
    robot.run(3);
    robot.sources.scan = () => undefined;
    robot.run(60);
    const gaps = told.slice(1).map(({ time }, i) => time - (told[i]?.time ?? 0));

    expect(Math.max(...gaps)).toBeLessThanOrEqual(0.1 + 0.02 + 1e-6);
    expect(told.filter(({ mode }) => mode === "stopped").length).toBeGreaterThan(590);
    expect(told.every(({ mode, reasons }) => mode !== "stopped" || reasons > 0)).toBe(true);
  });

  it("metres and radians never make up for each other: both limits hold at once (H12)", () => {
    const robot = new SupervisedRobot();
    robot.sources.command = () => robot.commandOf(0.4, 2);
    const advise = robot.bus.advertise(TOPICS.forecast);
    const limits = [
      { speed: 0.1, spin: Infinity },
      { speed: Infinity, spin: 0.1 },
      { speed: 0.2, spin: 1.5 },
    ];
    for (const { speed, spin } of limits) {
      const stream = robot.bus.every(0.1, "steady", () =>
        advise.publish(
          HarmForecast.create({
            header: robot.header("odom"),
            advice: Limit.create({ speed, spin }),
          }),
        ),
      );
      robot.run(2);
      const { linear, angular } = robot.given.at(-1)!.twist;
      expect(linear.x).toBeLessThanOrEqual(speed + 1e-9);
      expect(angular.z).toBeLessThanOrEqual(spin + 1e-9);
      expect(angular.z / linear.x).toBeCloseTo(5, 9);
      stream.cancel();
    }
  });

  it("a stop in one direction leaves the way back open (H14)", () => {
    const robot = new SupervisedRobot();
    const wall = [
      { x: 0.29, y: -3 },
      { x: 0.29, y: 3 },
    ] as const;
    robot.land = { discs: [], walls: [wall, ...robot.land.walls] };
    robot.run(2);
    expect(robot.speed).toBe(0);
    robot.sources.command = () => robot.commandOf(-0.4);
    robot.run(2);
    expect(robot.speed).toBeLessThan(-0.05);
  });
});
