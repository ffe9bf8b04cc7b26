import type { Severity } from "../bus/port.ts";
import type { Seconds } from "../quantity/time.ts";
import type { Evaluation } from "./report.ts";

/** What the processes of one start say to each other over the channel between parent and child. */

/** From a process that runs nodes. */
export type NodeMessage = {
  readonly kind: "log";
  readonly node: string;
  readonly severity: Severity;
  readonly sentence: string;
};

/** From the attendant, who watches a run on ROS 2 and stops the robot at its end. */
export type AttendantMessage =
  | { readonly kind: "elapsed"; readonly elapsed: Seconds }
  | { readonly kind: "stopped"; readonly sentence: string }
  | { readonly kind: "evaluation"; readonly evaluation: Evaluation };

/** To the attendant. `stop` asks the supervisor first; `await-standstill` only waits for the base. */
export type AttendantOrder = {
  readonly kind: "stop" | "await-standstill" | "evaluate";
};
