import { type NodeDefinition } from "../../src/bus/port.ts";
import { openRos2 } from "../../src/bus/ros2/index.ts";
import { safetySupervisor } from "../../src/nodes/safety-supervisor.ts";

/** The supervisor as a managed node that holds still while it is inactive. */
const node = { ...safetySupervisor, inactive: "holds" } as unknown as NodeDefinition;
const { live, shutdown } = await openRos2({ node: node.name, args: process.argv.slice(2) });
const end = await live(node);
process.send?.({ ready: true });
process.once("SIGINT", () => {
  void end().then(() => {
    shutdown();
    process.exit(0);
  });
});
