import { describe, expect, it } from "vitest";
import { addPose, poseAt, type PoseHistory } from "../../src/separation/pose-history.ts";

const pose = (x: number, y = 0, yaw = 0) => ({ x, y, yaw });
const stamps = (history: PoseHistory): number[] => history.map(({ stamp }) => stamp);

describe("the history of poses", () => {
  const history = addPose(addPose([], 1, pose(0, 2, 0.2)), 1.5, pose(1, 4, 0.4));

  it("knows none while there is none", () => {
    expect(poseAt([], 1)).toBeUndefined();
  });

  it("goes straight from one pose to the next", () => {
    const between = poseAt(history, 1.25);
    expect(between?.x).toBeCloseTo(0.5, 12);
    expect(between?.y).toBeCloseTo(3, 12);
    expect(between?.yaw).toBeCloseTo(0.3, 12);
    expect(poseAt(history, 1.4)?.x).toBeCloseTo(0.8, 12);
  });

  it("answers a known time with its pose, and a time outside with the pose at that end", () => {
    expect(poseAt(history, 1)).toEqual(pose(0, 2, 0.2));
    expect(poseAt(history, 1.5)).toEqual(pose(1, 4, 0.4));
    expect(poseAt(history, 0.5)).toEqual(pose(0, 2, 0.2));
    expect(poseAt(history, 9)).toEqual(pose(1, 4, 0.4));
  });

  it("turns the short way through half a turn", () => {
    const turning = addPose(addPose([], 0, pose(0, 0, 3.1)), 1, pose(0, 0, -3.1));
    const yaw = poseAt(turning, 0.5)?.yaw ?? 0;
    expect(Math.cos(yaw)).toBeCloseTo(-1, 9);
  });

  it("takes the later of two poses of one time, and never divides by nothing", () => {
    const twice = addPose(addPose([], 2, pose(0)), 2, pose(1));
    expect(stamps(twice)).toEqual([2, 2]);
    expect(poseAt(twice, 2)).toEqual(pose(1));
  });

  it("forgets what is older than a second, and no sooner", () => {
    const longer = [0, 0.5, 1, 1.25].reduce<PoseHistory>(
      (sum, stamp) => addPose(sum, stamp, pose(stamp)),
      [],
    );
    expect(stamps(longer)).toEqual([0.5, 1, 1.25]);
    expect(stamps(addPose(longer, 1.5, pose(0)))).toEqual([0.5, 1, 1.25, 1.5]);
    expect(stamps(addPose(longer, 9, pose(0)))).toEqual([9]);
  });

  it("starts anew when time was set back", () => {
    expect(addPose(history, 0.9, pose(7))).toEqual([{ stamp: 0.9, pose: pose(7) }]);
  });
});
