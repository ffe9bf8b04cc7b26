import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readProcesses } from "../../src/cli/processes.ts";
import { ROOT } from "../../src/cli/root.ts";
import { readScenario } from "../../src/cli/scenario.ts";
import { worldNames } from "../../src/world/load/load-world.ts";

/**
 * ROS 2's own `launch` is no Python package one can install from a registry, so the file runs on a stand-in with the same
 * names; `test/ros2/launch.test.ts` starts what it says.
 */
const STUB = join(ROOT, "test", "support", "launch-stub");
const PYTHON = process.env["COALIGN_PYTHON"] ?? "python3";
const hasYaml = spawnSync(PYTHON, ["-c", "import yaml"]).status === 0;

type Node = {
  readonly executable: string;
  readonly name: string;
  readonly namespace: string;
  readonly respawn: boolean;
  readonly parameters: readonly Record<string, unknown>[];
  readonly arguments: readonly string[];
};

function perform(...args: string[]) {
  const text = execFileSync(
    PYTHON,
    [join(STUB, "perform.py"), join(ROOT, "launch", "sim.launch.py"), ...args],
    { encoding: "utf8", env: { ...process.env, PYTHONPATH: STUB, PYTHONDONTWRITEBYTECODE: "1" } },
  );
  return JSON.parse(text) as {
    readonly arguments: readonly string[];
    readonly nodes: readonly Node[];
    readonly reborn: readonly Node[];
    readonly after_shutdown: readonly unknown[];
  };
}

describe.skipIf(!hasYaml)("launch/sim.launch.py", () => {
  it("starts the nodes of processes.yaml, in order, under their own names", () => {
    const { nodes } = perform();
    const expected = readProcesses()
      .filter(({ only }) => only === undefined || only === "simulation" || only === "page")
      .flatMap((process) => process.nodes);

    expect(nodes.map(({ name }) => name)).toEqual(expected);
    expect(nodes.every(({ name, executable }) => name === executable)).toBe(true);
  });

  it("reads people from other software where it is told which", () => {
    const { nodes } = perform("people:=people_msgs");
    const input = nodes.find(({ name }) => name === "people_input");

    expect(input?.parameters).toContainEqual({ from: "people_msgs", base_frame: "base_link" });
  });

  it("has the arguments that users of Nav2 know", () => {
    expect(perform().arguments).toEqual(
      expect.arrayContaining([
        "use_sim_time",
        "namespace",
        "params_file",
        "autostart",
        "use_respawn",
        "log_level",
        "world",
        "robot",
        "seed",
      ]),
    );
  });

  it("fills in what it is given and leaves the rest at the nodes' defaults", () => {
    const [name = ""] = worldNames();
    const { nodes } = perform(
      `world:=${name}`,
      "seed:=7",
      "log_level:=warn",
      "params_file:=p.yaml",
    );
    const of = (node: string): Node => nodes.find((found) => found.name === node)!;
    const goals = readScenario(name).description.robots[0]!.goals.flatMap(({ x, y }) => [x, y]);

    expect(of("world").parameters).toEqual([
      { use_sim_time: true, autostart: true },
      { world: join(ROOT, "worlds", `${name}.world.yaml`), seed: 7 },
      "p.yaml",
    ]);
    expect(of("commander").parameters[1]).toEqual({
      base_frame: "base_link",
      goals,
      cmd_vel_topic: "cmd_vel_in",
    });
    expect(of("self_perception").parameters[1]).toEqual({
      base_frame: "base_link",
      declared_braking: 1.8,
      declared_latency: 0.07,
    });
    expect(of("world").arguments).toEqual(["--ros-args", "--log-level", "warn"]);
  });

  it("takes the base frame of another robot from its file, and the careful defaults for its motors", () => {
    const folder = mkdtempSync(join(tmpdir(), "coalign-launch-"));
    const file = join(folder, "own.urdf");
    writeFileSync(
      file,
      `<robot name="own"><link name="base_footprint"/><link name="base_link"/>
        <joint name="j" type="fixed"><parent link="base_footprint"/><child link="base_link"/></joint></robot>`,
    );
    const { nodes } = perform(`robot:=${file}`);
    rmSync(folder, { recursive: true });
    const of = (node: string): Node => nodes.find((found) => found.name === node)!;

    expect(of("self_perception").parameters[1]).toEqual({ base_frame: "base_footprint" });
    expect(of("safety_supervisor").parameters[1]).toEqual({ base_frame: "base_footprint" });
  });

  it("brings the supervisor back latched, but not while everything ends", () => {
    const { reborn, after_shutdown } = perform();

    expect(reborn.map(({ name }) => name)).toEqual(["safety_supervisor"]);
    expect(reborn[0]!.parameters[1]).toMatchObject({ start_latched: true });
    expect(reborn[0]!.respawn).toBe(true);
    expect(after_shutdown).toEqual([null]);
    expect(perform("use_respawn:=false").reborn).toEqual([]);
  });

  it("leaves every node to a manager of lifecycles without autostart", () => {
    const { nodes } = perform("autostart:=false");

    expect(nodes.every(({ parameters }) => parameters[0]!["autostart"] === false)).toBe(true);
  });

  it("puts the deadman between the supervisor and the base where asked", () => {
    const { nodes } = perform("deadman:=true");
    const of = (node: string): Node => nodes.find((found) => found.name === node)!;

    expect(of("deadman").parameters[1]).toMatchObject({ cmd_vel_base_topic: "cmd_vel_base" });
    expect(of("world").parameters[1]).toMatchObject({ cmd_vel_topic: "cmd_vel_base" });
  });

  it("records and serves the page where asked", () => {
    const names = perform("record:=recordings", "page:=false").nodes.map(({ name }) => name);

    expect(names).toContain("record");
    expect(names).not.toContain("console");
  });
});
