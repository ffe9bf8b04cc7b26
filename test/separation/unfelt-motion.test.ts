import { describe, expect, it } from "vitest";
import { compose, type Pose, STANDSTILL, type Twist } from "../../src/quantity/frame.ts";
import { createRandom } from "../../src/quantity/random.ts";
import type { Scan } from "../../src/separation/scan.ts";
import { UnfeltMotion } from "../../src/separation/unfelt-motion.ts";
import { type Flatland, scanFrom } from "../support/flatland.ts";
import { sampleSize } from "../support/sample-size.ts";

const ROOM: Flatland = {
  discs: [
    { x: 3, y: 2, radius: 0.3 },
    { x: -2, y: -3, radius: 0.4 },
  ],
  walls: [
    [
      { x: 6, y: -4 },
      { x: 6, y: 4 },
    ],
    [
      { x: -5, y: 4 },
      { x: 6, y: 4 },
    ],
  ],
};
const MOUNT: Pose<"base", "sensor"> = { x: 0.2, y: 0.05, yaw: 0.4 };
const AHEAD: Twist = { vx: 0.5, vy: 0, wz: 0 };

type Run = {
  readonly told: (time: number) => Twist;
  /** What the body really does, and what its odometry says of it. */
  readonly moves?: (told: Twist, time: number) => Twist;
  readonly feels?: (moves: Twist, time: number) => Twist;
  readonly land?: (time: number) => Flatland;
  readonly seconds?: number;
  /** Noise of ranges [m]. */
  readonly noise?: number;
};

/** Drives at 50 Hz, with a scan in every fifth period. @returns When it was first said, and when last [s]. */
function drive({
  told,
  moves = (twist) => twist,
  feels = (twist) => twist,
  land = () => ROOM,
  seconds = 4,
  noise = 0.005,
}: Run): { readonly first: number; readonly last: number } {
  const random = createRandom(5);
  const watch = new UnfeltMotion();
  let truth: Pose<"odom", "base"> = NOWHERE;
  let odometry: Pose<"odom", "base"> = NOWHERE;
  let [first, last] = [Infinity, -Infinity];
  for (let k = 0; k * 0.02 <= seconds; k++) {
    const time = k * 0.02;
    const asked = told(time);
    watch.told(asked, time);
    if (k % 5 === 0) {
      const eye = compose(truth, MOUNT);
      const seen = scanFrom(land(time), eye as unknown as Pose<"odom", "base">, time);
      const ranges = seen.ranges.map((range) => range + noise * random.normal());
      watch.see({ ...seen, ranges }, MOUNT, odometry, time);
    }
    if (watch.judge() !== "") {
      [first, last] = [Math.min(first, time), time];
    }
    const motion = moves(asked, time);
    truth = compose(truth, stepOf(motion));
    odometry = compose(odometry, stepOf(feels(motion, time)));
  }
  return { first, last };
}

const NOWHERE = { x: 0, y: 0, yaw: 0 };

function stepOf({ vx, vy, wz }: Twist): Pose<"base", "base"> {
  return { x: vx * 0.02, y: vy * 0.02, yaw: wz * 0.02 };
}

const scaled =
  (share: number) =>
  ({ vx, vy, wz }: Twist) => ({
    vx: share * vx,
    vy: share * vy,
    wz: share * wz,
  });
const nothing = (): Twist => STANDSTILL;

describe("motion that odometry does not feel", () => {
  it.each<[string, Twist]>([
    ["ahead", AHEAD],
    ["slowly", { vx: 0.15, vy: 0, wz: 0 }],
    ["backwards", { vx: -0.4, vy: 0, wz: 0 }],
    ["sideways", { vx: 0, vy: 0.4, wz: 0 }],
    ["in a curve", { vx: 0.5, vy: 0, wz: 0.5 }],
    ["on the spot", { vx: 0, vy: 0, wz: -0.8 }],
  ])("is found when it goes %s", (_, twist) => {
    const { first } = drive({ told: () => twist, feels: nothing });
    const way = Math.hypot(twist.vx, twist.vy) * first;
    expect(way).toBeLessThanOrEqual(0.4);
    expect(Math.abs(twist.wz) * first).toBeLessThanOrEqual(0.6);
  });

  it("is found when a gyroscope feels the turn, and no wheel the way", () => {
    const told = () => ({ vx: 0.5, vy: 0, wz: 0.3 });
    const feels = ({ wz }: Twist): Twist => ({ vx: 0, vy: 0, wz });
    expect(drive({ told, feels }).first).toBeLessThan(1);
  });

  it.each([0.5, 0.7, 0.9, 1.2, 1.6])("is found when it goes %d of what it is told", (share) => {
    expect(drive({ told: () => AHEAD, moves: scaled(share), feels: nothing }).first).toBeLessThan(
      2,
    );
  });

  it("is found when it begins while the robot drives", () => {
    const feels = (moves: Twist, time: number): Twist => (time < 2 ? moves : STANDSTILL);
    const { first } = drive({ told: () => AHEAD, feels });
    expect(first).toBeGreaterThan(2);
    expect(first).toBeLessThan(3.6);
  });

  it("is forgotten once it was told to stand for a while, and found again", () => {
    const told = (time: number): Twist => (time < 2 || time > 6 ? AHEAD : STANDSTILL);
    expect(drive({ told, feels: nothing, seconds: 6 }).last).toBeCloseTo(3, 1);
    expect(drive({ told, feels: nothing, seconds: 9 }).last).toBeCloseTo(9, 1);
  });

  it("is not forgotten in the moment for which it was stopped", () => {
    const told = (time: number): Twist => (time % 0.3 < 0.2 ? AHEAD : STANDSTILL);
    expect(drive({ told, feels: nothing }).first).toBeLessThan(1.5);
  });

  it.each<[string, Partial<Run>]>([
    ["follows", {}],
    ["goes half as far", { moves: scaled(0.5) }],
    ["turns a little by itself", { moves: ({ vx }) => ({ vx, vy: 0, wz: 0.05 }) }],
    ["feels a quarter of it", { feels: scaled(0.25) }],
    [
      "feels a quarter of a turn",
      { told: () => ({ ...STANDSTILL, wz: 0.6 }), feels: scaled(0.25) },
    ],
    [
      "feels no slight turn",
      {
        told: () => ({ vx: 0.5, vy: 0, wz: 0.1 }),
        feels: ({ vx }) => ({ vx, vy: 0, wz: 0 }),
      },
    ],
    ["is blocked", { moves: nothing }],
    ["is pushed back", { moves: scaled(-0.5) }],
    ["is pushed aside", { moves: () => ({ vx: 0, vy: 0.3, wz: 0 }) }],
    ["is held and turned", { moves: () => ({ vx: 0, vy: 0, wz: 0.5 }) }],
    ["is slow to set off", { moves: (told, time) => (time < 0.4 ? STANDSTILL : told) }],
  ])("is not what a robot has that %s", (_, how) => {
    expect(drive({ told: () => AHEAD, ...how, seconds: 8 }).first).toBe(Infinity);
  });

  /** Eight people who walk about in the room. */
  const crowd = (seed: number) => {
    const random = createRandom(seed);
    const people = Array.from({ length: 8 }, () => ({
      at: { x: random.between(-3, 3), y: random.between(-3, 3) },
      goes: { x: random.between(-1.5, 1.5), y: random.between(-1.5, 1.5) },
    }));
    return (time: number): Flatland => ({
      ...ROOM,
      discs: [
        ...ROOM.discs,
        ...people.map(({ at, goes }) => ({
          x: at.x + goes.x * time,
          y: at.y + goes.y * time,
          radius: 0.25,
        })),
      ],
    });
  };
  const SEEDS = Array.from({ length: sampleSize(20) }, (_, k) => k);

  it.each(SEEDS)("is not what a blocked robot has while people walk about: seed %d", (seed) => {
    const run: Run = { told: () => AHEAD, land: crowd(seed), seconds: 6 };
    expect(drive({ ...run, moves: nothing }).first).toBe(Infinity);
    expect(drive(run).first).toBe(Infinity);
  });

  it("is found while people walk about", () => {
    const found = SEEDS.filter(
      (seed) => drive({ told: () => AHEAD, land: crowd(seed), feels: nothing }).first < 4,
    );
    expect(found.length).toBeGreaterThanOrEqual(0.8 * SEEDS.length);
  });

  it.each<[string, Flatland]>([
    [
      "in the open",
      {
        discs: [],
        walls: [
          [
            { x: 60, y: -1 },
            { x: 60, y: 1 },
          ],
        ],
      },
    ],
    [
      "along a wall",
      {
        discs: [],
        walls: [
          [
            { x: -50, y: 2 },
            { x: 50, y: 2 },
          ],
        ],
      },
    ],
  ])("is not judged where the scanner cannot tell: %s", (_, land) => {
    const run: Run = { told: () => AHEAD, land: () => land };
    expect(drive({ ...run, feels: nothing }).first).toBe(Infinity);
    expect(drive({ ...run, moves: nothing }).first).toBe(Infinity);
  });

  it("is found by a scanner that turns the other way, and begins anew with another one", () => {
    const watch = new UnfeltMotion();
    const scan = (x: number, increment: number) => {
      const seen = scanFrom(ROOM, { x, y: 0, yaw: 0 }, x);
      return increment > 0
        ? seen
        : {
            ...seen,
            angleMin: Math.PI - Math.PI / 180,
            angleIncrement: increment,
            ranges: seen.ranges.slice().reverse(),
          };
    };
    let time = 0;
    const go = (count: number, increment: number): string => {
      for (let k = 0; k < count; k++) {
        time += 0.1;
        watch.told(AHEAD, time);
        watch.see(scan(0.5 * time, increment), NOWHERE, NOWHERE, time);
      }
      return watch.judge();
    };
    expect(go(5, -Math.PI / 180)).toBe("");
    expect(go(3, -Math.PI / 180)).toBe("motion-unfelt");
    expect(go(1, Math.PI / 180)).toBe("");
    expect(go(8, Math.PI / 180)).toBe("motion-unfelt");
  });

  it("is what odometry has that is not a number", () => {
    const watch = new UnfeltMotion();
    for (let k = 0; k < 9; k++) {
      watch.told(AHEAD, 0.1 * k);
      const pose = { x: k === 0 ? 0 : NaN, y: 0, yaw: 0 };
      watch.see(scanFrom(ROOM, { x: 0.05 * k, y: 0, yaw: 0 }, 0), NOWHERE, pose, 0.1 * k);
    }
    expect(watch.judge()).toBe("motion-unfelt");
  });
});

/** Turns told in steps of a beam, so that what each beam votes for is known. */
describe("the votes of beams", () => {
  const BEAM = 0.05;
  const BEAMS = 100;
  const TOLD = 20;
  /** Hardly two beams that are compared see the same: ranges from 1 to 9.2 m, 0.37 m apart at least. */
  const room = (i: number): number => 1 + 0.37 * ((i * i + 3 * i) % 23);
  const scanOf = (range: (beam: number) => number, more: Partial<Scan> = {}): Scan => ({
    stamp: 0,
    angleMin: -2.5,
    angleIncrement: BEAM,
    rangeMin: 0.05,
    rangeMax: 10,
    ranges: Float32Array.from({ length: BEAMS }, (_, i) => range(i)),
    ...more,
  });
  const voters = (before: (i: number) => number, told = TOLD): readonly number[] =>
    Array.from({ length: BEAMS - told }, (_, j) => j).filter(
      (j) => Math.abs(before(j + told) - before(j)) > 0.15,
    );
  /** The first `moved` of the beams that can tell see the turn told, the last `stood` see none, the others something else. */
  const mixed = (before: (i: number) => number, moved: number, stood: number, told = TOLD) => {
    const all = voters(before, told);
    const turned = new Set(all.slice(0, moved));
    const still = new Set(all.slice(all.length - stood));
    return (j: number): number =>
      turned.has(j) ? before(j + told) : still.has(j) ? before(j) : 9.9;
  };
  /** A turn of so many beams that was told and not felt, and three scans after it. */
  const after = (
    before: (i: number) => number,
    now: (i: number) => number,
    told = TOLD,
    felt = 0,
    scans = 2,
  ): string => {
    const watch = new UnfeltMotion();
    watch.see(scanOf(before), NOWHERE, NOWHERE, 0);
    const twist = { vx: 0, vy: 0, wz: (told * BEAM) / 0.1 };
    watch.told(twist, 0);
    watch.told(twist, 0.1);
    for (let k = 1; k <= scans; k++) {
      watch.see(scanOf(now), NOWHERE, { ...NOWHERE, yaw: felt * BEAM }, 0.1 * k);
    }
    return watch.judge();
  };

  it("are those of all that tell, three of ten of them at least", () => {
    const all = voters(room).length;
    const enough = Math.ceil(0.3 * all);
    expect(all).toBeGreaterThan(60);
    expect(after(room, mixed(room, enough, 0))).toBe("motion-unfelt");
    expect(after(room, mixed(room, enough - 1, 0))).toBe("");
    expect(after(room, mixed(room, enough, 0), TOLD, 0, 1)).toBe("");
  });

  it("are four for each that sees the robot stand", () => {
    expect(after(room, mixed(room, 40, 10))).toBe("motion-unfelt");
    expect(after(room, mixed(room, 40, 11))).toBe("");
  });

  it("are against it where nothing was seen and nothing is", () => {
    const open = (i: number): number => (i < 20 ? Infinity : room(i));
    const now = mixed(open, 0, 0);
    const isStill = (j: number): boolean => j < 11;
    const seen = (j: number): number =>
      isStill(j) ? Infinity : j >= 20 && j < 60 ? open(j + TOLD) : now(j);
    expect(after(open, seen)).toBe("");
    expect(after(open, (j) => (isStill(j) ? 9.9 : seen(j)))).toBe("motion-unfelt");
  });

  it("are one of twenty beams of the scan at least", () => {
    // A wall of one range, and a few beams beside it that tell.
    const few = (count: number) => (i: number) => (i >= 50 && i < 50 + count ? 4 : 2);
    const turned = (before: (i: number) => number) => (j: number) => before(j + TOLD);
    expect(voters(few(3))).toHaveLength(6);
    expect(after(few(3), turned(few(3)))).toBe("motion-unfelt");
    expect(after(few(2), turned(few(2)))).toBe("");
  });

  it.each([
    [0.14, ""],
    [0.16, "motion-unfelt"],
  ])("tell where both ways differ by %d m", (apart, found) => {
    const steps = (i: number): number => 2 + apart * (Math.floor(i / TOLD) % 2);
    expect(after(steps, (j) => steps(j + TOLD))).toBe(found);
  });

  it.each([
    [0.07, "motion-unfelt"],
    [-0.07, "motion-unfelt"],
    [0.09, ""],
    [-0.09, ""],
  ])("agree with what they are off by %d m", (off, found) => {
    expect(after(room, (j) => room(j + TOLD) + off)).toBe(found);
  });

  it.each([
    [0.07, ""],
    [-0.07, ""],
    [0.09, "motion-unfelt"],
  ])("agree with standing where they are off by %d m", (off, found) => {
    const now = mixed(room, 40, 0);
    const last = new Set(voters(room).slice(-11));
    expect(after(room, (j) => (last.has(j) ? room(j) + off : now(j)))).toBe(found);
  });

  it("turn with what odometry did feel", () => {
    const felt = 3;
    expect(after(room, (j) => room(j + felt), TOLD, felt)).toBe("");
    const now = mixed(room, 40, 0);
    const last = new Set(voters(room).slice(-12));
    const seen = (shift: number) => (j: number) => (last.has(j) ? room(j + shift) : now(j));
    expect(after(room, seen(felt), TOLD, felt)).toBe("");
    expect(after(room, seen(-felt), TOLD, felt)).toBe("motion-unfelt");
  });

  it("are not asked about a share of a turn that changes too little", () => {
    // 0.4 of ten beams are 0.2 rad, 0.6 of them are 0.3 rad.
    expect(after(room, (j) => room(j + 4), 10)).toBe("");
    expect(after(room, (j) => room(j + 6), 10)).toBe("motion-unfelt");
    expect(after(room, (j) => room(j + 5), 5)).toBe("");
  });

  it("say nothing of beams that met nothing, or would see beyond their reach", () => {
    const near = (i: number): number => (i % 4 === 0 ? NaN : i % 4 === 1 ? 12 : room(i));
    const seen = (j: number): number => (near(j + TOLD) <= 10 ? near(j + TOLD) : NaN);
    expect(after(near, seen)).toBe("motion-unfelt");
  });

  it("are not asked where the turn was felt, or the way, as far as either was told", () => {
    expect(after(room, (j) => room(j + TOLD), TOLD, 4)).toBe("");
    expect(after(room, (j) => room(j + TOLD), TOLD, -4)).toBe("");
    expect(after(room, (j) => room(j + TOLD), TOLD, 3)).toBe("motion-unfelt");
    const watch = new UnfeltMotion();
    const twist = { vx: 0.3, vy: 0, wz: (TOLD * BEAM) / 0.1 };
    watch.see(scanOf(room), NOWHERE, NOWHERE, 0);
    watch.told(twist, 0);
    watch.told(twist, 0.1);
    for (let k = 1; k < 4; k++) {
      const pose = { ...NOWHERE, yaw: TOLD * BEAM };
      watch.see(
        scanOf((j) => room(j + 26)),
        NOWHERE,
        pose,
        0.1 * k,
      );
    }
    expect(watch.judge()).toBe("");
  });

  it("begin anew with a scanner that has other beams", () => {
    const more: Partial<Scan>[] = [
      { angleMin: -2.5 + 1e-6 },
      { angleIncrement: BEAM + 1e-9 },
      { ranges: Float32Array.from({ length: BEAMS - 1 }, (_, j) => room(j + TOLD)) },
    ];
    for (const other of more) {
      const watch = new UnfeltMotion();
      watch.see(scanOf(room), NOWHERE, NOWHERE, 0);
      const twist = { vx: 0, vy: 0, wz: (TOLD * BEAM) / 0.1 };
      watch.told(twist, 0);
      watch.told(twist, 0.1);
      for (const at of [0.1, 0.2]) {
        watch.see(
          scanOf((j) => room(j + TOLD)),
          NOWHERE,
          NOWHERE,
          at,
        );
      }
      expect(watch.judge()).toBe("motion-unfelt");
      watch.see(
        scanOf((j) => room(j + TOLD), other),
        NOWHERE,
        NOWHERE,
        0.3,
      );
      expect(watch.judge()).toBe("");
    }
  });

  it.each([
    ["so long", 0.4, 5.1],
    ["so much", 1.05, 0.3],
  ])("compare with a new picture once it was told to turn for %s", (_, turn, later) => {
    const beams = Math.round(turn / BEAM);
    const found = (seen: (i: number) => number, at: number): string => {
      const watch = new UnfeltMotion();
      watch.see(scanOf(room), NOWHERE, NOWHERE, 0);
      const twist = { vx: 0, vy: 0, wz: turn / 0.1 };
      watch.told(twist, 0);
      watch.told(twist, 0.1);
      watch.see(scanOf(room), NOWHERE, NOWHERE, at);
      for (let k = 1; k < 4; k++) {
        watch.see(scanOf(seen), NOWHERE, NOWHERE, at + 0.1 * k);
      }
      return watch.judge();
    };
    expect(found((j) => room(j + beams), later)).toBe("");
    expect(found((j) => room(j + beams), turn > 1 ? NaN : 0.2)).toBe(
      turn > 1 ? "" : "motion-unfelt",
    );
  });

  it.each(["vx", "vy", "wz"] as const)("go on while it is told to move by %s alone", (axis) => {
    const watch = new UnfeltMotion();
    watch.see(scanOf(room), NOWHERE, NOWHERE, 0);
    watch.told({ vx: 0, vy: 0, wz: (16 * BEAM) / 0.1 }, 0);
    for (let k = 1; k < 30; k++) {
      watch.told({ ...STANDSTILL, [axis]: 1e-6 }, 0.1 * k);
    }
    for (const at of [3, 3.1]) {
      watch.see(
        scanOf((j) => room(j + 16)),
        NOWHERE,
        NOWHERE,
        at,
      );
    }
    expect(watch.judge()).toBe("motion-unfelt");
  });
});
