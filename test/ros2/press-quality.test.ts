import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually, runCoalign, type Running } from "../support/coalign-process.ts";
import { RclpyPeer } from "../support/rclpy-peer.ts";
import { describeRos2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 64;
const TYPE = "std_msgs/msg/Bool";
const STATE = "/safety_supervisor/state";

describeRos2("a press of an rclpy process in a quality of its own", () => {
  let peer: RclpyPeer;
  let supervisor: Running;

  beforeAll(async () => {
    peer = await RclpyPeer.start(DOMAIN, "buttons");
    press("/hardware_stop", { durability: "transient-local" });
    supervisor = runCoalign(["run", "safety_supervisor"], ros2Variables(DOMAIN));
    peer.tell({ do: "subscribe", topic: STATE, type: "coalign_msgs/msg/SupervisorState" });
  }, 60_000);

  afterAll(async () => {
    await peer.kill();
    supervisor.child.kill("SIGINT");
    await supervisor.ended(20);
  }, 60_000);

  function press(topic: string, qos: object): void {
    peer.tell({ do: "publish", topic, type: TYPE, fields: { data: true }, qos });
  }

  const reasons = (): readonly string[] =>
    peer.events
      .flatMap(({ fields }) => (fields?.["reasons"] ?? []) as readonly { readonly id: string }[])
      .map(({ id }) => id);

  it("counts when it was said once, before the supervisor started", async () => {
    await eventually(
      () => reasons().includes("hardware-stop"),
      30,
      () => reasons().join(),
    );
    expect(reasons()).not.toContain("human-veto");
  }, 40_000);

  it("counts when it is best-effort, as joysticks publish", async () => {
    await eventually(
      () => {
        press("/veto", { reliability: "best-effort" });
        return reasons().includes("human-veto");
      },
      30,
      () => reasons().join(),
    );
    expect(reasons()).toContain("human-veto");
  }, 40_000);
});
