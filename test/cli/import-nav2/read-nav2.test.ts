import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseParameterFile } from "../../../src/bus/parameter-file.ts";
import type { Finding } from "../../../src/cli/import-nav2/finding.ts";
import { nav2Points } from "../../../src/cli/import-nav2/nav2-points.ts";
import { readNav2 } from "../../../src/cli/import-nav2/read-nav2.ts";
import { parametersText, zonesText } from "../../../src/cli/import-nav2/write-zones.ts";
import { readZones } from "../../../src/nodes/zones-file/read-zones.ts";

function read(file: string): { text: string } & ReturnType<typeof readNav2> {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  return { text, ...readNav2(file, text) };
}

function fates(findings: readonly Finding[]): Readonly<Record<string, string>> {
  return Object.fromEntries(findings.map(({ from, fate }) => [from, fate]));
}

const WAREHOUSE = read("warehouse.yaml");
const HOBBY = read("hobby.yaml");

describe("a Nav2 file", () => {
  it.each([
    ["warehouse.yaml", WAREHOUSE],
    ["hobby.yaml", HOBBY],
  ])("loses no parameter in silence: %s", (file, { text, findings }) => {
    const known = new Set(findings.map(({ from }) => from));
    for (const { pattern, values } of parseParameterFile(file, text)) {
      const node = pattern.split("/").at(-1) ?? "";
      for (const { name } of values) {
        expect(known.has(`${node}.${name}`) || known.has(pattern.slice(1))).toBe(true);
      }
    }
  });

  it("gives zones that a supervisor starts with, once the robot is measured", () => {
    const text = zonesText(WAREHOUSE.draft, "warehouse.yaml");
    const reading = readZones(text, { speed: 0.8, spin: 1.2 });

    expect(reading).toMatchObject({ ok: true });
    expect(
      reading.ok && reading.zones.zones.map(({ name, action }) => [name, action.kind]),
    ).toEqual([
      ["Bumper", "stop"],
      ["Calm", "slow"],
      ["Crawl", "limit"],
      ["Ahead", "approach"],
      ["ByVelocity", "stop"],
      ["Loading", "limit"],
    ]);
    expect(reading.ok && reading.zones.robot).toMatchObject({ braking: 1.1, reaction: 0.3 });
    expect(reading.ok && reading.zones.sources).toMatchObject([
      { name: "front_laser", topic: "/front/scan", timeout: 0.35 },
    ]);
    expect(reading.ok && reading.zones.zones[0]).toMatchObject({
      minPoints: 3,
      trigger: 1,
      release: 4,
      action: { escape: "none" },
    });
  });

  it("gives the supervisor its ceilings, topics and time-out", () => {
    expect(WAREHOUSE.draft.parameters).toEqual({
      base_frame: "base_footprint",
      cmd_vel_in_topic: "cmd_vel_smoothed",
      cmd_vel_out_topic: "cmd_vel",
      enable_stamped_cmd_vel: true,
      max_speed: 0.8,
      max_spin: 1.2,
      max_acceleration: 0.7,
      max_spin_acceleration: 2.1,
      command_timeout: 0.5,
    });
    expect(parametersText({ max_speed: 0.8 }, "z.yaml")).toBe(
      'safety_supervisor:\n  ros__parameters:\n    zones_file: "z.yaml"\n    max_speed: 0.8\n',
    );
  });

  it("names what would fail open", () => {
    const { findings } = WAREHOUSE;
    expect(findings.filter(({ fate }) => fate === "unsafe").map(({ from }) => from)).toEqual([
      "collision_monitor.observation_sources",
      "reaction time",
      "collision_monitor.stop_pub_timeout",
      "collision_monitor.Bumper.trigger_consecutive_points",
      "collision_monitor.Parked.enabled",
      "collision_monitor.front_laser.source_timeout",
      "velocity_smoother.min_velocity",
      "velocity_smoother.velocity_timeout",
    ]);
    const off = findings.find(({ from }) => from.endsWith("front_laser.source_timeout"));
    expect(off).toEqual({
      fate: "unsafe",
      line: 81,
      from: "collision_monitor.front_laser.source_timeout",
      note: "0 switches the time-out off there and is refused here; timeout of the source is 0.35 s",
    });
  });

  it("lists a key it does not know, and other nodes in one line each", () => {
    expect(fates(WAREHOUSE.findings)).toMatchObject({
      "collision_monitor.wheel_guard_gain": "unknown",
      "collision_monitor.camera.type": "no counterpart",
      "collision_monitor.camera.min_height": "no counterpart",
      "local_costmap.resolution": "no counterpart",
      amcl: "no counterpart",
    });
  });

  it("of an older kind is read too, and guesses are called unsafe", () => {
    expect(HOBBY.draft.robot).toEqual({ outline: 0.2, braking: 1, reaction: 0.3 });
    expect(HOBBY.draft.zones).toEqual([
      {
        name: "Near",
        lines: [
          "action: stop",
          "escape: none",
          "polygon: [[0.5, 0.25], [0.5, -0.25], [0, -0.25], [0, 0.25]]",
          "sources: [scan]",
          "min_points: 3",
        ],
      },
    ]);
    expect(fates(HOBBY.findings)).toMatchObject({
      "collision_monitor.source_timeout": "unsafe",
      "collision_monitor.enabled": "unsafe",
      "collision_monitor.Odd.type": "no counterpart",
      "collision_monitor.Nothing.action_type": "unsafe",
      "collision_monitor.observation_sources": "unsafe",
      "velocity_smoother.max_decel": "unsafe",
      "global_costmap.robot_radius": "taken",
    });
  });
});

describe("scanners of a Nav2 file", () => {
  const withSources = (...topics: readonly string[]): string[] => {
    const names = topics.map((_, i) => `s${i}`);
    const lines = names.map((name, i) => `    ${name}: {type: scan, topic: ${topics[i]}}`);
    const text = `collision_monitor:\n  ros__parameters:\n    observation_sources: [${names.join()}]\n${lines.join("\n")}\n`;
    return readNav2("s.yaml", text)
      .findings.filter(({ line, from }) => line === 0 && from.endsWith("observation_sources"))
      .map(({ note }) => note);
  };

  it.each([
    [["scan"], []],
    [["/scan"], []],
    [
      ["f_scan", "/b_scan"],
      ["remap /f_scan or /b_scan to it, or merge them; until then the robot stands"],
    ],
    [["scan", "b_scan"], ["merge /b_scan into it"]],
  ])("%j: says which of them protective separation reads", (topics, notes) => {
    const found = withSources(...topics);

    expect(found).toHaveLength(notes.length);
    notes.forEach((note, i) => expect(found[i]).toContain(note));
  });

  it("lose their exclusion zones, with all that belongs to them", () => {
    const text = `collision_monitor:
  ros__parameters:
    observation_sources: [scan]
    scan:
      type: scan
      topic: scan
      exclusion_zones: [dock]
      dock: { points: "[[0, 0], [1, 0], [1, 1]]", frame_id: map, frame_hold_timeout: 0.5 }
`;
    const found = fates(readNav2("e.yaml", text).findings);

    for (const key of [
      "exclusion_zones",
      "dock.points",
      "dock.frame_id",
      "dock.frame_hold_timeout",
    ]) {
      expect(found[`collision_monitor.scan.${key}`]).toBe("unsafe");
    }
  });
});

describe("a velocity smoother", () => {
  it.each([
    ["[-0.1, 0.0, -1.0]", "unsafe"],
    ["[0.0, 0.0, -1.0]", "unsafe"],
    ["[-0.5, 0.0, -1.0]", "no counterpart"],
  ])("with the least velocity %s", (least, fate) => {
    const text = `velocity_smoother:\n  ros__parameters:\n    max_velocity: [0.5, 0.0, 1.0]\n    min_velocity: ${least}\n`;

    expect(fates(readNav2("v.yaml", text).findings)["velocity_smoother.min_velocity"]).toBe(fate);
  });
});

describe("a list of names", () => {
  it("in which YAML reads one as true or false says so", () => {
    const text = "collision_monitor:\n  ros__parameters:\n    polygons: [Off]\n";

    expect(readNav2("off.yaml", text).findings).toContainEqual({
      fate: "unsafe",
      line: 3,
      from: "collision_monitor.polygons",
      note: "`false` is no name but what YAML makes of a word like `off`; put it in quotes",
    });
  });
});

describe("points of Nav2", () => {
  const square = [
    { x: 0.5, y: 1 },
    { x: -0.5, y: 1 },
  ];
  it.each([
    ["[[0.5, 1.0], [-0.5, 1.0]]", square],
    ["[[.5, 1.], [-.5, 1.]]", square],
    ["[0.5, 1, -0.5, 1]", square],
    [[0.5, 1, -0.5, 1], square],
    ["[[0.5, 1.0], [-0.5]]", undefined],
    ["[[0.5, 1.0, 2.0], [-0.5, 1.0, 0.0]]", undefined],
    ["[0.5, 1, 2]", undefined],
    ["$(var corners)", undefined],
    [true, undefined],
    [["a", "b"], undefined],
  ])("%j", (value, points) => {
    expect(nav2Points(value)).toEqual(points);
  });
});
