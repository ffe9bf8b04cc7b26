import type { Seconds } from "../../quantity/time.ts";
import type { Guard } from "../fault.ts";
import { endAtLatest } from "./end-at-latest.ts";
import { type Act, type Executor, type Kind, openExecutor } from "./executor.ts";
import { type Handle, type Native, Ros2Error } from "./native.ts";

/** How long the native half may take to end a node [s]; it takes 0.1 s at most on a busy machine. */
const GRACE: Seconds = 5;

/** A node of rcl and what waits for its messages. */
export type RosNode = {
  readonly native: Native;
  readonly handle: Handle;
  /** Name after remapping, without namespace. */
  readonly name: string;
  /** Namespace after remapping, `/` or `/robot1`. */
  readonly namespace: string;
  /** Full name, for example `/robot1/safety_supervisor`. */
  readonly full: string;
  /** Full name of a topic after remapping. */
  resolve(topicName: string): string;
  /** Which executor waits. */
  readonly executor: Executor["name"];
  /** As `Executor.wait`. */
  wait(kind: Kind, handle: Handle, act: Act): () => void;
  /** Holds a handle that nothing waits for, until the returned function releases it: dropped ones are collected as garbage. */
  keep(handle: Handle): () => void;
  /** Ends the node; its handles are released with it. */
  close(): void;
};

/**
 * Makes the node and starts to wait.
 * @throws Ros2Error when a name or an argument is not what ROS 2 accepts.
 */
export function openNode(
  native: Native,
  name: string,
  args: readonly string[],
  guard: Guard,
): RosNode {
  const context = native.createContext();
  const handle = attempt(() => {
    native.init(context, args);
    return native.createNode(name, "", context, [], true);
  });
  native.initRosoutPublisherForNode(handle);
  const executor = openExecutor(native, context, guard);
  const namespace = native.getNamespace(handle);
  const ownName = native.getNodeName(handle);
  const kept = new Set<Handle>();
  return {
    native,
    handle,
    name: ownName,
    namespace,
    full: `${namespace === "/" ? "" : namespace}/${ownName}`,
    resolve: (topicName) => native.resolveName(handle, topicName, false, false),
    executor: executor.name,
    wait: (kind, entity, act) => executor.wait(kind, entity, act),
    keep: (entity) => {
      kept.add(entity);
      return () => {
        if (kept.delete(entity)) {
          entity.release();
        }
      };
    },
    close: () => {
      endAtLatest(GRACE, `the ROS 2 node '${ownName}'`, () => {
        executor.close();
        kept.clear();
        native.finiRosoutPublisherForNode(handle);
        handle.release();
        native.shutdown(context);
      });
    },
  };
}

function attempt<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Ros2Error(`ROS 2 refuses the node: ${text.split("\n")[0] ?? text}`);
  }
}
