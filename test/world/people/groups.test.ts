import { describe, expect, it } from "vitest";
import { at } from "../../../src/world/people/column.ts";
import { DOINGS } from "../../../src/world/people/crowd.ts";
import { ALONE, crowdOf, walk } from "./hall.ts";

function group(count: number, structures = "[]"): string {
  return `
name: hall
bounds: [0, 0, 30, 10]
structures: ${structures}
places:
  - { area: here, from: [1, 3], to: [4, 7] }
  - { point: there, at: [26, 5] }
groups:
  - { group: g, count: ${count}, start: here, mix: { adult: 0.7, elderly: 0.3 }, walk: together, plan: [{ go: there }, { talk: 20 }] }
`;
}

describe("a group that walks together", () => {
  it.each([2, 3, 4])("of %i keeps together all the way and arrives together", (count) => {
    for (let seed = 1; seed <= 8; seed++) {
      const crowd = crowdOf(group(count), seed);
      let widest = 0;
      walk(
        crowd,
        45,
        () => ALONE,
        (time) => {
          for (let i = 1; i < count && time > 4; i++) {
            const apart = Math.hypot(
              at(crowd.x, i) - at(crowd.x, 0),
              at(crowd.y, i) - at(crowd.y, 0),
            );
            widest = Math.max(widest, apart);
          }
        },
      );

      expect(widest).toBeLessThan(2.8);
      expect(Math.min(...crowd.x)).toBeGreaterThan(23);
      expect([...crowd.doing].map((doing) => DOINGS[doing])).toContain("talking");
    }
  });

  it("walks side by side where there is room, at about 0.75 m", () => {
    const crowd = crowdOf(group(2), 3);
    let along = 0;
    let across = 0;
    let samples = 0;
    walk(
      crowd,
      14,
      () => ALONE,
      (time) => {
        if (time > 6) {
          along += Math.abs(at(crowd.x, 0) - at(crowd.x, 1));
          across += Math.abs(at(crowd.y, 0) - at(crowd.y, 1));
          samples++;
        }
      },
    );

    expect(across / samples).toBeGreaterThan(0.55);
    expect(across / samples).toBeLessThan(1);
    expect(along / samples).toBeLessThan(0.5);
  });

  it("goes one behind the other through a narrow door", () => {
    const doors =
      "[{ wall: a, from: [12, 0], to: [12, 4.5], thickness: 0.2, height: 2.5 }, { wall: b, from: [12, 5.5], to: [12, 10], thickness: 0.2, height: 2.5 }]";
    for (let seed = 1; seed <= 5; seed++) {
      const crowd = crowdOf(group(3, doors), seed);
      walk(
        crowd,
        60,
        () => ALONE,
        () => {},
      );

      expect(Math.min(...crowd.x)).toBeGreaterThan(22);
    }
  });
});

describe("the leader of a group", () => {
  it("waits for one who fell behind", () => {
    const crowd = crowdOf(group(2), 3);
    walk(
      crowd,
      8,
      () => ALONE,
      () => {},
    );
    const own = Math.hypot(at(crowd.vx, 0), at(crowd.vy, 0));
    crowd.x[1] = at(crowd.x, 0) - 4;
    walk(
      crowd,
      1.5,
      () => ALONE,
      () => {},
    );

    expect(own).toBeGreaterThan(0.6);
    expect(Math.hypot(at(crowd.vx, 0), at(crowd.vy, 0))).toBeLessThan(own * 0.7);
  });
});

describe("someone who falls", () => {
  it("lies on the floor, is walked around, and gets up again", () => {
    const crowd = crowdOf(
      `
name: hall
bounds: [0, 0, 20, 8]
places: [{ point: far, at: [18, 4] }]
people:
  - { person: one, character: adult, start: [8, 4, 0], plan: [{ wait: 1 }, { fall: 6 }, { wait: 60 }] }
  - { person: two, character: adult, start: [2, 4, 0], plan: [{ go: far }], repeat: false }
`,
      1,
    );
    const seen = new Set<string>();
    let nearest = Infinity;
    walk(
      crowd,
      20,
      () => ALONE,
      () => {
        const doing = DOINGS[at(crowd.doing, 0)]!;
        seen.add(doing);
        if (doing === "fallen") {
          expect(crowd.posture[0]).toBe(2);
          nearest = Math.min(
            nearest,
            Math.hypot(at(crowd.x, 1) - at(crowd.x, 0), at(crowd.y, 1) - at(crowd.y, 0)),
          );
        }
      },
    );

    expect([...seen]).toEqual(expect.arrayContaining(["waiting", "falling", "fallen", "rising"]));
    expect(nearest).toBeGreaterThan(0.7);
    expect(crowd.upright[0]).toBe(1);
    expect(crowd.x[1]).toBeGreaterThan(17);
  });
});
