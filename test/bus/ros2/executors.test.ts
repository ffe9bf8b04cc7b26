import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { EXECUTORS, executorVariables } from "../../support/executors.ts";
import { bundleProgram, Program } from "../../support/program.ts";
import { RclpyPeer } from "../../support/rclpy-peer.ts";
import { describeRos2 } from "../../support/ros2.ts";

const DOMAIN = 51;

const rest = async (seconds: number): Promise<void> =>
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));

describeRos2.each(EXECUTORS)("a process on the executor '%s'", (executor) => {
  let file: string;
  let peer: RclpyPeer;
  let program: Program | undefined;

  beforeAll(async () => {
    [file, peer] = await Promise.all([
      bundleProgram("test/bus/ros2/executors-program.ts"),
      RclpyPeer.start(DOMAIN),
    ]);
    const flood = { topic: "/executor_flood", type: "std_msgs/msg/Bool", fields: {} };
    peer.tell({ do: "flood", ...flood, count: 1_000_000, rate: 1000 });
  });

  afterEach(async () => await program?.kill());
  afterAll(async () => await peer.kill());

  const start = (act: string): Program =>
    (program = Program.start(file, DOMAIN, [act], executorVariables(executor)));

  it("lives as long as its bus, and ends by itself after the shutdown", async () => {
    const waiting = start("wait");
    await waiting.hear((said): said is object => "waits" in (said as object));
    await rest(1.5);
    expect(waiting.isAlive()).toBe(true);
    waiting.tell({ end: true });
    expect(await waiting.ended()).toBe("0");
  });

  it("survives subscriptions that come and go in a flood", async () => {
    const churning = start("churn");
    const { got } = await churning.hear(
      (said): said is { got: number } => "got" in (said as object),
      40,
    );
    expect(got).toBeGreaterThan(50);
    expect(await churning.ended()).toBe("0");
    expect(churning.output).not.toMatch(/error|terminate|abort/i);
  });

  it("is called back on an absolute schedule, once after a stall, until it cancels", async () => {
    const ticking = start("ticks");
    type Told = { calls: number; took: number; others: number; more: number };
    const told = await ticking.hear((said): said is Told => "calls" in (said as object), 20);
    expect(told.calls).toBe(40);
    // 40 periods of 20 ms and the five or six that the stall took; a burst after it would make it less.
    expect(told.took).toBeGreaterThan(0.87);
    expect(told.more).toBe(0);
    expect(told.others).toBeGreaterThan(20);
    expect(await ticking.ended()).toBe("0");
  });

  it("exits with its code in the middle of a flood, with nothing closed", async () => {
    const leaving = start("exit");
    expect(await leaving.ended(20)).toBe("0");
    expect(leaving.output).not.toMatch(/terminate|abort/i);
  });
});
