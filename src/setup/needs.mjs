/** Commands that talk on a bus, which is ROS 2 unless told otherwise. */
const ON_A_BUS = [
  "start",
  "run",
  "stop",
  "reset",
  "resume",
  "waive",
  "limit",
  "status",
  "why",
  "setup",
];

/** Acts of an operator on a robot that runs already. */
const ACTS = ["stop", "reset", "resume", "waive", "limit", "status", "why"];

/** Benchmarks that run real ROS 2 processes. */
const BENCHES = ["relay", "veto", "timers"];

/** Soaks that do; they are among those that run when none is named. */
const SOAKS = ["deadman", "stops", "input-ends", "zero-hold", "rogue"];

/**
 * Whether a command needs ROS 2.
 * @param {readonly string[]} args - The words after `coalign`.
 * @returns {boolean} False for everything that runs without, and where the loopback bus is asked for.
 */
export function needsRos2(args) {
  if (args.some((arg) => ["--help", "-h", "--version"].includes(arg))) return false;
  if (chosenBus(args) === "loopback") return false;
  const [command = "", name = ""] = args;
  if (command === "soak") return soaksOnRos2(args.slice(1));
  return ON_A_BUS.includes(command) || (command === "bench" && BENCHES.includes(name));
}

/**
 * @param {readonly string[]} args - The words after `coalign soak`.
 * @returns {boolean} True where one of the named soaks runs real ROS 2 processes, and where none is named.
 */
function soaksOnRos2(args) {
  const end = args.findIndex((arg) => arg.startsWith("-"));
  const names = end < 0 ? args : args.slice(0, end);
  return names.length === 0 || names.some((name) => SOAKS.includes(name));
}

/**
 * Whether a command acts on a robot that runs already. Nothing is built or installed for it: a stop must not wait.
 * @param {readonly string[]} args - The words after `coalign`.
 * @returns {boolean} True for the operator's acts.
 */
export function actsOnRunning(args) {
  return ACTS.includes(args[0] ?? "");
}

/**
 * @param {readonly string[]} args - The words after `coalign`.
 * @returns {string | undefined} What `--bus` names; the last one counts.
 */
function chosenBus(args) {
  return args.reduce((/** @type {string | undefined} */ bus, arg, i) => {
    if (arg === "--bus") return args[i + 1];
    return arg.startsWith("--bus=") ? arg.slice("--bus=".length) : bus;
  }, undefined);
}
