import { beforeAll, expect, it } from "vitest";
import { measureVetoes } from "../../src/cli/bench/veto.ts";
import { runCoalign } from "../support/coalign-process.ts";
import { describeRos2, ros2 } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = "52";

/** Slack for a machine that is busy with other tests besides [ms]; `coalign bench veto` holds the real figures. */
const SLACK = 250;

describeRos2("a veto while every core is busy", () => {
  // The benchmark starts processes from the bundle, which this makes of the sources as they are.
  beforeAll(async () => {
    await runCoalign(["help"], process.env).ended(60);
  });

  it("is answered with zero, each of sixty times, lifted by signed acts in between", async () => {
    const figures = await measureVetoes(ros2, 60, "normal", DOMAIN, () => undefined);
    expect(figures).toMatchObject({ vetoes: 60, unanswered: 0 });
    expect(figures.p50 / 1000).toBeLessThan(SLACK);
  }, 120_000);
});
