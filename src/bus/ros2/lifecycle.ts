import {
  type Act,
  type ActName,
  askedFor,
  availableIn,
  type StateName,
  STATES,
  TRANSITIONS,
  type Transition,
} from "../lifecycle.ts";
import { type ManagedNode, manageNode } from "../managed-node.ts";
import { Bond } from "./bond.ts";
import * as messages from "../messages/lifecycle-msgs.gen.ts";
import { ParameterError } from "../parameters.ts";
import type { Bus, NodeDefinition, Publisher } from "../port.ts";

/** As rclcpp has it: nobody needs to have missed none. */
const EVENT_QOS = { reliability: "reliable", durability: "volatile", depth: 10 } as const;

/** When a node becomes active: `at once`, or `when asked` by whoever manages lifecycles. */
export type Autostart = "at once" | "when asked";

/**
 * Brings a node to life and offers the services and the topic of a managed node.
 * @param name - Full name of the node.
 * @returns What ends it.
 * @throws Whatever the node throws when it starts.
 */
export async function live(
  node: NodeDefinition,
  bus: Bus,
  name: string,
  autostart: Autostart,
): Promise<() => Promise<void>> {
  if (node.inactive === undefined) {
    const running = await node.start(bus, bus.declare(node.parameters));
    const always = new Lifecycle(bus, name, undefined, "active");
    always.offer();
    return async () => await running.stop();
  }
  const managed = await manageNode(bus, node);
  const lifecycle = new Lifecycle(bus, name, managed, "unconfigured");
  lifecycle.offer();
  if (autostart === "at once") {
    await lifecycle.perform("configure");
    await lifecycle.perform("activate");
  } else {
    lifecycle.offerBond();
  }
  return managed.end;
}

/** The lifecycle of one node, as other nodes see it. */
class Lifecycle {
  readonly #bus: Bus;
  readonly #name: string;
  /** Missing for a node that is active as long as it runs. */
  readonly #node: ManagedNode | undefined;
  readonly #events: Publisher<messages.TransitionEvent>;
  #state: StateName;
  #bond: Bond | undefined;

  constructor(bus: Bus, name: string, node: ManagedNode | undefined, state: StateName) {
    this.#bus = bus;
    this.#name = name;
    this.#node = node;
    this.#state = state;
    this.#events = bus.advertise({
      name: `${name}/transition_event`,
      type: messages.TransitionEvent,
      qos: EVENT_QOS,
    });
  }

  offer(): void {
    const bus = this.#bus;
    const name = this.#name;
    const transitions = (list: readonly Transition[]) => ({
      available_transitions: list.map(describe),
    });
    bus.serve({ name: `${name}/get_state`, type: messages.GetState }, () => ({
      current_state: stateMessage(this.#state),
    }));
    bus.serve({ name: `${name}/get_available_states`, type: messages.GetAvailableStates }, () => ({
      available_states: (Object.keys(STATES) as StateName[]).map(stateMessage),
    }));
    const type = messages.GetAvailableTransitions;
    bus.serve({ name: `${name}/get_available_transitions`, type }, () =>
      transitions(this.#node === undefined ? [] : availableIn(this.#state)),
    );
    bus.serve({ name: `${name}/get_transition_graph`, type }, () => transitions(TRANSITIONS));
    bus.serve({ name: `${name}/change_state`, type: messages.ChangeState }, async (request) => ({
      success: await this.#change(request.transition),
    }));
  }

  /** For a manager that holds on to the nodes it activated. */
  offerBond(): void {
    try {
      this.#bond = new Bond(this.#bus, this.#name.replace(/^.*\//, ""));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#bus.log(
        "warn",
        `no bond with a manager of lifecycles (${why}): set its 'bond_timeout' to 0.0`,
      );
    }
  }

  /** @throws Whatever the node throws; its state is then the one it had before. */
  async perform(name: ActName): Promise<void> {
    const asked = askedFor(this.#state, { id: 0, label: name });
    if ("refused" in asked) {
      throw new Error(asked.refused);
    }
    await this.#run(asked.act);
  }

  async #change(asked: { readonly id: number; readonly label: string }): Promise<boolean> {
    const what = asked.label === "" ? `number ${asked.id}` : `'${asked.label}'`;
    if (this.#node === undefined) {
      const why = `${this.#name} is active as long as it runs`;
      this.#bus.log("warn", `refused the transition ${what}: ${why}`);
      return false;
    }
    const found = askedFor(this.#state, asked);
    if ("refused" in found) {
      this.#bus.log("warn", `refused the transition ${what}: ${found.refused}`);
      return false;
    }
    try {
      await this.#run(found.act);
      if (this.#state === "active") {
        this.#bond?.form();
      } else {
        this.#bond?.end();
      }
      return true;
    } catch (error) {
      // A wrong parameter is the user's; a stack helps with anything else.
      const known = error instanceof Error ? error : new Error(String(error));
      const text = known instanceof ParameterError ? known.message : (known.stack ?? known.message);
      this.#bus.log("error", `${found.act.name} failed: ${text}`);
      return false;
    }
  }

  async #run(act: Act): Promise<void> {
    this.#enter(act.during, act.id, act.name);
    try {
      await this.#node?.[act.name]();
    } catch (error) {
      this.#enter(act.failure, act.ends + 1, "transition_failure");
      throw error;
    }
    this.#enter(act.success, act.ends, "transition_success");
    this.#bus.log("info", `${this.#name} is ${act.success}`);
  }

  #enter(state: StateName, id: number, label: string): void {
    const from = this.#state;
    this.#state = state;
    this.#events.publish(
      messages.TransitionEvent.create({
        timestamp: BigInt(Math.round(this.#bus.now() * 1e9)),
        transition: messages.Transition.create({ id, label }),
        start_state: stateMessage(from),
        goal_state: stateMessage(state),
      }),
    );
  }
}

function stateMessage(name: StateName): messages.State {
  return messages.State.create({ id: STATES[name], label: name });
}

function describe({ id, label, from, to }: Transition): messages.TransitionDescription {
  return messages.TransitionDescription.create({
    transition: messages.Transition.create({ id, label }),
    start_state: stateMessage(from),
    goal_state: stateMessage(to),
  });
}
