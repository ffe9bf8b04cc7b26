import { ParameterError } from "./parameters.ts";

/** What stands after `--ros-args` on a command line (design.ros2.org, "ROS Command Line Arguments"). */

/** A parameter value or a file of them, in the order given. */
export type ParameterSource =
  | { readonly kind: "file"; readonly path: string }
  | {
      readonly kind: "value";
      /** The node it is meant for; absent for every node. */
      readonly node?: string;
      readonly name: string;
      /** The value as YAML. */
      readonly text: string;
    };

export type Remap = { readonly node?: string; readonly from: string; readonly to: string };

export type RosArguments = {
  readonly parameters: readonly ParameterSource[];
  readonly remaps: readonly Remap[];
  /** What rcl has to see, parameters taken out: remappings, log levels, the enclave. */
  readonly forwarded: readonly string[];
  /** Arguments of the program itself. */
  readonly others: readonly string[];
};

const PARAMETER = /^(?:([^:=]+):)?([^:=]+):=([\s\S]*)$/;
const REMAP = /^(?:([^:=/]+):)?((?:ros(?:topic|service):\/\/)?[^:=]+):=(.+)$/;

/** Options that are followed by a value. */
const WITH_VALUE = new Set([
  "-p",
  "--param",
  "-r",
  "--remap",
  "--params-file",
  "-e",
  "--enclave",
  "--log-level",
  "--log-config-file",
  "--log-file-name",
]);

/**
 * Reads a command line.
 * @throws ParameterError naming the argument that cannot be read and the form it must have.
 */
export function parseRosArguments(args: readonly string[]): RosArguments {
  const { ros, others } = splitArguments(args);
  const parameters: ParameterSource[] = [];
  const remaps: Remap[] = [];
  const forwarded: string[] = [];
  for (let at = 0; at < ros.length; at++) {
    const option = ros[at] ?? "";
    if (!WITH_VALUE.has(option)) {
      forwarded.push(option);
      continue;
    }
    const value = ros[++at];
    if (value === undefined) {
      throw new ParameterError(`the argument ${option} needs a value after it`);
    }
    if (option === "--params-file") {
      parameters.push({ kind: "file", path: value });
    } else if (option === "-p" || option === "--param") {
      parameters.push(parseParameter(option, value));
    } else {
      forwarded.push(option, value);
      remaps.push(...(option === "-r" || option === "--remap" ? [parseRemap(option, value)] : []));
    }
  }
  return { parameters, remaps, forwarded, others };
}

/** What stands between each `--ros-args` and the next `--` or the end, and the rest. */
function splitArguments(args: readonly string[]): { ros: string[]; others: string[] } {
  const ros: string[] = [];
  const others: string[] = [];
  let isRos = false;
  for (const arg of args) {
    if (arg === "--ros-args") {
      isRos = true;
    } else if (isRos && arg === "--") {
      isRos = false;
    } else {
      (isRos ? ros : others).push(arg);
    }
  }
  return { ros, others };
}

function parseParameter(option: string, argument: string): ParameterSource {
  const [, node, name, text] = PARAMETER.exec(argument) ?? [];
  if (name === undefined || text === undefined) {
    throw new ParameterError(
      `the argument '${option} ${argument}' must have the form ${option} name:=value or ${option} node:name:=value`,
    );
  }
  return { kind: "value", ...(node === undefined ? {} : { node }), name, text };
}

function parseRemap(option: string, argument: string): Remap {
  const [, node, from, to] = REMAP.exec(argument) ?? [];
  if (from === undefined || to === undefined) {
    throw new ParameterError(
      `the argument '${option} ${argument}' must have the form ${option} from:=to or ${option} node:from:=to`,
    );
  }
  return { ...(node === undefined ? {} : { node }), from, to };
}

/** Full name of a node after remapping: the first rule that fits wins, as in rcl. */
export function resolveNodeName(node: string, remaps: readonly Remap[]): string {
  const fitting = (...keys: readonly string[]): string | undefined =>
    remaps.find((rule) => keys.includes(rule.from) && (rule.node ?? node) === node)?.to;
  const namespace = fitting("__ns") ?? "/";
  const name = fitting("__node", "__name") ?? node;
  return `${namespace.replace(/\/+$/, "")}/${name}`.replace(/^\/*/, "/");
}
