/** Commands that talk on a bus, which is ROS 2 unless told otherwise. */
const ON_A_BUS = ["start", "run", "stop", "reset", "resume", "status", "setup"];

/** Acts of an operator on a robot that runs already. */
const ACTS = ["stop", "reset", "resume", "status"];

/** Benchmarks that run real ROS 2 processes. */
const BENCHES = ["relay"];

/**
 * Whether a command needs ROS 2.
 * @param {readonly string[]} args - The words after `coalign`.
 * @returns {boolean} False for everything that runs without, and where the loopback bus is asked for.
 */
export function needsRos2(args) {
  if (args.some((arg) => ["--help", "-h", "--version"].includes(arg))) return false;
  if (chosenBus(args) === "loopback") return false;
  const [command = "", name = ""] = args;
  return ON_A_BUS.includes(command) || (command === "bench" && BENCHES.includes(name));
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
