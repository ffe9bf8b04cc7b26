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
