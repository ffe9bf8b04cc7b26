import { describe, expect, it } from "vitest";
import { LaserScan } from "../../../src/bus/messages/sensor-msgs.gen.ts";
import { scanOf } from "../../../src/nodes/safety-supervisor/inputs.ts";
import { pointAt } from "../../../src/separation/scan.ts";

const seen = LaserScan.create({
  angle_min: -1,
  angle_increment: 0.5,
  range_min: 0.1,
  range_max: 10,
  ranges: Float32Array.of(1, 2, 3, 4),
});
const ahead = { x: 0.2, y: 0, yaw: 0.3 };

describe("a scan", () => {
  it("from a scanner upside down is its mirror image about the scanner's own axis", () => {
    const [up, down] = [scanOf(seen, "upright"), scanOf(seen, "upside-down")];
    const axis = { x: 0.2, y: 0, yaw: 0 };
    for (const k of [0, 1, 2, 3]) {
      const left = pointAt(up, axis, k, up.ranges[k] ?? NaN);
      const right = pointAt(down, axis, 3 - k, down.ranges[3 - k] ?? NaN);
      expect(right.x).toBeCloseTo(left.x, 6);
      expect(right.y).toBeCloseTo(-left.y, 6);
    }
    expect(pointAt(down, ahead, 3, 1).y).not.toBeCloseTo(pointAt(up, ahead, 3, 1).y, 2);
  });

  it("keeps what it was told as it came", () => {
    expect(scanOf(seen, "upright").ranges).toBe(seen.ranges);
    scanOf(seen, "upside-down");
    expect([...seen.ranges]).toEqual([1, 2, 3, 4]);
  });
});
