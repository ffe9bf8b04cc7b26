import { describe, expect, it } from "vitest";
import { awareAfter, seesAt } from "../../src/theory-of-mind/attention.ts";
import { firstKinematics } from "../../src/theory-of-mind/kinematics.ts";
import { attend, mindsAt } from "../../src/theory-of-mind/mind.ts";
import { knows } from "../../src/theory-of-mind/perspective/knowing.ts";
import {
  poseAt,
  type PoseHistory,
  remember,
} from "../../src/theory-of-mind/tracking/pose-history.ts";
import { firstTrack } from "../../src/theory-of-mind/tracking/track.ts";
import { type Crowd, NOBODY } from "../../src/theory-of-mind/tracking/tracker.ts";
import { freeShare, hidingAt, type View } from "../../src/theory-of-mind/view.ts";

const ORIGIN = { x: 0, y: 0, yaw: 0 };
const FIX = { x: 3, y: 0, xx: 0.01, xy: 0, yy: 0.01 };

const crowdWith = (heading: number | undefined): Crowd => ({
  ...NOBODY,
  at: 1,
  tracks: [
    {
      ...firstTrack("p1", 1, {
        fix: FIX,
        confidence: 1,
        heading,
        gaze: undefined,
        height: 1.1,
        posture: "",
        name: "",
      }),
      existence: 0.9,
    },
  ],
});

describe("seesAt", () => {
  it("is near certain for eyes on the robot, near zero for a turned back, and between when nothing is known", () => {
    const eyes = (angle: number) => ({ angle, variance: 0.1 });

    expect(seesAt(eyes(Math.PI), Math.PI, 3, 1)).toBeGreaterThan(0.95);
    expect(seesAt(eyes(-3.1), 3.1, 3, 1)).toBeGreaterThan(0.95);
    expect(seesAt(eyes(0), Math.PI, 3, 1)).toBeLessThan(0.01);
    expect(seesAt(undefined, Math.PI, 3, 1)).toBeCloseTo(0.33, 1);
    expect(seesAt(eyes(Math.PI), Math.PI, 3, 0.1)).toBeLessThan(0.11);
    expect(seesAt(eyes(Math.PI), Math.PI, 12, 1)).toBeLessThan(0.2);
  });
});

describe("awareAfter", () => {
  it("rises within seconds in view, fades slowly out of view, whatever the step", () => {
    const fold = (aware: number, sees: number, step: number, time: number): number =>
      step > time ? aware : fold(awareAfter(aware, sees, step), sees, step, time - step);

    expect(fold(0, 1, 0.1, 2)).toBeGreaterThan(0.9);
    expect(fold(0.9, 0, 0.1, 4)).toBeGreaterThan(0.5);
    expect(fold(0.9, 0, 0.1, 4)).toBeLessThan(0.6);
    expect(fold(0, 1, 0.5, 2)).toBeCloseTo(fold(0, 1, 0.1, 2), 1);
  });
});

describe("mindsAt", () => {
  it("knows from a heading who sees the robot, folds it into awareness, and says why it believes", () => {
    const facing = attend(crowdWith(Math.PI), ORIGIN, 1);
    const turned = attend(crowdWith(0), ORIGIN, 1);

    const [one] = mindsAt(facing, ORIGIN, 1, "/people_detections");
    const [other] = mindsAt(turned, ORIGIN, 1, "/people_detections");

    expect(one!.seesRobot).toBeGreaterThan(0.85);
    expect(one!.awareOfRobot).toBeGreaterThan(0.6);
    expect(other!.seesRobot).toBeLessThan(0.15);
    expect(other!.awareOfRobot).toBeLessThan(0.2);
    expect(one!.because).toBe("Seen in 1 frames of /people_detections, stands.");
    expect(one).toMatchObject({ id: "p1", age: 0, visible: "visible", height: 1.1, radius: 0.3 });
  });

  it("never tells anybody more aware of the robot than either estimate alone does", () => {
    let told = 0;
    for (const heading of [Math.PI, 2.5, 2, 0, undefined]) {
      let crowd = crowdWith(heading);
      for (let k = 0; k < 40; k++) {
        crowd = attend(crowd, k < 20 ? ORIGIN : { x: 6, y: 0, yaw: 0 }, 0.1);
        const { aware, knowing } = crowd.tracks[0]!;
        const [one] = mindsAt(crowd, ORIGIN, 1, "/people_detections");
        expect(one!.awareOfRobot).toBeLessThanOrEqual(aware);
        expect(one!.awareOfRobot).toBeLessThanOrEqual(knows(knowing!));
        told = Math.max(told, one!.awareOfRobot);
      }
    }
    expect(told).toBeGreaterThan(0.6);
  });

  it("carries everybody on to the time asked for", () => {
    const crowd = crowdWith(undefined);
    const mode = { weight: 0.01, kinematics: { ...firstKinematics(FIX), vx: 1 } };
    const modes = [mode, { ...mode, weight: 0.98 }, mode] as const;
    const moving = { ...crowd, tracks: [{ ...crowd.tracks[0]!, modes }] };

    const [one] = mindsAt(moving, ORIGIN, 1.2, "/people_detections");

    expect(one!.kinematics.x).toBeCloseTo(3.2, 1);
    expect(one!.kinematics.x).toBeGreaterThan(3.15);
    expect(one!.age).toBeCloseTo(0.2, 9);
    expect(one!.heading).toBe(0);
    expect(one!.headingDeviation).toBeLessThan(1.1);
  });
});

describe("hidingAt", () => {
  const ranges = new Float32Array(360).fill(Infinity).fill(2, 175, 186);
  const view: View = {
    pose: ORIGIN,
    range: 10,
    fieldOfView: 3,
    sweep: { pose: ORIGIN, angleMin: -Math.PI, angleStep: Math.PI / 180, ranges },
  };

  it.each([
    [{ x: 5, y: 0 }, "hidden"],
    [{ x: 2.2, y: 0 }, "in-view"],
    [{ x: 5, y: 2 }, "in-view"],
    [{ x: 11, y: 0 }, "outside"],
    [{ x: -3, y: 0 }, "outside"],
  ])("judges %j as %s", (place, way) => {
    expect(hidingAt(view, place, 0.25)).toBe(way);
  });

  it("takes beams that saw nothing at all for no evidence, on either side of the first beam", () => {
    const blind = { ...view.sweep!, ranges: new Float32Array(360).fill(NaN) };
    const behind = {
      ...view.sweep!,
      ranges: new Float32Array(360).fill(Infinity).fill(1, 0, 6).fill(1, 355, 360),
    };

    expect(freeShare(blind, { x: 5, y: 0 }, 0.25)).toBe(1);
    expect(freeShare(behind, { x: -5, y: 0.001 }, 0.25)).toBe(0);
    expect(freeShare(behind, { x: -5, y: -0.001 }, 0.25)).toBe(0);
  });
});

describe("poseAt", () => {
  it("interpolates, across the turn of the angle too, and says nothing about times it does not cover", () => {
    let history: PoseHistory = [];
    history = remember(history, 1, { x: 0, y: 0, yaw: 3.1 });
    history = remember(history, 2, { x: 1, y: 2, yaw: -3.1 });
    history = remember(history, 3, { x: NaN, y: 2, yaw: 0 });

    expect(poseAt(history, 1.5)).toMatchObject({ x: 0.5, y: 1 });
    expect(Math.abs(poseAt(history, 1.5)!.yaw)).toBeCloseTo(Math.PI, 9);
    expect(poseAt(history, 2.05)).toMatchObject({ x: 1 });
    expect(poseAt(history, 2.2)).toBeUndefined();
    expect(poseAt(history, 0.5)).toBeUndefined();
    expect(poseAt([], 0)).toBeUndefined();
  });
});
