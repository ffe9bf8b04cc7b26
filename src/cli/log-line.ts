import type { Severity } from "../bus/port.ts";

/** Makes ROS 2 log each sentence in the form that `readLogLine` reads. */
export const LOG_FORMAT = {
  RCUTILS_CONSOLE_OUTPUT_FORMAT: "[{severity}] [{name}]: {message}",
  RCUTILS_COLORIZED_OUTPUT: "0",
  RCUTILS_LOGGING_USE_STDOUT: "0",
} as const;

const SEVERITIES: { readonly [name: string]: Severity } = {
  DEBUG: "debug",
  INFO: "info",
  WARN: "warn",
  ERROR: "error",
  FATAL: "error",
};

/** What a line of a process says; undefined where it is not a sentence of a node. */
export function readLogLine(
  line: string,
): { readonly node: string; readonly severity: Severity; readonly sentence: string } | undefined {
  const [, name = "", node = "", sentence = ""] =
    /^\[([A-Z]+)\] \[([^\]]+)\]: (.*)$/.exec(line) ?? [];
  const severity = SEVERITIES[name];
  return severity === undefined ? undefined : { node, severity, sentence };
}
