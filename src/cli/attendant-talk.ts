import type { Seconds } from "../quantity/time.ts";
import type { Evaluation } from "./report.ts";

/** What a start and its attendant say to each other over the channel between parent and child. */

/** From the attendant, who watches a run on ROS 2 and stops the robot at its end. */
export type AttendantMessage =
  | {
      readonly kind: "elapsed";
      /** Simulated time since the first clock message [s]. */
      readonly elapsed: Seconds;
      readonly robot: "never-moved" | "has-moved";
    }
  | { readonly kind: "stopped"; readonly sentence: string }
  | { readonly kind: "evaluation"; readonly evaluation: Evaluation };

/** To the attendant. `stop` asks the supervisor first; `await-standstill` only waits for the base. */
export type AttendantOrder = {
  readonly kind: "stop" | "await-standstill" | "evaluate";
};
