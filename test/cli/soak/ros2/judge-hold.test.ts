import { describe, expect, it } from "vitest";
import { judgeHold, type Sample } from "../../../../src/cli/soak/ros2/judge-hold.ts";

/** Commands at these times, stamped at those, with so much waiting by then [ms]. */
const samples = (...rows: readonly (readonly [number, number, number])[]): Sample[] =>
  rows.map(([at, stamp, waited]) => {
    return { at: at / 1000, stamp: stamp / 1000, moves: "stands", waited: waited / 1000 };
  });

describe("the judge of a stop that is held", () => {
  it("finds no gap where each comes within two periods", () => {
    expect(judgeHold(samples([0, 0, 0], [39, 20, 0], [41, 40, 0], [80, 60, 0]))).toMatchObject({
      commands: 4,
      motions: 0,
      gapsReceived: 0,
      gapsSent: 0,
      gaps: [],
    });
  });

  it("tells a gap of the observer from one of the supervisor, and that from one of the machine", () => {
    const late = judgeHold(samples([0, 0, 0], [50, 20, 0]));
    expect(late).toMatchObject({ gapsReceived: 1, gapsSent: 0, gapsUnscheduled: 0 });
    expect(late.received).toBeCloseTo(0.05, 12);

    const silent = judgeHold(samples([0, 0, 0], [50, 50, 5]));
    expect(silent).toMatchObject({ gapsReceived: 1, gapsSent: 1, gapsUnscheduled: 0 });

    const starved = judgeHold(samples([0, 0, 1], [50, 50, 40]));
    expect(starved).toMatchObject({ gapsReceived: 1, gapsSent: 1, gapsUnscheduled: 1 });
  });

  it("explains nothing by a waiting that nobody counted, and counts motions", () => {
    const [first, second] = samples([0, 0, NaN], [50, 50, NaN]) as [Sample, Sample];
    expect(judgeHold([first, { ...second, moves: "moves" }])).toMatchObject({
      gapsSent: 1,
      gapsUnscheduled: 0,
      motions: 1,
    });
  });
});
