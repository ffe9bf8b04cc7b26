import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openZones } from "../../../src/nodes/zones-file/open-zones.ts";
import { readZones } from "../../../src/nodes/zones-file/read-zones.ts";

const CEILINGS = { speed: 0.5, spin: 1 };

/** 0.5 m/s with 0.2 s and 1 m/s² needs 0.225 m to stop. */
const SOUND = `robot:
  footprint: [[0.3, 0.2], [-0.3, 0.2], [-0.3, -0.2], [0.3, -0.2]]
  braking: 1.0
  reaction: 0.2
sources:
  scan:
    topic: /scan
    timeout: 0.3
    blind_arcs: [[2.5, -2.5]]
zones:
  front:
    action: stop
    polygon: [[0.0, 0.3], [0.6, 0.3], [0.6, -0.3], [0.0, -0.3]]
    sources: [scan]
    release_consecutive_points: 2
  wide:
    action: slowdown
    slowdown_ratio: 0.4
    circle:
      radius: 1.2
    sources: [scan]
  calm:
    action: limit
    linear_limit: 0.3
    angular_limit: 0.5
    topic:
      name: /calm_area
      timeout: 1.0
    sources: [scan]
  near:
    action: approach
    time_before_collision: 1.5
    footprint:
      grow: 0.05
    sources: [scan]
  moving:
    action: stop
    escape: none
    velocities:
      members:
        ahead:
          linear: [0.0, 0.5]
          spin: [-1.0, 1.0]
          polygon: [[-0.4, 0.3], [0.7, 0.3], [0.7, -0.3], [-0.4, -0.3]]
        back:
          linear: [-0.2, 0.0]
          spin: [-1.0, 1.0]
          polygon: [[-0.6, 0.3], [0.4, 0.3], [0.4, -0.3], [-0.6, -0.3]]
    sources: [scan]
exclusions:
  mast:
    self: [[-0.3, 0.1], [-0.1, 0.1], [-0.1, -0.1], [-0.3, -0.1]]
  charger:
    dock: [[0.0, 0.4], [0.3, 0.4], [0.3, -0.4], [0.0, -0.4]]
    frame: dock_1
    timeout: 0.5
`;

/** What stands in the file, what stands there instead, the line it is on, and the sentence. */
type Row = readonly [from: string, to: string, line: number, sentence: string | RegExp];

const ROWS: Readonly<Record<string, Row>> = {
  "no map at all": [
    SOUND,
    "- front\n",
    1,
    'a zones file is ["front"] but should be a map of keys and values',
  ],
  "no YAML": ["zones:\n", "zones: [\n", 12, /this is not YAML/],
  "one name twice": ["  wide:\n", "  front:\n", 16, /this is not YAML/],
  "an unknown key": [
    "    release_con",
    "    relase_con",
    15,
    "`relase_consecutive_points` is not a key of zone `front`; did you mean `release_consecutive_points`?",
  ],
  "a switch to turn a zone off": [
    "    release_consecutive_points: 2",
    "    enabled: false",
    15,
    /`enabled` is not a key of zone `front`/,
  ],
  "no zones": [
    SOUND.slice(SOUND.indexOf("zones:"), SOUND.indexOf("exclusions:")),
    "zones: {}\n",
    10,
    "`zones` is empty; it should have one entry or more, each under its name",
  ],
  "zones left out": [
    SOUND.slice(SOUND.indexOf("zones:"), SOUND.indexOf("exclusions:")),
    "",
    1,
    "`zones` of a zones file is missing; it should be a map of names",
  ],
  "no braking": [
    "  braking: 1.0\n",
    "",
    1,
    "`braking` of `robot` is missing; it should be a number above 0 and not above 10",
  ],
  "braking of zero": [
    "braking: 1.0",
    "braking: 0",
    3,
    "`braking` of `robot` is 0 but should be a number above 0 and not above 10",
  ],
  "a reaction of zero": ["reaction: 0.2", "reaction: 0.0", 4, /`reaction` of `robot` is 0 but/],
  "a reaction that is not a number": [
    "reaction: 0.2",
    "reaction: .nan",
    4,
    /`reaction` of `robot` is NaN but/,
  ],
  "a footprint that turns inwards": [
    "[0.3, -0.2]]\n",
    "[0.0, 0.1], [0.3, -0.2]]\n",
    2,
    /`footprint` of `robot` is .* but should be convex/,
  ],
  "a footprint and a radius": [
    "  braking: 1.0",
    "  radius: 0.3\n  braking: 1.0",
    2,
    /left out where there is a `radius`/,
  ],
  "a timeout of zero, which never means off": [
    "timeout: 0.3",
    "timeout: 0",
    8,
    "`timeout` of source `scan` is 0 but should be a number above 0 and not above 1",
  ],
  "a negative timeout": ["timeout: 0.3", "timeout: -1", 8, /`timeout` of source `scan` is -1/],
  "a timeout of five seconds": [
    "timeout: 0.3",
    "timeout: 5.0",
    8,
    /`timeout` of source `scan` is 5/,
  ],
  "a source without a topic": [
    "    topic: /scan\n",
    "",
    6,
    "`topic` of source `scan` is missing; it should be a name",
  ],
  "a source that is blind all around": [
    "[[2.5, -2.5]]",
    "[[-3.14, 0], [0, 3.15]]",
    9,
    /leave the sensor something to see/,
  ],
  "a source nobody knows": [
    "sources: [scan]\n    release",
    "sources: [scann]\n    release",
    14,
    '`sources` of zone `front` is ["scann"] but should be a list with one or more of `scan`',
  ],
  "no sources": [
    "sources: [scan]\n    release",
    "sources: []\n    release",
    14,
    /`sources` of zone `front` is \[\] but/,
  ],
  "an unknown action": [
    "action: slowdown",
    "action: slow_down",
    17,
    '`action` of zone `wide` is "slow_down" but should be `slowdown`, perhaps',
  ],
  "an action that does nothing": [
    "action: slowdown",
    "action: none",
    17,
    /one of `stop`, `slowdown`, `limit`, `approach`/,
  ],
  "a ratio of 1": [
    "slowdown_ratio: 0.4",
    "slowdown_ratio: 1.0",
    18,
    "`slowdown_ratio` of zone `wide` is 1 but should be a number above 0 and below 1",
  ],
  "a ratio of 0": [
    "slowdown_ratio: 0.4",
    "slowdown_ratio: 0",
    18,
    /`slowdown_ratio` of zone `wide` is 0/,
  ],
  "a limit of 0": [
    "linear_limit: 0.3",
    "linear_limit: 0",
    24,
    /`linear_limit` of zone `calm` is 0/,
  ],
  "a limit at the ceiling, which limits nothing": [
    "linear_limit: 0.3",
    "linear_limit: 0.5",
    24,
    /should be a number above 0 and below 0.5/,
  ],
  "a spin limit above the ceiling": [
    "angular_limit: 0.5",
    "angular_limit: 1.5",
    25,
    /should be a number above 0 and not above 1/,
  ],
  "an empty polygon": [
    "polygon: [[0.0, 0.3], [0.6, 0.3], [0.6, -0.3], [0.0, -0.3]]",
    "polygon: []",
    13,
    "`polygon` of zone `front` has fewer than three corners; it should go around an area",
  ],
  "a polygon that crosses itself": [
    "[0.6, 0.3], [0.6, -0.3], [0.0, -0.3]]\n    sources: [scan]\n    release",
    "[0.6, -0.3], [0.6, 0.3], [0.0, -0.3]]\n    sources: [scan]\n    release",
    13,
    /`polygon` of zone `front` crosses itself/,
  ],
  "a polygon that is a line": [
    "[0.6, 0.3], [0.6, -0.3], [0.0, -0.3]]\n    sources: [scan]\n    release",
    "[0.1, 0.3], [0.2, 0.300001]]\n    sources: [scan]\n    release",
    13,
    /goes around next to nothing/,
  ],
  "a polygon with a corner that is no point": [
    "[[0.0, 0.3], [0.6, 0.3]",
    "[[0.0, .inf], [0.6, 0.3]",
    13,
    /should be a list of points/,
  ],
  "a circle of no size": [
    "radius: 1.2",
    "radius: 0",
    20,
    /`radius` of `circle` of zone `wide` is 0/,
  ],
  "two shapes": [
    "    footprint:\n      grow: 0.05",
    "    footprint:\n      grow: 0.05\n    polygon: [[0, 0], [1, 0], [0, 1]]",
    30,
    /zone `near` has more than one shape/,
  ],
  "no shape": [
    "    footprint:\n      grow: 0.05\n",
    "",
    30,
    "zone `near` has no shape; it should have one of `polygon`, `circle`, `footprint`, `topic`, `velocities`",
  ],
  "a footprint made smaller": [
    "grow: 0.05",
    "scale: 0.8",
    34,
    /`scale` of `footprint` of zone `near` is 0.8 but should be a number of 1 or more/,
  ],
  "a topic that never gets too old": [
    "      timeout: 1.0\n",
    "",
    26,
    /`timeout` of `topic` of zone `calm` is missing/,
  ],
  "a topic timeout of zero": [
    "timeout: 1.0",
    "timeout: 0",
    28,
    /`timeout` of `topic` of zone `calm` is 0/,
  ],
  "a latched topic that is not": [
    "timeout: 1.0",
    "latched: false",
    28,
    /`latched` of `topic` of zone `calm` is false/,
  ],
  "no points at all": [
    "    release_con",
    "    min_points: 0\n    release_con",
    15,
    "`min_points` of zone `front` is 0 but should be a whole number of 1 or more and not above 100",
  ],
  "half a point": ["    release_con", "    min_points: 1.5\n    release_con", 15, /whole number/],
  "a stop that waits": [
    "    release_con",
    "    trigger_consecutive_points: 3\n    release_con",
    15,
    /stops the robot, and so at once/,
  ],
  "a zone that guards nowhere": [
    "    release_con",
    "    guards: []\n    release_con",
    15,
    /`guards` of zone `front` is \[\]/,
  ],
  "a stop zone smaller than the stopping distance": [
    "[[0.0, 0.3], [0.6, 0.3], [0.6, -0.3], [0.0, -0.3]]",
    "[[0.0, 0.3], [0.33, 0.3], [0.33, -0.3], [0.0, -0.3]]",
    11,
    "zone `front` reaches 0.03 m forward of the robot, but at the 0.2 m/s allowed there it needs 0.06 m to stop; make it larger, or let the robot be no faster there than 0.11 m/s, by max_speed or a slowdown or limit zone around it",
  ],
  "a stop zone with a gap before it": [
    "[[0.0, 0.3], [0.6, 0.3], [0.6, -0.3], [0.0, -0.3]]",
    "[[0.4, 0.3], [0.9, 0.3], [0.9, -0.3], [0.4, -0.3]]",
    11,
    /reaches 0.00 m forward/,
  ],
  "a stop zone narrower than the robot": [
    "[[0.0, 0.3], [0.6, 0.3], [0.6, -0.3], [0.0, -0.3]]",
    "[[0.0, 0.1], [0.6, 0.1], [0.6, -0.1], [0.0, -0.1]]",
    11,
    /reaches 0.00 m forward/,
  ],
  "a zone that guards where it does not reach": [
    "    release_con",
    "    guards: [forward, backward]\n    release_con",
    11,
    /reaches 0.00 m backward/,
  ],
  "a slow-down zone too small to slow down in": [
    "radius: 1.2",
    "radius: 0.45",
    16,
    /needs 0.21 m to slow down from 0.5 m\/s to 0.2 m\/s/,
  ],
  "an approach that begins too late": [
    "time_before_collision: 1.5",
    "time_before_collision: 0.3",
    32,
    "zone `near` begins to slow down 0.30 s before a collision, but at 0.5 m/s the robot needs 0.45 s to stop; make `time_before_collision` longer",
  ],
  "an approach of no time": [
    "time_before_collision: 1.5",
    "time_before_collision: 0",
    32,
    /`time_before_collision` of zone `near` is 0/,
  ],
  "an approach smaller than the robot": [
    "    footprint:\n      grow: 0.05",
    "    circle:\n      radius: 0.25",
    30,
    /does not contain the robot's footprint/,
  ],
  "velocities with a gap": [
    "linear: [0.0, 0.5]",
    "linear: [0.1, 0.5]",
    39,
    /have a gap: none covers 0.05 m\/s and 0.00 rad\/s/,
  ],
  "velocities that do not cover standing still": [
    "linear: [-0.2, 0.0]",
    "linear: [-0.2, -0.1]",
    39,
    /gap|standing still/,
  ],
  "velocities that end below the ceiling": [
    "linear: [0.0, 0.5]",
    "linear: [0.0, 0.4]",
    39,
    /end at 0.4 m\/s .* but 0.5 m\/s and 1.00 rad\/s are allowed/,
  ],
  "a range the wrong way around": [
    "linear: [0.0, 0.5]",
    "linear: [0.5, 0.0]",
    42,
    /the smaller first/,
  ],
  "a member smaller than its stopping distance": [
    "[0.7, 0.3], [0.7, -0.3]",
    "[0.4, 0.3], [0.4, -0.3]",
    41,
    /`ahead` of zone `moving` reaches 0.10 m from the robot at 0°/,
  ],
  "no members": [
    SOUND.slice(SOUND.indexOf("        ahead:"), SOUND.indexOf("    sources: [scan]\nexclusions")),
    "",
    40,
    /should be a map|has no members/,
  ],
  "a self filter that hides what is beside the robot": [
    "self: [[-0.3, 0.1]",
    "self: [[-0.5, 0.1]",
    51,
    /exclusion `mast` sticks out of the footprint by more than 0.05 m/,
  ],
  "a dock without a frame": [
    "    frame: dock_1\n",
    "",
    53,
    "`frame` of exclusion `charger` is missing; it should be a name",
  ],
  "a dock whose transform never gets too old": [
    "    timeout: 0.5\n",
    "    timeout: 0\n",
    56,
    /`timeout` of exclusion `charger` is 0/,
  ],
  "an exclusion named like a zone": [
    "  charger:",
    "  front:",
    53,
    /`front` is a zone and an exclusion/,
  ],
};

describe("a zones file", () => {
  it("is read when it is sound", () => {
    const reading = readZones(SOUND, CEILINGS);

    expect(reading).toMatchObject({ ok: true });
    expect(
      reading.ok && reading.zones.zones.map(({ name, minPoints }) => [name, minPoints]),
    ).toEqual([
      ["front", 4],
      ["wide", 4],
      ["calm", 4],
      ["near", 4],
      ["moving", 4],
    ]);
    expect(reading.ok && reading.zones.robot).toMatchObject({ braking: 1, speed: 0.5, spin: 1 });
    expect(reading.ok && reading.zones.exclusions.map(({ kind }) => kind)).toEqual([
      "self",
      "dock",
    ]);
  });

  it.each(Object.entries(ROWS))("with %s is refused", (_, [from, to, line, sentence]) => {
    expect(SOUND).toContain(from);
    const reading = readZones(
      SOUND.replace(from, () => to),
      CEILINGS,
    );

    const errors = reading.ok ? [] : reading.errors;
    const said = errors.map((error) => error.sentence);
    expect(said).toContainEqual(
      typeof sentence === "string" ? sentence : expect.stringMatching(sentence),
    );
    const found = errors.find((error) =>
      typeof sentence === "string" ? error.sentence === sentence : sentence.test(error.sentence),
    );
    expect(found?.line).toBe(line);
  });

  it("takes a footprint in either order of its corners", () => {
    const clockwise = SOUND.replace(
      "[[0.3, 0.2], [-0.3, 0.2], [-0.3, -0.2], [0.3, -0.2]]",
      "[[0.3, -0.2], [-0.3, -0.2], [-0.3, 0.2], [0.3, 0.2]]",
    );
    expect(readZones(clockwise, CEILINGS).ok).toBe(true);
  });

  it("takes a radius for a round robot", () => {
    const round = SOUND.replace(/footprint: \[\[0.3.*/, "radius: 0.28");
    expect(readZones(round, CEILINGS).ok).toBe(true);
  });
});

describe("the file of a parameter", () => {
  it("is not asked for when its name is empty", () => {
    expect(openZones("", CEILINGS)).toBeUndefined();
  });

  it("that is not there is refused in a sentence", () => {
    expect(() => openZones("/nowhere/zones.yaml", CEILINGS)).toThrow(
      "parameter 'zones_file' is '/nowhere/zones.yaml', which cannot be read (ENOENT); give the path of a zones file",
    );
  });

  it("is refused with file and line", () => {
    const folder = mkdtempSync(join(tmpdir(), "zones-"));
    const file = join(folder, "zones.yaml");
    writeFileSync(file, SOUND.replace("timeout: 0.3", "timeout: 0"));
    try {
      expect(() => openZones(file, CEILINGS)).toThrow(`${file} line 8: \`timeout\` of source`);
      writeFileSync(file, SOUND);
      expect(openZones(file, CEILINGS)?.zones).toHaveLength(5);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
