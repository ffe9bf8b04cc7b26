import { describe, expect, it } from "vitest";
import { readWorld, readWorldFile, tellError } from "../../../src/world/scenario/read.ts";

/** A world with one of everything; line numbers below count from its first line. */
const GOOD = `name: hall
bounds: [0, 0, 10, 8]
structures:
  - { wall: south, from: [0, 0], to: [10, 0], thickness: 0.2, height: 2.5 }
  - { box: table, at: [5, 4, 0.5], length: 2, width: 1, height: 0.8 }
  - { cylinder: pillar, at: [8, 6], radius: 0.3, height: 2.5 }
objects:
  - { cylinder: glass, at: [5, 4, 0.8, 0], radius: 0.04, height: 0.1, mass: 0.2, breaks_at: 0.3 }
places:
  - { point: door, at: [1, 7], facing: 1.57 }
  - { area: floor, from: [9, 3], to: [1, 1] }
people:
  - person: ann
    character: adult
    start: [2, 2, 0]
    plan: [{ go: door }, { wait: [1, 2] }, { wander: floor, goals: 2 }]
groups:
  - group: two
    count: 2
    start: floor
    mix: { adult: 1, child: 1 }
    walk: together
    plan: [{ go: door }, { talk: 5 }]
robots:
  - robot: robot
    urdf: diff_base
    start: [2, 6, 0]
    goals: [[8, 2], [2, 6]]
    sensors: { lidar: { rate: 10 } }
jitter: { position: 0.2, delay: [0, 3] }
`;

describe("readWorld", () => {
  it("reads a world with one of everything", () => {
    const reading = readWorld(GOOD, "hall.world.yaml");

    expect(reading).toMatchObject({
      ok: true,
      description: {
        name: "hall",
        bounds: { minX: 0, minY: 0, maxX: 10, maxY: 8 },
        structures: [
          { id: "south", kind: "wall", thickness: 0.2, bottom: 0, transparent: false },
          { id: "table", kind: "box", at: { x: 5, y: 4, yaw: 0.5 } },
          { id: "pillar", kind: "cylinder", radius: 0.3 },
        ],
        objects: [{ id: "glass", at: { z: 0.8 }, breaksAt: 0.3, friction: 0.5 }],
        places: [
          { name: "door", kind: "point", facing: 1.57 },
          { name: "floor", kind: "area", area: { minX: 1, minY: 1, maxX: 9, maxY: 3 } },
        ],
        people: [
          {
            id: "ann",
            repeat: true,
            plan: [
              { kind: "go", place: "door" },
              { kind: "wait", duration: { low: 1, high: 2 } },
              { kind: "wander", place: "floor", goals: 2 },
            ],
          },
        ],
        groups: [{ id: "two", walk: "together", mix: [{ character: "adult", share: 1 }, {}] }],
        robots: [{ id: "robot", radius: 0.3, sensors: { lidar: { rate: 10 } } }],
        jitter: { position: 0.2, heading: 0, delay: { low: 0, high: 3 } },
      },
    });
  });

  it("needs no more than a name and bounds", () => {
    const reading = readWorld("name: void\nbounds: [0, 0, 1, 1]", "void.world.yaml");

    expect(reading).toMatchObject({
      ok: true,
      description: { people: [], robots: [], jitter: { speed: 0, delay: { low: 0, high: 0 } } },
    });
  });

  it("answers the line of a path", () => {
    const reading = readWorld(GOOD, "hall.world.yaml");

    expect(reading.ok && reading.lineOf(["robots", 0, "sensors", "lidar"])).toBe(29);
    expect(reading.ok && reading.lineOf(["people", 0, "start"])).toBe(15);
  });

  it.each([
    [
      "bounds: [0, 0, 10, 8]",
      "bound: [0, 0, 10, 8]",
      2,
      "`bound` is not a key of a world; did you mean `bounds`?",
    ],
    [
      "bounds: [0, 0, 10, 8]",
      "bounds: [0, 0, 10]",
      2,
      "`bounds` of a world is [0,0,10] but should be four numbers `[min x, min y, max x, max y]` [m].",
    ],
    [
      "bounds: [0, 0, 10, 8]",
      "bounds: [10, 0, 0, 8]",
      2,
      "`bounds` is empty; it should be `[min x, min y, max x, max y]` [m].",
    ],
    [
      "name: hall",
      "title: hall",
      1,
      "`name` of a world is missing; it should be a name of letters, digits, `-` and `_`",
    ],
    [
      "height: 2.5 }",
      "heigth: 2.5 }",
      4,
      "`heigth` is not a key of a `wall`; did you mean `height`?",
    ],
    [
      "thickness: 0.2",
      "thickness: thin",
      4,
      '`thickness` of a `wall` is "thin" but should be a thickness [m] above 0.',
    ],
    [
      "thickness: 0.2",
      "thickness: -0.2",
      4,
      "`thickness` of a `wall` is -0.2 but should be a thickness [m] above 0.",
    ],
    ["{ wall: south", "{ wal: south", 4, "`wal` is not a structure; did you mean `wall`?"],
    [
      "to: [10, 0]",
      "to: [0, 0]",
      4,
      "Wall `south` has no length; `from` and `to` should be two points.",
    ],
    [
      "{ box: table",
      "{ box: south",
      5,
      "There are two structures named `south`; every name should be its own.",
    ],
    ["mass: 0.2", "mass: 0", 8, "`mass` of a `cylinder` is 0 but should be a mass [kg] above 0."],
    [
      "at: [1, 7]",
      "at: [5, 4]",
      10,
      "Place `door` is inside box `table`; it should be at least 0.25 m clear.",
    ],
    [
      "character: adult",
      "character: adlut",
      14,
      '`character` of a `person` is "adlut"; did you mean `adult`?',
    ],
    [
      "character: adult",
      "character: robot",
      14,
      '`character` of a `person` is "robot" but should be a character: `adult`, `child`',
    ],
    [
      "start: [2, 2, 0]",
      "start: [2, 2]",
      15,
      "`start` of a `person` is [2,2] but should be three numbers `[x, y, yaw]` [m, m, rad].",
    ],
    [
      "start: [2, 2, 0]",
      "start: [12, 2, 0]",
      15,
      "The start of person `ann` at [12, 2] is outside the bounds [0, 0, 10, 8]; move it inside.",
    ],
    [
      "start: [2, 2, 0]",
      "start: [2.1, 6.2, 0]",
      15,
      "Person `ann` starts on robot `robot`; move one of them.",
    ],
    [
      "[{ go: door }, { wait: [1, 2] }",
      "[{ go: dor }, { wait: [1, 2] }",
      16,
      "`dor` is not a place of this world; did you mean `door`?",
    ],
    [
      "{ wait: [1, 2] }",
      "{ wait: [2, 1] }",
      16,
      "`wait` of a `wait` is [2,1] but should be a duration or `[shortest, longest]` of 0 or more [s], the shortest first.",
    ],
    ["{ wait: [1, 2] }", "{ walk: 2 }", 16, "`walk` is not an activity; did you mean `talk`?"],
    [
      "{ wait: [1, 2] }",
      "5",
      16,
      "5 stands where an activity should be: a map with `go`, `wander`",
    ],
    [
      "count: 2",
      "count: 2.5",
      19,
      "`count` of a `group` is 2.5 but should be a whole number from 1 to 1000.",
    ],
    [
      "start: floor",
      "start: flor",
      20,
      "`flor` is not a place of this world; did you mean `floor`?",
    ],
    [
      "mix: { adult: 1, child: 1 }",
      "mix: { adult: 1, chid: 1 }",
      21,
      "`chid` is not a character; did you mean `child`?",
    ],
    [
      "mix: { adult: 1, child: 1 }",
      "mix: {}",
      21,
      "The mix is empty; it should give at least one character a share above 0.",
    ],
    [
      "walk: together",
      "walk: close",
      22,
      '`walk` of a `group` is "close" but should be `together` or `apart`.',
    ],
    [
      "start: [2, 6, 0]",
      "start: [2, 0.2, 0]",
      27,
      "The start of robot `robot` is 0.1 m from wall `south`; it should be at least 0.3 m clear.",
    ],
    [
      "[[8, 2], [2, 6]]",
      "[[8, 2], [8, 6]]",
      28,
      "Goal 2 of robot `robot` is inside cylinder `pillar`; it should be at least 0.3 m clear.",
    ],
    [
      "[[8, 2], [2, 6]]",
      "[[8, 2], 6]",
      28,
      "`goals[1]` of a `robot` is 6 but should be two numbers `[x, y]` [m].",
    ],
    [
      "lidar: { rate: 10 }",
      "lidar: 10",
      29,
      "`sensors.lidar` of a `robot` is 10 but should be settings by name.",
    ],
    [
      "position: 0.2",
      "positoin: 0.2",
      30,
      "`positoin` is not a key of `jitter`; did you mean `position`?",
    ],
    [
      "position: 0.2",
      "position: 1e308",
      30,
      "`position` of `jitter` is 1e+308 but should be a distance [m] of 0 or more, up to 1000000.",
    ],
    [
      "jitter: { position: 0.2",
      "jitter: { robot_position: 9",
      27,
      "The start of robot `robot` is 2.78 m from box `table`; it should be at least 13.03 m clear.",
    ],
    [
      "bounds: [0, 0, 10, 8]",
      "bounds: [0, 0, 5000, 5000]",
      2,
      "`bounds` hold 25000000 m²; 100000 m² is the most that people find their way in.",
    ],
    [
      "bounds: [0, 0, 10, 8]",
      "bounds: [-1e308, 0, 10, 8]",
      2,
      "`bounds[0]` of a world is -1e+308 but should be a number [m] from -10000 to 10000.",
    ],
    [
      "at: [5, 4, 0.8, 0]",
      "at: [50, 4, 0.8, 0]",
      8,
      "Object `glass` at [50, 4] is outside the bounds [0, 0, 10, 8]; move it inside.",
    ],
    [
      "mass: 0.2",
      "mass: 1e300",
      8,
      "`mass` of a `cylinder` is 1e+300 but should be a mass [kg] above 0, up to 1000000.",
    ],
    [
      "height: 0.8 }",
      "height: 0.8, colour: bogus words }",
      5,
      '`colour` of a `box` is "bogus words" but should be a CSS colour, such as `#8a6d4b` or `teal`.',
    ],
    [
      "{ wait: [1, 2] }",
      "{ wait: -1 }",
      16,
      "`wait` of a `wait` is -1 but should be a duration or `[shortest, longest]` of 0 or more [s].",
    ],
    [
      "delay: [0, 3]",
      "speed: 1.5",
      30,
      "`speed` of `jitter` is 1.5 but should be a share from 0 to below 1 [1].",
    ],
  ])("with %j as %j says what is wrong on line %i", (before, after, line, sentence) => {
    expect(GOOD).toContain(before);

    const reading = readWorld(GOOD.replace(before, after), "hall.world.yaml");

    const told = reading.ok ? [] : reading.errors;
    expect(told.map((error) => [error.line, error.sentence])).toContainEqual([
      line,
      expect.stringContaining(sentence),
    ]);
    expect(told.every((error) => error.file === "hall.world.yaml")).toBe(true);
  });

  it("tells one thing once", () => {
    const reading = readWorld(GOOD.replace("count: 2", "count: 1e308"), "hall.world.yaml");

    expect(reading.ok ? [] : reading.errors).toHaveLength(1);
  });

  it("says of a place in a world without places that there are none", () => {
    const reading = readWorld(GOOD.replace(/places:\n.*\n.*\n/, ""), "hall.world.yaml");

    expect(reading.ok ? undefined : reading.errors[0]?.sentence).toBe(
      "`door` is not a place of this world; there are none.",
    );
  });

  it("tells everything that is wrong, in the order of the lines", () => {
    const reading = readWorld(
      GOOD.replace("radius: 0.3", "radius: big").replace(
        "{ go: door }, { talk: 5 }",
        "{ goo: door }",
      ),
      "hall.world.yaml",
    );

    expect(reading.ok ? [] : reading.errors.map((error) => error.line)).toEqual([6, 23]);
  });

  it.each([
    ["", 1, "The file is empty; a map with"],
    ["# only a remark\n", 1, "The world is null"],
    ["name: void\nbounds: *nowhere", 2, "This is not YAML: Unresolved alias"],
    [
      `name: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [${Array(10).fill("*a").join()}]\nc: &c [${Array(10).fill("*b").join()}]\nd: &d [${Array(10).fill("*c").join()}]`,
      4,
      "This is not YAML: Excessive alias count",
    ],
    ["- just\n- a list", 1, "The world is"],
    ["name: [1,\nbounds: 2", 2, "This is not YAML"],
    ["name: a\nname: b", 2, "This is not YAML: Map keys must be unique."],
  ])("refuses %j", (text, line, sentence) => {
    const reading = readWorld(text, "x.yaml");

    expect(reading.ok ? undefined : reading.errors[0]).toMatchObject({
      line,
      sentence: expect.stringContaining(sentence) as string,
    });
  });
});

describe("readWorldFile", () => {
  it("says in one sentence that a file is not there", () => {
    const reading = readWorldFile("worlds/no-such.world.yaml");

    expect(reading.ok ? [] : reading.errors.map(tellError)).toEqual([
      "worlds/no-such.world.yaml: The world file cannot be read (ENOENT); give the path of a YAML file.",
    ]);
  });
});
