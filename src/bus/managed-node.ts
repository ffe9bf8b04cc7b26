import type { ActName } from "./lifecycle.ts";
import type { ParameterValues } from "./parameters.ts";
import type { Bus, NodeDefinition, RunningNode } from "./port.ts";
import { openScope, type Scope } from "./scope.ts";
import { type HeldBus, holdMotions } from "./standstill.ts";

/** What a managed node does at each act of its lifecycle; a throw means the act failed. */
export type ManagedNode = { readonly [A in ActName]: () => Promise<void> } & {
  /** Ends it with its process. */
  readonly end: () => Promise<void>;
};

/**
 * A node under a lifecycle, by what it is while it is not active:
 *
 * | inactive | configure | activate | deactivate, cleanup, shutdown |
 * |---|---|---|---|
 * | `silent` | declares its parameters | starts | stops; all it opened on the bus ends |
 * | `holds` | (it runs since its process began) | its motions go out | its motions go out as standstill, at its rate |
 *
 * A node that holds is never stopped or started anew by its lifecycle, so nothing it remembers is lost: a latch stays.
 * @throws Whatever a node that holds throws when it starts.
 */
export async function manageNode(bus: Bus, node: NodeDefinition): Promise<ManagedNode> {
  return node.inactive === "holds" ? await Holding.start(bus, node) : new Silent(bus, node);
}

class Silent implements ManagedNode {
  readonly #bus: Bus;
  readonly #node: NodeDefinition;
  #parameters: ParameterValues<NodeDefinition["parameters"]> | undefined;
  #life: { readonly scope: Scope; readonly running: RunningNode } | undefined;

  constructor(bus: Bus, node: NodeDefinition) {
    this.#bus = bus;
    this.#node = node;
  }

  readonly configure = async (): Promise<void> => {
    this.#parameters = await Promise.resolve(this.#bus.declare(this.#node.parameters));
  };

  readonly activate = async (): Promise<void> => {
    const scope = openScope(this.#bus);
    try {
      const parameters = this.#parameters ?? this.#bus.declare(this.#node.parameters);
      this.#life = { scope, running: await this.#node.start(scope.bus, parameters) };
    } catch (error) {
      scope.end();
      throw error;
    }
  };

  readonly deactivate = async (): Promise<void> => {
    const life = this.#life;
    this.#life = undefined;
    try {
      await life?.running.stop();
    } finally {
      life?.scope.end();
    }
  };

  readonly cleanup = async (): Promise<void> => {
    this.#parameters = undefined;
    await this.deactivate();
  };

  readonly shutdown = this.cleanup;
  readonly end = this.deactivate;
}

class Holding implements ManagedNode {
  readonly #held: HeldBus;
  readonly #running: RunningNode;

  constructor(held: HeldBus, running: RunningNode) {
    this.#held = held;
    this.#running = running;
  }

  static async start(bus: Bus, node: NodeDefinition): Promise<Holding> {
    const held = holdMotions(bus, "held");
    const running = await node.start(held.bus, held.bus.declare(node.parameters));
    await running.hold?.("held");
    return new Holding(held, running);
  }

  readonly configure = async (): Promise<void> => await this.#set("held");
  readonly cleanup = this.configure;
  readonly deactivate = this.configure;
  readonly shutdown = this.configure;
  readonly activate = async (): Promise<void> => await this.#set("released");
  readonly end = async (): Promise<void> => await this.#running.stop();

  async #set(hold: "held" | "released"): Promise<void> {
    // Held before the node hears of it, released after: at no time does more go out than both allow.
    if (hold === "held") {
      this.#held.set(hold);
    }
    await this.#running.hold?.(hold);
    this.#held.set(hold);
  }
}
