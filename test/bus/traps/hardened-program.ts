import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { Bool } from "../../../src/bus/messages/std-msgs.gen.ts";
import { Trigger } from "../../../src/bus/messages/std-srvs.gen.ts";
import { Marker, MarkerArray } from "../../../src/bus/messages/visualization-msgs.gen.ts";
import type { ParameterSpecs, ParameterValues } from "../../../src/bus/parameters.ts";
import type { Qos } from "../../../src/bus/port.ts";
import { openRos2, stopOnSignals } from "../../../src/bus/ros2/index.ts";
import { commandTopic, TOPICS } from "../../../src/bus/topics.ts";

/** A node on the adapter with every trap armed at once; it tells the test what reaches it and what was thrown. */

const RELIABLE: Qos = { reliability: "reliable", durability: "volatile", depth: 10 };

const SPECS = {
  max_speed: { kind: "number", default: 1, min: 0, max: 2, description: "Top speed [m/s]." },
  beams: { kind: "integer", default: 360, min: 1, max: 2000, description: "Beams [1]." },
  mode: { kind: "string", default: "calm", oneOf: ["calm", "brisk"], description: "Manner." },
} as const satisfies ParameterSpecs;

const say = (what: object): void => {
  if (isMainThread) {
    process.send?.(what);
  } else {
    parentPort?.postMessage(what);
  }
};

if (isMainThread && process.argv.includes("--in-a-worker")) {
  const worker = new Worker(new URL(import.meta.url));
  worker.on("message", say);
  await new Promise((resolve) => worker.on("exit", resolve));
  process.exit(0);
}

try {
  const { bus, live, shutdown } = await openRos2({
    node: "trap",
    args: process.argv.slice(2),
    onFault: ({ where }) => say({ fault: where }),
  });
  const parameters = await new Promise<ParameterValues<typeof SPECS>>((resolve, reject) => {
    live({
      name: "trap",
      parameters: SPECS,
      start: (_, given) => {
        resolve(given as ParameterValues<typeof SPECS>);
        return { stop: () => undefined };
      },
    }).catch(reject);
  });
  bus.subscribe({ name: "/trap_flag", type: Bool, qos: RELIABLE }, () => {
    throw new Error("thrown");
  });
  bus.subscribe(
    commandTopic("trap_step"),
    (message, { received }) => say({ got: message.twist.linear.x, received }),
    ({ sentence }) => say({ refused: sentence }),
  );
  bus.serve({ name: `/${bus.node}/service`, type: Trigger }, () => {
    throw new Error("thrown");
  });
  bus.every(0.5, "steady", () => {
    throw new Error("thrown");
  });
  bus.every(0.1, "steady", () =>
    say({
      value: String(parameters.max_speed),
      time: bus.monotonic(),
      publishers: bus.publishers("/trap_last_word").map(({ node, own }) => `${node} ${own}`),
    }),
  );
  const lastWord = bus.advertise({ name: "/trap_last_word", type: Bool, qos: RELIABLE });
  const markers = bus.advertise({ ...TOPICS.markers, name: "/trap_markers" });
  const fifty = MarkerArray.create({
    markers: Array.from({ length: 50 }, (_, id) => Marker.create({ id, text: "marker" })),
  });
  markers.publish(fifty);
  const start = performance.now();
  for (let i = 0; i < 10; i++) {
    markers.publish(fifty);
  }
  say({ publishing: (performance.now() - start) / 10 });
  const met = setInterval(() => {
    if (lastWord.subscribers() > 0) {
      clearInterval(met);
      say({ heardBy: lastWord.subscribers() });
    }
  }, 20);
  stopOnSignals({
    stops: [
      () => lastWord.publish({ data: true }),
      async () => await new Promise((resolve) => setTimeout(resolve, 100)),
      shutdown,
    ],
    log: (sentence) => bus.log("error", sentence),
  });
  say({ ready: true });
} catch (error) {
  say({ refusedToStart: error instanceof Error ? error.message : String(error) });
  process.exit(2);
}
