import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { NOBODY } from "../../../src/authority/operators.ts";
import { Loopback } from "../../../src/bus/loopback.ts";
import { openRules, shippedRulesFile } from "../../../src/nodes/rules-file.ts";
import { safetySupervisor } from "../../../src/nodes/safety-supervisor.ts";
import { ParameterWatch } from "../../../src/nodes/safety-supervisor/parameter-watch.ts";
import { SupervisedRobot } from "../../support/supervised-robot.ts";

const folder = mkdtempSync(join(tmpdir(), "coalign-parameters-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ZONES = `robot: { radius: 0.25, braking: 2.0, reaction: 0.5 }
sources: { scan: { topic: /scan, timeout: 0.3 } }
zones:
  dock: { action: stop, polygon: [[-0.3, 0.4], [2.5, 0.4], [2.5, -0.4], [-0.3, -0.4]], sources: [scan], min_points: 2 }
`;

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Lets seconds pass, each with the look at its end that another thread takes, until the robot is as fast as that. */
async function until(robot: SupervisedRobot, speed: number): Promise<void> {
  for (let second = 0; second < 200 && robot.speed !== speed; second++) {
    robot.run(1);
    await pause(50);
  }
  expect(robot.run(0.5).speed).toBe(speed);
}

const why = ({ state }: SupervisedRobot): readonly string[] =>
  state.reasons.map(({ id, source }) => `${id} ${source}`);

describe("what was checked at the start", () => {
  it.each(["zones_file", "rules_file"] as const)(
    "stops the robot when its %s is another one than then, until it is that one again",
    async (name) => {
      const file = write(name, ZONES);
      if (name === "rules_file") {
        copyFileSync(shippedRulesFile(), file);
      }
      const before = readFileSync(file);
      const robot = new SupervisedRobot({ [name]: file }).run(1);
      await pause(50);
      await until(robot, 0.5);

      writeFileSync(file, `${before.toString("utf8")}\n`);
      await until(robot, 0);
      expect(why(robot)).toEqual([`parameters-unverified ${file} was changed since the start`]);
      expect(robot.state.mode).toBe("arming");
      expect(robot.state.sentence).toContain(`not verified (${file} was changed since the start)`);

      rmSync(file);
      robot.run(1);
      await pause(200);
      expect(robot.run(1).speed).toBe(0);
      writeFileSync(file, before);
      await until(robot, 0.5);
    },
  );

  it("is every parameter", () => {
    const bus = new Loopback({ log: () => undefined }).bus("safety_supervisor");
    const parameters = { ...bus.declare(safetySupervisor.parameters) };
    const rules = shippedRulesFile();
    const watch = new ParameterWatch(parameters, openRules(rules, NOBODY), rules);
    expect(watch.look()).toBe("");

    const fast = parameters as { max_speed: number };
    fast.max_speed = 3;
    expect(watch.look()).toBe("parameters were changed since the start");
    fast.max_speed = 1.2;
    expect(watch.look()).toBe("");
  });

  it("is told to the log with all that the files hold", () => {
    const bus = new Loopback({ log: () => undefined }).bus("safety_supervisor");
    const rules = shippedRulesFile();
    const versions = (more: object) => {
      const parameters = { ...bus.declare(safetySupervisor.parameters), ...more };
      return new ParameterWatch(parameters, openRules(rules, NOBODY), rules).versions;
    };
    const zones_file = write("told.yaml", ZONES);
    const first = versions({ zones_file });
    expect(versions({ zones_file })).toEqual(first);
    expect(versions({ zones_file, max_speed: 1 }).parameters).not.toBe(first.parameters);
    writeFileSync(zones_file, `${ZONES}#\n`);
    expect(versions({ zones_file }).parameters).not.toBe(first.parameters);
    expect(first.rules).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is looked at once at a time, and without waiting for a disk", async () => {
    const bus = new Loopback({ log: () => undefined }).bus("safety_supervisor");
    const zones_file = write("slow.yaml", ZONES);
    const parameters = { ...bus.declare(safetySupervisor.parameters), zones_file };
    const rules = shippedRulesFile();
    const watch = new ParameterWatch(parameters, openRules(rules, NOBODY), rules);
    const found: string[] = [];
    const first = watch.lookAside((wrong) => found.push(wrong));
    await watch.lookAside((wrong) => found.push(wrong));
    expect(found).toEqual([]);
    await first;
    expect(found).toEqual([""]);
    rmSync(zones_file);
    await watch.lookAside((wrong) => found.push(wrong));
    expect(found).toEqual(["", `${zones_file} was changed since the start`]);
  });
});
