import type { NodeDefinition } from "../bus/port.ts";

/** Every node by name, loaded when it is asked for: a process pays only for what it runs. */
const NODES: { readonly [name: string]: () => Promise<unknown> } = {
  record: async () => (await import("../nodes/record.ts")).record,
  world: async () => (await import("../nodes/world.ts")).world,
  console: async () => (await import("../nodes/console.ts")).console,
  safety_supervisor: async () => (await import("../nodes/safety-supervisor.ts")).safetySupervisor,
  deadman: async () => (await import("../nodes/deadman.ts")).deadman,
  self_perception: async () => (await import("../nodes/self-perception.ts")).selfPerception,
  people_input: async () => (await import("../nodes/people-input.ts")).peopleInput,
  theory_of_mind: async () => (await import("../nodes/theory-of-mind.ts")).theoryOfMind,
  harm_prediction: async () => (await import("../nodes/harm-prediction.ts")).harmPrediction,
  commander: async () => (await import("../nodes/commander.ts")).commander,
};

export const NODE_NAMES: readonly string[] = Object.keys(NODES);

/**
 * The node of that name.
 * @throws Error with one sentence when there is none.
 */
export async function loadNode(name: string): Promise<NodeDefinition> {
  const load = Object.hasOwn(NODES, name) ? NODES[name] : undefined;
  if (load === undefined) {
    throw new Error(`there is no node '${name}'; there are ${NODE_NAMES.join(", ")}`);
  }
  return (await load()) as NodeDefinition;
}

/** How long a node's code may be run before the node goes live [s]; `coalign bench relay` shows what it saves. */
const WARM_UP = 0.2;

/** Runs the code of a node that must be quick from its first message on, apart from the node itself. */
export async function warmUpNode(name: string): Promise<void> {
  if (name === "safety_supervisor") {
    const { warmUpSupervisor } = await import("../nodes/safety-supervisor-warm-up.ts");
    await warmUpSupervisor(WARM_UP);
  }
}
