// @ts-nocheck -- plain JavaScript, as a user of rclnodejs writes it
// What bare rclnodejs 2.2.0 does where the adapter does better: one trap a run, named by the first argument, in a node
// named by the second.
import { isMainThread, Worker } from "node:worker_threads";
import rclnodejs from "rclnodejs";

const [trap, name, ...args] = process.argv.slice(2);
const say = (what) => process.send?.(what);

if (trap === "worker" && isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
  worker.on("error", (error) => {
    console.error(error);
    process.exit(1);
  });
  await new Promise((resolve) => setTimeout(resolve, 5000));
  process.exit(0);
}

await rclnodejs.init(rclnodejs.Context.defaultContext(), args);

const traps = {
  "throw-subscription": (node) =>
    node.createSubscription("std_msgs/msg/Bool", "/trap_flag", () => {
      throw new Error("thrown");
    }),
  "throw-timer": (node) =>
    node.createTimer(50_000_000n, () => {
      throw new Error("thrown");
    }),
  "throw-service": (node) =>
    node.createService("std_srvs/srv/Trigger", `/${name}/service`, () => {
      throw new Error("thrown");
    }),
  parameters: (node) => {
    const descriptor = new rclnodejs.ParameterDescriptor(
      "max_speed",
      rclnodejs.ParameterType.PARAMETER_DOUBLE,
      "Top speed [m/s].",
    );
    descriptor.range = new rclnodejs.FloatingPointRange(0, 2, 0);
    node.declareParameter(
      new rclnodejs.Parameter("max_speed", rclnodejs.ParameterType.PARAMETER_DOUBLE, 1),
      descriptor,
    );
    setInterval(() => {
      const value = node.hasParameter("max_speed") ? node.getParameter("max_speed").value : "none";
      say({ value: String(value) });
    }, 100);
  },
  truncated: (node) =>
    node.createSubscription("geometry_msgs/msg/TwistStamped", "/trap_step", (message) =>
      say({ got: message.twist.linear.x }),
    ),
  worker: (node) => node.createTimer(10_000_000n, () => undefined),
  markers: (node) => {
    const publisher = node.createPublisher("visualization_msgs/msg/MarkerArray", "/trap_markers");
    const message = { markers: Array.from({ length: 50 }, (_, id) => ({ id, text: "marker" })) };
    publisher.publish(message);
    const start = performance.now();
    for (let i = 0; i < 10; i++) {
      publisher.publish(message);
    }
    say({ publishing: (performance.now() - start) / 10 });
  },
  overrides: (node) =>
    say({
      overrides: [...node._parameterOverrides.keys()],
      useSimTime: node.getParameter("use_sim_time").value,
    }),
  signal: (node) => {
    const publisher = node.createPublisher("std_msgs/msg/Bool", "/trap_last_word");
    process.on("SIGINT", () => {
      try {
        publisher.publish({ data: true });
        say({ lastWord: "sent" });
      } catch (error) {
        say({ lastWord: String(error.message) });
      }
      setTimeout(() => process.exit(0), 100);
    });
  },
};

let node;
if (trap === "lifecycle") {
  node = new rclnodejs.lifecycle.LifecycleNode(name);
} else {
  node = new rclnodejs.Node(name);
  traps[trap](node);
}
rclnodejs.spin(node);
say({ ready: true });
