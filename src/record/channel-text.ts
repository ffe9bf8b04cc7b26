import { secondsOf, type Seconds } from "../quantity/time.ts";

/** What a recording says about a stream besides its messages. */

type Qos = {
  readonly reliability: "reliable" | "best-effort";
  readonly durability: "volatile" | "transient-local";
  readonly depth: number;
};

/** A quality of service as rosbag2 writes it into the metadata of a channel, so that it can play the stream back. */
export function describeQos(qos: Qos): string {
  const unlimited = "{sec: 9223372036, nsec: 854775807}";
  return [
    "- history: keep_last",
    `  depth: ${qos.depth}`,
    `  reliability: ${qos.reliability.replace("-", "_")}`,
    `  durability: ${qos.durability.replace("-", "_")}`,
    `  deadline: ${unlimited}`,
    `  lifespan: ${unlimited}`,
    "  liveliness: automatic",
    `  liveliness_lease_duration: ${unlimited}`,
    "  avoid_ros_namespace_conventions: false",
    "",
  ].join("\n");
}

/** Whether messages of this schema begin with a `std_msgs/Header`, and so with a stamp. */
export function hasHeader(schema: string): boolean {
  const first = schema
    .split("\n")
    .map((line) => line.replace(/#.*$/, "").trim())
    .find((line) => line !== "" && !line.includes("="));
  return first?.startsWith("std_msgs/Header ") ?? false;
}

/** The stamp at the beginning of the CDR bytes of a message with a header [s]; none when it was never set. */
export function stampIn(bytes: Uint8Array): Seconds | undefined {
  if (bytes.length < 12) {
    return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const little = (view.getUint8(1) & 1) === 1;
  const stamp = { sec: view.getInt32(4, little), nanosec: view.getUint32(8, little) };
  return stamp.sec < 0 || (stamp.sec === 0 && stamp.nanosec === 0) ? undefined : secondsOf(stamp);
}
