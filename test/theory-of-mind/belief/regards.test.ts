import { describe, expect, it } from "vitest";
import {
  type LiveDanger,
  meetingOf,
  movedAt,
  robotDanger,
  runnersAmong,
} from "../../../src/theory-of-mind/belief/danger.ts";
import {
  type Hides,
  misledIn,
  NO_REGARDS,
  type Regards,
  regardsAfter,
  type Watcher,
} from "../../../src/theory-of-mind/belief/regards.ts";
import { misledEstimate } from "../../../src/theory-of-mind/belief/tell-misled.ts";

const NOTHING: Hides = () => false;
/** A wall along x = 2 up to y = 0. */
const CORNER: Hides = (from, to) => {
  const share = (2 - from.x) / (to.x - from.x);
  return share > 0 && share < 1 && from.y + share * (to.y - from.y) < 0;
};

/** Somebody who walks towards the origin from the right, eyes ahead. */
function ada(x: number, y: number, more: Partial<Watcher> = {}): Watcher {
  const eyes = { angle: Math.PI, variance: 0.05 };
  const about = { seesRobot: 1, awareOfRobot: 1 };
  return { id: "ada", x, y, vx: -1.2, vy: 0, radius: 0.3, eyes, ...about, ...more };
}

function hatch(state: "open" | "shut", x = 0, y = 0): LiveDanger {
  const stands = { vx: 0, vy: 0, radius: 0.4, kind: "stands" } as const;
  return { subject: "hatch", harmless: "shut", state, x, y, ...stands };
}

type Moment = { readonly watcher: Watcher; readonly danger: LiveDanger };

function through(moments: readonly Moment[], hides = NOTHING): Regards {
  return moments.reduce<Regards>(
    (regards, { watcher, danger }, k) =>
      regardsAfter(regards, [watcher], [danger], { at: 0.2 * k, hides }),
    NO_REGARDS,
  );
}

function misled(moments: readonly Moment[], hides = NOTHING): ReturnType<typeof misledIn> {
  const last = moments.at(-1)!;
  return misledIn(through(moments, hides), [last.watcher], [last.danger], hides);
}

const lasting = (watcher: Watcher, danger: LiveDanger, count = 10): Moment[] =>
  Array.from({ length: count }, () => ({ watcher, danger }));

describe("misledIn", () => {
  it("finds who comes upon an open hatch behind a corner, and says why", () => {
    const [found] = misled(lasting(ada(3, -1, { vx: -0.9, vy: 0.3 }), hatch("open")), CORNER);

    expect(found).toMatchObject({ chain: ["ada"], subject: "hatch", really: "open" });
    expect(found!.doubt).toBeGreaterThan(0.9);
    const told = misledEstimate(found!, 0.1);
    expect(told.what).toBe("false belief: hatch");
    expect(told.because).toMatch(/perceived nothing of hatch: something stands between/);
  });

  it("finds nobody who has it in view for a while, none whose way leads elsewhere, and no danger in what is shut", () => {
    expect(misled(lasting(ada(3, 0), hatch("open")))).toEqual([]);
    const leaves = ada(3, 0, { vx: 1.2, eyes: { angle: 0, variance: 0.05 } });
    expect(misled(lasting(leaves, hatch("open")))).toEqual([]);
    expect(misled(lasting(ada(3, 0), hatch("shut")), () => true)).toEqual([]);
  });

  it("remembers what stands, and finds that it changed behind somebody's back", () => {
    const away = ada(3, 0, { eyes: { angle: 0, variance: 0.05 } });
    const moments = [...lasting(ada(3, 0), hatch("shut")), ...lasting(away, hatch("open"), 3)];

    const [found] = misled(moments);

    expect(found?.believes).toBe("shut");
    expect(found?.doubt).toBeGreaterThan(0.9);
    expect(misledEstimate(found!, 0).because).toMatch(/It saw hatch shut and not since/);
    expect(misled([...moments, ...lasting(ada(3, 0), hatch("open"))])).toEqual([]);
  });

  it("lends nobody what the robot knows: to be near is not to know", () => {
    const asleep = ada(1, 0, { eyes: { angle: 0, variance: 0.05 }, vx: 0 });

    expect(misled(lasting(asleep, hatch("open"), 50))).toHaveLength(1);
  });

  it("goes by who knows of the robot, and by whether that it moves was missed", () => {
    const moving = robotDanger({ x: 0, y: 0, vx: 0.8, vy: 0 }, 2, 2);
    const standing = robotDanger({ x: 0, y: 0, vx: 0, vy: 0 }, -9, 2);
    const away = { seesRobot: 0, awareOfRobot: 0.8, eyes: { angle: 0, variance: 0.05 } };

    expect(misled(lasting(ada(3, 0), moving))).toEqual([]);
    expect(misled(lasting(ada(3, 0, away), moving))).toEqual([]);
    const unaware = ada(3, 0, { ...away, awareOfRobot: 0.2 });
    expect(misled(lasting(unaware, moving))[0]!.doubt).toBeCloseTo(0.8, 6);
    const missed = [...lasting(ada(3, 0), standing), ...lasting(ada(3, 0, away), moving, 3)];
    const [found] = misled(missed);
    expect(found!.doubt).toBeGreaterThan(0.9);
    expect(misledEstimate(found!, 0).says).toBe("takes it that it is standing; it is moving");
  });

  it("tells of those behind a corner whichever way they go, as soon as they could meet", () => {
    const moments = lasting(ada(3, -1, { vx: 0, vy: -1.2 }), hatch("open"));

    const [found] = misled(moments, CORNER);

    expect(found!.meeting.time).toBeCloseTo((Math.hypot(3, 1) - 1.4) / 1.2, 6);
    expect(misledEstimate(found!, 0).because).toMatch(/could meet in 1.5 s at the soonest/);
    expect(misled(moments)).toEqual([]);
  });

  it("forgets people and dangers that are gone", () => {
    const regards = through(lasting(ada(3, 0), hatch("open")));
    const after = regardsAfter(regards, [], [], { at: 9, hides: NOTHING });

    expect(after.of.size).toBe(0);
    expect(after.belief.others.size).toBe(0);
    expect(after.belief.scene.facts.size).toBe(0);
  });
});

describe("dangers", () => {
  it("takes a robot for moving until it has stood for a second, and runners for a danger to others alone", () => {
    const standing = { x: 0, y: 0, vx: 0, vy: 0 };
    const moved = movedAt(-Infinity, { ...standing, vx: 0.3 }, 4);

    expect(movedAt(moved, standing, 5)).toBe(4);
    expect(robotDanger(standing, moved, 4.5).state).toBe("moving");
    expect(robotDanger(standing, moved, 5.5).state).toBe("standing");
    expect(runnersAmong([ada(0, 0), ada(0, 0, { id: "bo", vx: 3 })])).toMatchObject([
      { subject: "bo" },
    ]);
    const bo = runnersAmong([ada(0, 0, { vx: -3 })])[0]!;
    expect(misled(lasting(ada(0, 0, { vx: -3 }), bo), () => true)).toEqual([]);
  });

  it("knows when two ways meet", () => {
    const met = meetingOf({ x: 0, y: 0, vx: 1, vy: 0 }, { x: 4, y: 2, vx: 0, vy: -0.5 }, 5);

    expect(met.time).toBeCloseTo(4, 1);
    expect(met.distance).toBeLessThan(0.1);
  });
});
