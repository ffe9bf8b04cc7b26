import { afterAll, beforeAll, expect, it } from "vitest";
import { runCoalign, type Running } from "../support/coalign-process.ts";
import { RclpyPeer } from "../support/rclpy-peer.ts";
import { describeRos2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 95;

describeRos2("coalign why", () => {
  const env = ros2Variables(DOMAIN);
  let supervisor: Running;
  let peer: RclpyPeer;

  beforeAll(async () => {
    supervisor = runCoalign(["run", "safety_supervisor"], env);
    peer = await RclpyPeer.start(DOMAIN);
    await peer.insist("/safety_supervisor/reset", "coalign_msgs/srv/HumanAct", {}, 60);
  }, 90_000);

  afterAll(async () => {
    await peer.kill();
    supervisor.child.kill("SIGINT");
    await supervisor.ended(20);
  }, 60_000);

  const ask = async (id: string): Promise<{ code: number; text: string }> => {
    const run = runCoalign(["why", id], env);
    return { code: await run.ended(40), text: run.text() };
  };

  it("says so when nobody tells of people", async () => {
    const { code, text } = await ask("p1");

    expect(text).toContain("theory_of_mind told nothing");
    expect(code).toBe(1);
  }, 60_000);

  it("tells of somebody who is there, and names those who are when it does not know one", async () => {
    const topic = "/theory_of_mind/people";
    const type = "coalign_msgs/msg/People";
    const fields = {
      header: { frame_id: "odom" },
      people: [{ id: "p1", confidence: 0.9, because: "Seen in 3 frames." }],
    };
    const again = setInterval(() => peer.tell({ do: "publish", topic, type, fields }), 200);
    try {
      const known = await ask("p1");
      const unknown = await ask("p2");

      expect(known.text).toContain("p1 is there with probability 0.90, and stands");
      expect(known.text).toContain("because: Seen in 3 frames.");
      expect(known.code).toBe(0);
      expect(unknown.text).toContain("nobody is called 'p2'; there is p1");
      expect(unknown.code).toBe(2);
    } finally {
      clearInterval(again);
    }
  }, 60_000);
});
