import { afterAll, beforeAll, expect, it } from "vitest";
import { runCoalign, type Running } from "../support/coalign-process.ts";
import { type Fields, type PeerEvent, RclpyPeer } from "../support/rclpy-peer.ts";
import { describeRos2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 87;

const STRAIGHT = { x: 0, y: 0, z: 0, w: 1 };

type Said = { readonly topic: string; readonly type: string; readonly fields: Fields };

const PEOPLE: readonly Said[] = [
  {
    topic: "/people",
    type: "people_msgs/msg/People",
    fields: {
      header: { frame_id: "base_link", stamp: { sec: 5 } },
      people: [{ name: "ada", position: { x: 1.5, y: -1 }, reliability: 0.8 }],
    },
  },
];

/** What a perception by REP-155 says now. */
function humans(): readonly Said[] {
  const ms = Date.now();
  const stamp = { sec: Math.floor(ms / 1000), nanosec: (ms % 1000) * 1_000_000 };
  const transform = { translation: { x: 2, y: 0.5, z: 1 }, rotation: STRAIGHT };
  const header = { frame_id: "base_link", stamp };
  return [
    {
      topic: "/tf",
      type: "tf2_msgs/msg/TFMessage",
      fields: { transforms: [{ header, child_frame_id: "body_b1", transform }] },
    },
    {
      topic: "/humans/bodies/tracked",
      type: "hri_msgs/msg/IdsList",
      fields: { header, ids: ["b1"] },
    },
  ];
}

describeRos2("people_input on ROS 2", () => {
  let peer: RclpyPeer;

  beforeAll(async () => {
    peer = await RclpyPeer.start(DOMAIN);
    peer.tell({
      do: "subscribe",
      topic: "/people_detections",
      type: "coalign_msgs/msg/PersonDetections",
    });
  }, 60_000);

  afterAll(async () => {
    await peer.kill();
  }, 30_000);

  const tellUntilHeard = async (from: string, say: () => readonly Said[]): Promise<Fields> => {
    const env = ros2Variables(DOMAIN);
    const node: Running = runCoalign(
      ["run", "people_input", "--ros-args", "-p", `from:=${from}`],
      env,
    );
    const again = setInterval(() => {
      for (const said of say()) {
        peer.tell({ do: "publish", ...said });
      }
    }, 100);
    try {
      const heard = await peer.hear((event) => isOfSomebody(event), 40);
      return heard.fields ?? {};
    } finally {
      clearInterval(again);
      node.child.kill("SIGINT");
      await node.ended(20);
      peer.events.length = 0;
    }
  };

  it("hears people_msgs/People and tells detections", async () => {
    const fields = await tellUntilHeard("people_msgs", () => PEOPLE);

    expect(fields).toMatchObject({
      header: { frame_id: "base_link" },
      people: [{ id: "ada", position: { x: 1.5, y: -1 }, confidence: 0.8 }],
    });
  }, 90_000);

  it("hears the lists and frames of REP-155 and tells detections", async () => {
    const fields = await tellUntilHeard("humans", humans);

    expect(fields).toMatchObject({
      people: [{ id: "b1", position: { x: 2, y: 0.5 }, has_heading: true }],
    });
  }, 90_000);
});

function isOfSomebody({ event, fields }: PeerEvent): boolean {
  const people = fields?.["people"];
  return event === "message" && Array.isArray(people) && people.length > 0;
}
