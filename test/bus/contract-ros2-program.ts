import { execPath } from "node:process";
import type { Overrides } from "../../src/bus/parameters.ts";
import type { Topic } from "../../src/bus/port.ts";
import { openRos2, type Ros2 } from "../../src/bus/ros2/index.ts";
import { loadNative } from "../../src/bus/ros2/native.ts";
import { CONTRACT, type Stage } from "./contract.ts";

/** Runs cases of the contract on ROS 2, each named by a message from the parent, in a process of its own. */

const pass = async (seconds: number): Promise<void> =>
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));

function argumentsFor(node: string, overrides: Overrides): string[] {
  const values = Object.entries(overrides).flatMap(([name, value]) => {
    const text = Number.isNaN(value) ? ".nan" : JSON.stringify(value);
    return ["-p", `${node}:${name}:=${text}`];
  });
  return values.length === 0 ? [] : ["--ros-args", ...values];
}

async function runCase(sentence: string): Promise<void> {
  const open = new Map<string, Ros2>();
  const sentences: string[] = [];
  const faults: string[] = [];
  const stage: Stage = {
    pace: "real",
    sentences,
    faults,
    open: async (node, overrides = {}) => {
      const ros2 = await openRos2({
        node,
        args: [execPath, ...argumentsFor(node, overrides)],
        onFault: ({ where, error }) => {
          faults.push(`${node}: ${where}`);
          sentences.push(`${node} error ${String(error)}`);
        },
      });
      open.set(node, ros2);
      return ros2.bus;
    },
    end: (node) => open.get(node)?.shutdown(),
    pass,
    inject: async (topic, bytes) => await inject(topic, bytes),
  };
  try {
    await CONTRACT[sentence]?.(stage);
  } finally {
    for (const ros2 of open.values()) {
      ros2.shutdown();
    }
  }
}

/** Publishes bytes with nothing of the adapter in between but the native half. */
async function inject(topic: Topic<unknown>, bytes: Uint8Array): Promise<void> {
  const native = loadNative();
  const context = native.createContext();
  native.init(context, []);
  const node = native.createNode("injector", "", context, [], true);
  const [packageName = "", folder = "", name = ""] = topic.type.name.split("/");
  const qos = {
    history: 1,
    depth: 10,
    reliability: 1,
    durability: 2,
    liveliness: 1,
    avoidRosNameSpaceConventions: false,
  } as const;
  const publisher = native.createPublisher(node, packageName, folder, name, topic.name, qos);
  for (let i = 0; i < 200 && native.getSubscriptionCount(publisher) === 0; i++) {
    await pass(0.05);
  }
  native.publishRawMessage(publisher, bytes);
  await pass(0.3);
  node.release();
  native.shutdown(context);
}

process.on("message", (message) => {
  const { sentence } = message as { sentence: string };
  runCase(sentence).then(
    () => process.send?.({ sentence, ok: true }),
    (error: unknown) =>
      process.send?.({
        sentence,
        ok: false,
        why: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.({ ready: true });
