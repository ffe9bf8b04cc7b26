import { describe, expect, it } from "vitest";
import { POOR_DETECTOR, recordDrill } from "../../../../src/cli/soak/tracking/drill.ts";
import { judgeTracks } from "../../../../src/cli/soak/tracking/replay.ts";

describe("tracks in the crowd world", () => {
  it("stay near their people and theirs, by a poor detector and the lidar, and by the lidar alone", async () => {
    const drill = await recordDrill({
      world: "crowd",
      seed: 1,
      duration: 12,
      detector: POOR_DETECTOR,
    });

    const both = judgeTracks(drill, "detector and lidar");
    const alone = judgeTracks(drill, "lidar");

    expect(both.error / both.found).toBeLessThan(0.15);
    expect((100 * both.switches) / both.personSeconds).toBeLessThan(4);
    expect(both.found / both.present).toBeGreaterThan(0.8);
    expect(alone.found / alone.present).toBeGreaterThan(0.85);
    expect(alone.false / alone.told).toBeLessThan(0.15);
  });
});
