import { type Fault, makeGuard } from "../fault.ts";
import { collectValues } from "../overrides.ts";
import type { Bus, NodeDefinition } from "../port.ts";
import { parseRosArguments, resolveNodeName } from "../ros-arguments.ts";
import { COMMON_SPECS, declareAll, readCommon } from "./declaration.ts";
import { live } from "./lifecycle.ts";
import { NodeLog } from "./log.ts";
import { loadNative } from "./native.ts";
import { openNode } from "./node.ts";
import type { Declared } from "./parameter-message.ts";
import { offerParameters, type Serve } from "./parameter-services.ts";
import { makeBus } from "./ros-bus.ts";
import { serve } from "./services.ts";
import { monotonic } from "./topics.ts";

export type Ros2Options = {
  /** Name of the node, unless the arguments remap it. */
  readonly node: string;
  /** The process's arguments; what follows `--ros-args` counts. */
  readonly args: readonly string[];
  /** Told of everything a callback threw, after it was logged. */
  readonly onFault?: (fault: Fault) => void;
};

export type Ros2 = {
  readonly bus: Bus;
  /**
   * Brings a node to life on this bus and offers its lifecycle to managers; with the parameter `autostart` it is active when
   * this resolves. The function it gives ends the node.
   * @throws Whatever the node throws when it starts.
   */
  readonly live: (node: NodeDefinition) => Promise<() => Promise<void>>;
  /** Full names of all topics on the graph that somebody publishes or subscribes to. */
  readonly topicNames: () => readonly string[];
  /** Ends the node: nothing is called any more, and what is published goes nowhere. */
  readonly shutdown: () => void;
};

/**
 * Opens a ROS 2 node and its bus. It must be on the main thread of a process that was started with `NODE_FLAGS`; rclnodejs
 * cannot run in a worker.
 * @throws Ros2Error in one sentence when ROS 2 cannot be used here.
 * @throws ParameterError in one sentence when an argument or a parameter file is wrong.
 */
export async function openRos2(options: Ros2Options): Promise<Ros2> {
  return await Promise.resolve(open(options));
}

function open(options: Ros2Options): Ros2 {
  const args = parseRosArguments(options.args);
  const given = collectValues(resolveNodeName(options.node, args.remaps), args.parameters);
  const useSimTime = readCommon(options.node, given.values, "use_sim_time");
  const autostart = readCommon(options.node, given.values, "autostart");
  const native = loadNative();
  const log = new NodeLog(options.node);
  const guard = makeGuard(log.write, options.onFault ?? (() => undefined), monotonic);
  const forwarded = args.forwarded.length === 0 ? [] : ["--ros-args", ...args.forwarded];
  const node = openNode(native, options.node, forwarded, guard);
  log.open(native, node.handle);
  log.write("debug", `messages are waited for by the executor '${node.executor}'`);
  given.doubts.forEach((doubt) => log.write("warn", doubt));

  const declared = new Map<string, Declared>([
    ["use_sim_time", { spec: COMMON_SPECS.use_sim_time, value: useSimTime }],
    ["autostart", { spec: COMMON_SPECS.autostart, value: autostart }],
  ]);
  const offer: Serve = (service, answer) => serve(node, guard, service, answer);
  offerParameters(node.full, declared, offer);
  const { bus, stopTimers } = makeBus({
    node,
    guard,
    log: log.write,
    useSimTime,
    declare: (specs) => declareAll(node.name, given.values, declared, specs),
  });
  let isOpen = true;
  return {
    bus,
    live: async (definition) =>
      await live(definition, bus, node.full, autostart ? "at once" : "when asked"),
    topicNames: () =>
      native.getTopicNamesAndTypes(node.handle, false).map(({ name: topic }) => topic),
    shutdown: () => {
      if (isOpen) {
        isOpen = false;
        stopTimers();
        log.close();
        node.close();
      }
    },
  };
}
