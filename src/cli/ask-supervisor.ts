import type { Bus } from "../bus/port.ts";
import { openBus } from "./open-bus.ts";
import { withRos2 } from "./with-ros2.ts";

/** How long the supervisor may take to be found and to answer [s]. */
export const PATIENCE = 8;

/**
 * Talks to the supervisor over ROS 2 with a node that lives as long as that.
 * @param argv - The words after `coalign` that ask the same.
 */
export async function askSupervisor(
  argv: readonly string[],
  ask: (bus: Bus) => Promise<number>,
): Promise<number> {
  return await withRos2(argv, async () => {
    const open = await openBus(`coalign_${process.pid}`, []);
    try {
      return await ask(open.bus);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`no supervisor answers (${why}); is one running?`, { cause: error });
    } finally {
      open.shutdown();
    }
  });
}
