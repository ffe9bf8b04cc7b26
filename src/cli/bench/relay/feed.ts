import { BodyState } from "../../../bus/messages/coalign-msgs.gen.ts";
import {
  Point32,
  Polygon,
  TransformStamped,
  Twist,
  Vector3,
} from "../../../bus/messages/geometry-msgs.gen.ts";
import { LaserScan } from "../../../bus/messages/sensor-msgs.gen.ts";
import { Header } from "../../../bus/messages/std-msgs.gen.ts";
import { TFMessage } from "../../../bus/messages/tf2-msgs.gen.ts";
import type { Bus } from "../../../bus/port.ts";
import { TOPICS } from "../../../bus/topics.ts";
import { createRandom } from "../../../quantity/random.ts";
import { stampOf } from "../../../quantity/time.ts";
import { openBus } from "../../open-bus.ts";
import { listenForEnd } from "../../listen-for-end.ts";
import { type Command, NO_WORDS, type NoOptions } from "../../usage.ts";

/** Speed that the body reports, near that of the generator's commands [m/s]. */
const SPEED = 0.2;

/** Half the side of the empty room around the robot [m]. */
const ROOM = 8;

const BEAMS = 360;

/** Tells a supervisor of a robot in an empty room, so that it passes commands on; of no use but to a benchmark. */
export const feed: Command<NoOptions> = {
  name: "feed",
  summary: "Tells a supervisor of a robot in an empty room, for `coalign bench relay`.",
  words: NO_WORDS,
  options: {},
  run: async () => {
    const { ended } = listenForEnd();
    const open = await openBus("relay_feed", []);
    feedFacts(open.bus);
    await ended;
    open.shutdown();
    if (process.connected) {
      process.disconnect();
    }
    return 0;
  },
};

function feedFacts(bus: Bus): void {
  const random = createRandom(1);
  const body = bus.advertise(TOPICS.body);
  const scan = bus.advertise(TOPICS.scan);
  const header = (frame_id: string): Header =>
    Header.create({ stamp: stampOf(bus.now()), frame_id });
  const mounts = bus.advertise(TOPICS.tfStatic);
  mounts.publish(
    TFMessage.create({
      transforms: [
        TransformStamped.create({ header: header("base_link"), child_frame_id: "laser" }),
      ],
    }),
  );
  const corners = Array.from({ length: 8 }, (_, k) => (k * Math.PI) / 4);
  const footprint = Polygon.create({
    points: corners.map((angle) =>
      Point32.create({ x: 0.25 * Math.cos(angle), y: 0.25 * Math.sin(angle) }),
    ),
  });
  bus.every(0.02, "steady", () =>
    body.publish(
      BodyState.create({
        header: header("odom"),
        twist: Twist.create({ linear: Vector3.create({ x: SPEED }) }),
        footprint,
        braking: 2,
        latency: 0.05,
      }),
    ),
  );
  bus.every(0.1, "steady", () => {
    mounts.subscribers();
    const step = (2 * Math.PI) / BEAMS;
    const ranges = Float32Array.from({ length: BEAMS }, (_, beam) => {
      const angle = -Math.PI + beam * step;
      const wall = ROOM / Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
      return wall + 0.005 * random.normal();
    });
    scan.publish(
      LaserScan.create({
        header: header("laser"),
        angle_min: -Math.PI,
        angle_max: Math.PI - step,
        angle_increment: step,
        range_min: 0.05,
        range_max: 12,
        ranges,
      }),
    );
  });
}
