import type { Guard } from "../fault.ts";
import { type Handle, type Native, Ros2Error, type ShadowNode } from "./native.ts";

/** How long the waiting thread may sleep when nothing happens and nobody wakes it [ms]. */
const PATIENCE = 1000;

/** What rclnodejs waits for, by kind. */
export type Kind = "_subscriptions" | "_services" | "_clients" | "_guards";

type Entity = { readonly _handle: Handle };

/** A node of rcl and the thread that waits for its messages. */
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
  /** Calls `act` whenever the handle has something to take, until the returned function ends it and releases the handle. */
  wait(kind: Kind, handle: Handle, act: () => void): () => void;
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
  const room = new WaitingRoom(native, context, guard);
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
    wait: (kind, entity, act) => room.add(kind, entity, act),
    keep: (entity) => {
      kept.add(entity);
      return () => {
        if (kept.delete(entity)) {
          entity.release();
        }
      };
    },
    close: () => {
      room.close();
      kept.clear();
      native.finiRosoutPublisherForNode(handle);
      handle.release();
      native.shutdown(context);
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

/**
 * The handles a thread of rclnodejs waits for. It wakes the main thread with those that are ready; a map finds what to do
 * with each, where rclnodejs itself would search every list of the node for every handle. Nothing may be thrown out of
 * `execute`: rclnodejs would abort the process.
 */
class WaitingRoom {
  readonly #native: Native;
  readonly #shadow: ShadowNode & { readonly [K in Kind]: Entity[] };
  readonly #wake: Handle;
  readonly #acts = new Map<Handle, () => void>();
  /** Released handles a batch on its way may still name; they must outlive it. */
  readonly #retired: Handle[] = [];
  #leaving: Handle[] = [];
  #due = false;
  #open = true;

  constructor(native: Native, context: Handle, guard: Guard) {
    this.#native = native;
    const execute = (handles: readonly Handle[]): void => {
      for (const handle of handles) {
        const act = this.#acts.get(handle);
        if (act !== undefined) {
          guard("the ROS 2 executor", act);
        }
      }
      this.#retired.length = 0;
    };
    const lists = { _subscriptions: [], _services: [], _clients: [], _guards: [] };
    this.#shadow = Object.assign(new native.ShadowNode(), lists, { execute });
    this.#wake = native.createGuardCondition(context);
    this.#shadow._guards.push({ _handle: this.#wake });
    this.#shadow.start(context, PATIENCE);
  }

  add(kind: Kind, handle: Handle, act: () => void): () => void {
    const entity = { _handle: handle };
    this.#shadow[kind].push(entity);
    this.#acts.set(handle, act);
    this.#syncSoon();
    return () => {
      if (!this.#acts.delete(handle) || !this.#open) {
        return;
      }
      this.#shadow[kind].splice(this.#shadow[kind].indexOf(entity), 1);
      this.#leaving.push(handle);
      this.#syncSoon();
    };
  }

  close(): void {
    this.#open = false;
    this.#acts.clear();
    this.#native.triggerGuardCondition(this.#wake);
    this.#shadow.stop();
    this.#wake.release();
  }

  /** Tells the waiting thread about all changes of this turn at once; it must let go of a handle before its release. */
  #syncSoon(): void {
    if (this.#due) {
      return;
    }
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      if (!this.#open) {
        return;
      }
      this.#native.triggerGuardCondition(this.#wake);
      this.#shadow.syncHandles();
      const leaving = this.#leaving;
      this.#leaving = [];
      for (const handle of leaving) {
        handle.release();
        this.#retired.push(handle);
      }
    });
  }
}
