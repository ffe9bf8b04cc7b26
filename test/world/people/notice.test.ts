import { describe, expect, it } from "vitest";
import { at } from "../../../src/world/people/column.ts";
import type { RobotPresence, Surroundings } from "../../../src/world/people/crowd.ts";
import type { Crowd } from "../../../src/world/people/state.ts";
import { crowdOf, STEP, walk } from "./hall.ts";

const STANDING: RobotPresence = { x: 0, y: 0, yaw: 0, vx: 0, vy: 0, radius: 0.27, height: 0.35 };

/** One person in a hall who stands at (4, 4) and faces along x. */
function hall(character: string, structures = "[]", plan = "[{ wait: 100 }]"): string {
  return `
name: hall
bounds: [0, 0, 20, 8]
structures: ${structures}
places: [{ point: far, at: [18, 4] }]
people:
  - { person: one, character: ${character}, start: [4, 4, 0], plan: ${plan} }
`;
}

function around(robot: Partial<RobotPresence>): Surroundings {
  return { robots: [{ ...STANDING, ...robot }], obstacles: [] };
}

/** When the person first has the robot in mind [s]; infinite when not within the time. */
function noticedAt(crowd: Crowd, robot: Partial<RobotPresence>, within: number): number {
  let noticed = Infinity;
  walk(
    crowd,
    within,
    () => around(robot),
    (time) => {
      if (noticed === Infinity && crowd.seesRobot[0] === 1) {
        noticed = time;
      }
    },
  );
  return noticed;
}

describe("noticing a robot", () => {
  it.each(["adult", "child", "elderly", "runner", "darter"])(
    "takes a person of the character %j at least their reaction time",
    (character) => {
      for (let seed = 1; seed <= 20; seed++) {
        const crowd = crowdOf(hall(character), seed);

        const noticed = noticedAt(crowd, { x: 6, y: 4 }, 6);

        const { reaction } = crowd.minds[0]!;
        expect(noticed).toBeGreaterThanOrEqual(reaction - 0.1 - 1e-9);
        expect(noticed).toBeLessThan(reaction + 0.35);
      }
    },
  );

  it("takes the elderly longer than adults, in the mean", () => {
    const mean = (character: string): number => {
      let sum = 0;
      for (let seed = 1; seed <= 30; seed++) {
        sum += noticedAt(crowdOf(hall(character), seed), { x: 6, y: 4 }, 4) / 30;
      }
      return sum;
    };

    expect(mean("elderly")).toBeGreaterThan(mean("adult") + 0.3);
  });

  it("does not happen behind one's back", () => {
    for (let seed = 1; seed <= 10; seed++) {
      expect(noticedAt(crowdOf(hall("adult"), seed), { x: 2, y: 4 }, 20)).toBe(Infinity);
    }
  });

  it("does not happen through a wall, but over a low one and through glass", () => {
    const wall = (height: number, transparent: string): string =>
      `[{ wall: w, from: [6, 2], to: [6, 6], thickness: 0.1, height: ${height}, transparent: ${transparent} }]`;

    expect(noticedAt(crowdOf(hall("adult", wall(2.5, "false")), 1), { x: 8, y: 4 }, 10)).toBe(
      Infinity,
    );
    expect(
      noticedAt(crowdOf(hall("adult", wall(0.3, "false")), 1), { x: 8, y: 4 }, 10),
    ).toBeLessThan(3);
    expect(
      noticedAt(crowdOf(hall("adult", wall(2.5, "true")), 1), { x: 8, y: 4 }, 10),
    ).toBeLessThan(3);
  });

  it("does not happen behind another person", () => {
    const text = `${hall("adult")}  - { person: two, character: adult, start: [5, 4, 0], plan: [{ wait: 100 }] }\n`;

    expect(noticedAt(crowdOf(text, 1), { x: 8, y: 4 }, 10)).toBe(Infinity);
    expect(noticedAt(crowdOf(text, 1), { x: 8, y: 5.5 }, 10)).toBeLessThan(5);
  });

  it("is seldom and late for those on the phone", () => {
    let unseen = 0;
    for (let seed = 1; seed <= 30; seed++) {
      unseen += noticedAt(crowdOf(hall("phone"), seed), { x: 8, y: 4 }, 2.5) === Infinity ? 1 : 0;
    }

    expect(unseen).toBeGreaterThan(15);
  });

  it("keeps a robot in mind for some seconds after it is gone, and says so as ground truth", () => {
    const crowd = crowdOf(hall("adult"), 1);
    let lost = 0;
    walk(
      crowd,
      10,
      (time) => around(time < 3 ? { x: 6, y: 4 } : { x: 2, y: 4 }),
      (time) => {
        if (time < 3) {
          expect(crowd.knowsRobot[0]).toBeGreaterThanOrEqual(at(crowd.seesRobot, 0));
        }
        lost = crowd.knowsRobot[0] === 1 ? time : lost;
      },
    );

    expect(lost).toBeGreaterThan(6);
    expect(lost).toBeLessThan(8);
    expect(crowd.seesRobot[0]).toBe(0);
  });

  it("happens at once when touched, and stops the walker", () => {
    const crowd = crowdOf(hall("phone", "[]", "[{ go: far }]"), 1);
    let closest = Infinity;
    const robot = { x: 6, y: 4, height: 0.01 };
    crowd.minds[0]!.gazeUntil = 100;
    crowd.eyesDown[0] = 1;

    // From behind, out of view: the robot drives into the back of a standing person.
    walk(
      crowd,
      8,
      () => around(robot),
      () => {
        closest = Math.min(closest, Math.hypot(at(crowd.x, 0) - 6, at(crowd.y, 0) - 4));
      },
    );

    expect(closest).toBeGreaterThan(0.27 + 0.12 - 2 * STEP);
  });
});

describe("reacting to a robot", () => {
  const coming = (time: number): Surroundings =>
    around({ x: 10 - time, y: 4, yaw: Math.PI, vx: -1 });

  /** Smallest gap between the person's body and a robot that drives at it, and when the person first moves aside. */
  function meet(character: string, facing: number, seed: number): { gap: number; moved: number } {
    const text = hall(character).replace("start: [4, 4, 0]", `start: [4, 4, ${facing}]`);
    const crowd = crowdOf(text, seed);
    let gap = Infinity;
    let moved = Infinity;
    walk(crowd, 9, coming, (time) => {
      const { x } = coming(time).robots[0]!;
      gap = Math.min(gap, Math.hypot(at(crowd.x, 0) - x, at(crowd.y, 0) - 4) - 0.27 - 0.22);
      if (Math.abs(at(crowd.y, 0) - 4) > 0.05) {
        moved = Math.min(moved, time);
      }
    });
    return { gap, moved };
  }

  it("lets those who see it come step aside, in most cases", () => {
    let made = 0;
    for (let seed = 1; seed <= 40; seed++) {
      made += meet("adult", 0, seed).gap > 0.1 ? 1 : 0;
    }

    expect(made).toBeGreaterThan(40 * 0.7);
    expect(made).toBeLessThan(40);
  });

  it("leaves those who look away standing until it touches them", () => {
    for (let seed = 1; seed <= 10; seed++) {
      expect(meet("adult", Math.PI, seed).gap).toBeLessThan(0);
    }
  });

  it("comes no sooner than the reaction time after it is in view", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const crowd = crowdOf(hall("adult", "[]", "[{ go: far }]"), seed);
      const { reaction } = crowd.minds[0]!;
      const appears = 3;
      let deviated = Infinity;
      let free = 0;
      walk(
        crowd,
        6,
        (time) =>
          time < appears
            ? { robots: [], obstacles: [] }
            : around({ x: at(crowd.x, 0) + 2, y: at(crowd.y, 0) }),
        (time) => {
          const speed = Math.hypot(at(crowd.vx, 0), at(crowd.vy, 0));
          free = time < appears ? speed : free;
          if (time > appears && speed < free - 0.1) {
            deviated = Math.min(deviated, time - appears);
          }
        },
      );
      expect(deviated).toBeGreaterThan(reaction - 0.1);
    }
  });
});
