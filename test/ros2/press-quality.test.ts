import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { eventually, runCoalign, type Running } from "../support/coalign-process.ts";
import { RclpyPeer } from "../support/rclpy-peer.ts";
import { describeRos2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 64;
const TYPE = "std_msgs/msg/Bool";
const STATE = "/safety_supervisor/state";

describeRos2("a press of an rclpy process in a quality of its own", () => {
  let peer: RclpyPeer;
  let supervisor: Running | undefined;

  beforeEach(async () => {
    peer = await RclpyPeer.start(DOMAIN, "buttons");
    peer.tell({ do: "subscribe", topic: STATE, type: "coalign_msgs/msg/SupervisorState" });
  }, 60_000);

  afterEach(async () => {
    await peer.kill();
    supervisor?.child.kill("SIGINT");
    await supervisor?.ended(20);
  }, 60_000);

  /** One that remembers no latch of a run before. */
  function start(): Running {
    const home = mkdtempSync(join(tmpdir(), "coalign-press-"));
    return runCoalign(["run", "safety_supervisor"], {
      ...ros2Variables(DOMAIN),
      COALIGN_HOME: home,
    });
  }

  function press(topic: string, qos: object): void {
    peer.tell({ do: "publish", topic, type: TYPE, fields: { data: true }, qos });
  }

  const latchedBecause = (): unknown => peer.events.at(-1)?.fields?.["latched_because"];

  it("counts when it was said once, before the supervisor started", async () => {
    press("/hardware_stop", { durability: "transient-local" });
    supervisor = start();
    await eventually(() => latchedBecause() === "hardware-stop", 30, String);
    expect(latchedBecause()).toBe("hardware-stop");
  }, 60_000);

  it("counts when it is best-effort, as joysticks publish", async () => {
    supervisor = start();
    await eventually(() => latchedBecause() === "", 30, String);
    await eventually(
      () => {
        press("/veto", { reliability: "best-effort" });
        return latchedBecause() === "human-veto";
      },
      30,
      String,
    );
    expect(latchedBecause()).toBe("human-veto");
  }, 60_000);
});
