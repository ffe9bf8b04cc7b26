import {
  ChangeState,
  GetAvailableStates,
  GetAvailableTransitions,
  GetState,
  State,
} from "../messages/lifecycle-msgs.gen.ts";
import type { Log } from "./log.ts";
import type { Serve } from "./parameter-services.ts";

/**
 * What a node answers to those who manage lifecycles. It is active from its start to its end: supervision has no switch,
 * so no transition is legal, and every request for one is refused. rclnodejs aborts the process on a transition that is
 * not legal now.
 */
const ACTIVE = State.create({ id: 3, label: "active" });

/** Offers the lifecycle services of a node with this full name. */
export function offerLifecycle(node: string, log: Log, serve: Serve): void {
  serve({ name: `${node}/get_state`, type: GetState }, () => ({ current_state: ACTIVE }));
  serve({ name: `${node}/get_available_states`, type: GetAvailableStates }, () => ({
    available_states: [ACTIVE],
  }));
  serve({ name: `${node}/get_available_transitions`, type: GetAvailableTransitions }, () => ({
    available_transitions: [],
  }));
  serve({ name: `${node}/change_state`, type: ChangeState }, ({ transition }) => {
    const name = transition.label === "" ? `number ${transition.id}` : `'${transition.label}'`;
    log("warn", `refused the transition ${name}: ${node} is active as long as it runs`);
    return { success: false };
  });
}
