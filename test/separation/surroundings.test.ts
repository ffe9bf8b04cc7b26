import { describe, expect, it } from "vitest";
import type { Pose } from "../../src/quantity/frame.ts";
import type { Obstacle, ObstacleKind } from "../../src/separation/obstacle.ts";
import { Surroundings } from "../../src/separation/surroundings.ts";
import { type Flatland, scanFrom } from "../support/flatland.ts";

const MOUNT: Pose<"base", "sensor"> = { x: 0, y: 0, yaw: 0 };
const ORIGIN: Pose<"odom", "base"> = { x: 0, y: 0, yaw: 0 };
const leg = (x: number, y: number) => ({ x, y, radius: 0.07 });

/** Looks ten times a second for a while and returns what is seen last. */
function watch(
  seconds: number,
  landAt: (time: number) => Flatland,
  poseAt: (time: number) => Pose<"odom", "base"> = () => ORIGIN,
): Obstacle[] {
  const surroundings = new Surroundings();
  let seen: Obstacle[] = [];
  for (let k = 0; k <= 10 * seconds; k++) {
    const time = k / 10;
    seen = surroundings.look(scanFrom(landAt(time), poseAt(time), time), MOUNT, poseAt(time), time);
  }
  return seen;
}

const kindsNear = (seen: readonly Obstacle[], x: number, y: number): Set<ObstacleKind> =>
  new Set(
    seen
      .filter(({ kind, point }) => kind !== "hidden" && Math.hypot(point.x - x, point.y - y) < 0.3)
      .map(({ kind }) => kind),
  );

const wall: Flatland = {
  discs: [],
  walls: [
    [
      { x: -4, y: 1 },
      { x: 4, y: 1 },
    ],
  ],
};

describe("Surroundings", () => {
  it("takes a long straight thing for structure at first sight", () => {
    expect(
      kindsNear(
        watch(0, () => wall),
        0,
        1,
      ),
    ).toEqual(new Set(["structure"]));
  });

  it("takes a small thing for moving until it has stood for a while", () => {
    const land: Flatland = { discs: [leg(1.5, 0)], walls: [] };

    expect(
      kindsNear(
        watch(0, () => land),
        1.4,
        0,
      ),
    ).toEqual(new Set(["moving"]));
    expect(
      kindsNear(
        watch(1.3, () => land),
        1.4,
        0,
      ),
    ).toEqual(new Set(["moving"]));
    expect(
      kindsNear(
        watch(2, () => land),
        1.4,
        0,
      ),
    ).toEqual(new Set(["standing"]));
  });

  it("takes a walking thing for moving, and one that starts to walk too", () => {
    const walker = (time: number): Flatland => ({ discs: [leg(3 - 0.8 * time, 0)], walls: [] });
    const starter = (time: number): Flatland => ({
      discs: [leg(1.5 - Math.max(0, time - 3) * 1.2, 0)],
      walls: [],
    });

    expect(kindsNear(watch(2, walker), 1.33, 0)).toEqual(new Set(["moving"]));
    expect(kindsNear(watch(3, starter), 1.43, 0)).toEqual(new Set(["standing"]));
    expect(kindsNear(watch(3.3, starter), 1.07, 0)).toEqual(new Set(["moving"]));
  });

  it("sees a foot set forward at once, where somebody has stood", () => {
    // two legs; one is set 12 cm forward: less than a cell of the long memory tells
    const stepper = (time: number): Flatland => ({
      discs: [leg(1.5 - (time > 2.95 ? 0.12 : 0), 0.1), leg(1.5, -0.1)],
      walls: [],
    });
    expect(kindsNear(watch(2.9, stepper), 1.4, 0)).toEqual(new Set(["standing"]));
    expect(kindsNear(watch(3, stepper), 1.4, 0)).toEqual(new Set(["moving"]));
    // a centimetre or two is noise
    const swaying = (time: number): Flatland => ({
      discs: [leg(1.5 + 0.02 * Math.sin(9 * time), 0.1), leg(1.5, -0.1)],
      walls: [],
    });
    expect(kindsNear(watch(3, swaying), 1.4, 0)).toEqual(new Set(["standing"]));
  });

  it("tells a foot that was set forward from one that stood there within 2.5 m only", () => {
    const stepper =
      (far: number) =>
      (time: number): Flatland => ({
        discs: [leg(far - (time > 2.95 ? 0.1 : 0), 0)],
        walls: [],
      });
    expect(kindsNear(watch(3, stepper(2.4)), 2.3, 0)).toEqual(new Set(["moving"]));
    expect(kindsNear(watch(3, stepper(2.8)), 2.7, 0)).toEqual(new Set(["standing"]));
  });

  it("takes a piece of a wall that shows in pieces for a moment for what stood there, and a foot before it for what came", () => {
    const piece: Flatland = {
      discs: [],
      walls: [
        [
          { x: -0.2, y: 1 },
          { x: 0.2, y: 1 },
        ],
      ],
    };
    const foot: Flatland = { ...wall, discs: [leg(0, 0.85)] };

    expect(
      kindsNear(
        watch(2, (time) => (time < 1.95 ? wall : piece)),
        0,
        1,
      ),
    ).toEqual(new Set(["standing"]));
    expect(
      watch(2, (time) => (time < 1.95 ? wall : foot)).filter(
        ({ kind, point }) => kind === "moving" && Math.hypot(point.x, point.y - 0.78) < 0.03,
      ),
    ).not.toEqual([]);
  });

  it("says for how long something has stood", () => {
    const land: Flatland = { discs: [leg(1.5, 0)], walls: [] };
    const stillAfter = (seconds: number) =>
      watch(seconds, () => land)
        .filter(({ kind }) => kind !== "hidden")
        .map(({ still }) => still);
    expect(Math.min(...stillAfter(4).map((still) => still ?? NaN))).toBeCloseTo(4, 9);
    expect(new Set(stillAfter(1))).toEqual(new Set([undefined]));
    const company = (time: number): Flatland => ({
      discs: [leg(1.5, 0), leg(1.5, 0.3 + 0.5 * (4 - time))],
      walls: [],
    });
    const beside = watch(4, company).filter(({ kind }) => kind === "moving");
    expect(Math.max(...beside.map(({ still }) => still ?? 0))).toBe(0);
  });

  it("lets nobody hide beside somebody who moves", () => {
    const pair = (time: number): Flatland => ({
      discs: [leg(1.5, 0), leg(1.5, 0.3 + 0.5 * (2 - time))],
      walls: [],
    });

    expect(kindsNear(watch(2, pair), 1.43, 0)).toEqual(new Set(["moving"]));
  });

  it("keeps what stands standing while the robot drives and turns", () => {
    const land: Flatland = { discs: [leg(1.5, 0.4)], walls: wall.walls };
    const seen = watch(
      3,
      () => land,
      (time) => ({ x: 0.2 * time, y: 0, yaw: 0.8 * time }),
    );
    const c = Math.cos(-2.4);
    const s = Math.sin(-2.4);
    const near = kindsNear(seen, c * 0.85 - s * 0.37, s * 0.85 + c * 0.37);

    expect(near).toEqual(new Set(["standing"]));
  });

  it("marks the near edge of what hides a place", () => {
    const corner: Flatland = {
      discs: [],
      walls: [
        [
          { x: -4, y: 1 },
          { x: 1, y: 1 },
        ],
        [
          { x: -20, y: 3 },
          { x: 20, y: 3 },
        ],
      ],
    };
    const hidden = watch(0, () => corner).filter(({ kind }) => kind === "hidden");

    expect(hidden.some(({ point }) => Math.hypot(point.x - 1, point.y - 1) < 0.1)).toBe(true);
    expect(hidden.some(({ point }) => point.y > 2)).toBe(false);
  });
});
