/** Both ways in which the ROS 2 bus waits; whatever must hold, must hold on both. */
export const EXECUTORS = ["events", "wait set"] as const;

/** Environment variables of a process whose bus uses that executor. */
export function executorVariables(executor: (typeof EXECUTORS)[number]): NodeJS.ProcessEnv {
  return { COALIGN_EXECUTOR: executor };
}
