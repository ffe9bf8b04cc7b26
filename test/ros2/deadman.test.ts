import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { DeadmanTrial } from "../../src/cli/soak/ros2/deadman-trials.ts";
import type { StopFigures } from "../../src/cli/soak/ros2/stop-trials.ts";
import { runCoalign } from "../support/coalign-process.ts";
import { describeRos2 } from "../support/ros2.ts";

/** Slack for a machine that is busy with other tests [s]; the soak holds the real figure. */
const SLACK = 0.35;

/** A sample of a soak that runs real processes over ROS 2, on a domain of its own. */
async function sample(part: string, seeds: number): Promise<{ readonly figures: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), "coalign-soak-"));
  try {
    const file = join(folder, "soak.json");
    const run = runCoalign(["soak", part, "--seeds", String(seeds), "--json", file]);
    await run.ended(100).catch((error: unknown) => {
      run.child.kill("SIGTERM");
      throw error;
    });
    const text = readFileSync(file, "utf8");
    return (JSON.parse(text) as { readonly [name: string]: { readonly figures: unknown } })[part]!;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describeRos2("a base without a time-out of its own", () => {
  it("gets zero from the deadman when the supervisor is killed, stopped, stalled or out of memory, and keeps it", async () => {
    const { trials } = (await sample("deadman", 5)).figures as { readonly trials: DeadmanTrial[] };

    expect(trials.map(({ failure }) => failure)).toEqual([
      "SIGKILL",
      "SIGSTOP",
      "stall",
      "heap nearly full",
      "heap full",
    ]);
    for (const { failure, zero, held } of trials) {
      expect(zero ?? Infinity, failure).toBeLessThanOrEqual(0.15 + SLACK);
      expect(held, failure).toBe("held");
    }
  }, 120_000);
});

describeRos2("the supervisor in a flood of messages", () => {
  it("loses none of 300 stops, and nothing moves the base afterwards", async () => {
    const figures = (await sample("stops", 300)).figures as StopFigures;

    expect(figures).toMatchObject({
      stops: 300,
      lost: 0,
      forgedAccepted: 0,
      afterwards: "stood",
    });
    expect(figures.forged).toBeGreaterThanOrEqual(75);
  }, 120_000);
});
