import type { Guard } from "../fault.ts";
import type { Act, Executor, Kind } from "./executor.ts";
import type { Handle, Native, ShadowNode } from "./native.ts";

/** How long the waiting thread may sleep when nothing happens and nobody wakes it [ms]. */
const PATIENCE = 1000;

/** The lists in which rclnodejs looks for what to wait for. */
const LISTS = {
  subscription: "_subscriptions",
  service: "_services",
  client: "_clients",
} as const satisfies { readonly [K in Kind]: string };

type Entity = { readonly _handle: Handle };
type Lists = { readonly [L in (typeof LISTS)[Kind] | "_guards"]: Entity[] };

/**
 * The handles a thread of rclnodejs waits for. It wakes the main thread with those that are ready; a map finds what to do
 * with each, where rclnodejs itself would search every list of the node for every handle. What is not taken
 * makes the next wait end at once. Nothing may be thrown out of `execute`: rclnodejs would abort the process.
 */
export class WaitSetExecutor implements Executor {
  readonly name = "wait set";
  readonly #native: Native;
  readonly #shadow: ShadowNode & Lists;
  readonly #wake: Handle;
  readonly #acts = new Map<Handle, Act>();
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
          guard("the ROS 2 executor", () => act(1));
        }
      }
      this.#retired.length = 0;
    };
    const lists: Lists = { _subscriptions: [], _services: [], _clients: [], _guards: [] };
    this.#shadow = Object.assign(new native.ShadowNode(), lists, { execute });
    this.#wake = native.createGuardCondition(context);
    this.#shadow._guards.push({ _handle: this.#wake });
    this.#shadow.start(context, PATIENCE);
  }

  wait(kind: Kind, handle: Handle, act: Act): () => void {
    const entity = { _handle: handle };
    const list = this.#shadow[LISTS[kind]];
    list.push(entity);
    this.#acts.set(handle, act);
    this.#syncSoon();
    return () => {
      if (!this.#acts.delete(handle) || !this.#open) {
        return;
      }
      list.splice(list.indexOf(entity), 1);
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
