import {
  DescribeParameters,
  GetParameters,
  GetParameterTypes,
  ListParameters,
  type Parameter,
  ParameterDescriptor,
  ParameterValue,
  SetParameters,
  SetParametersAtomically,
  type SetParametersResult,
} from "../messages/rcl-interfaces.gen.ts";
import type { ServiceType } from "../messages/message-type.ts";
import { showValue, troubleWith } from "../parameters.ts";
import type { Service } from "../port.ts";
import {
  type Declared,
  describeParameter,
  fromParameterValue,
  PARAMETER_TYPES,
  toParameterValue,
  typeNumber,
} from "./parameter-message.ts";

/**
 * The six parameter services of a node. rclnodejs' own abort the process on an empty name or an unknown type, accept NaN
 * and let "not set" erase a value; these answer every request and change nothing: a running node keeps its parameters.
 */

/** Declared parameters by name. */
export type DeclaredParameters = ReadonlyMap<string, Declared>;

/** How a service is offered: the adapter's `serve`. */
export type Serve = <Request, Response>(
  service: Service<Request, Response>,
  answer: (request: Request) => Response,
) => void;

/** Offers the services of a node with this full name. */
export function offerParameters(node: string, declared: DeclaredParameters, serve: Serve): void {
  const offer = <Request, Response>(
    name: string,
    type: ServiceType<Request, Response>,
    answer: (request: Request) => Response,
  ): void => serve({ name: `${node}/${name}`, type }, answer);

  offer("get_parameters", GetParameters, ({ names }) => ({
    values: names.map((name) => {
      const found = declared.get(name);
      return found === undefined ? ParameterValue.create() : toParameterValue(found);
    }),
  }));
  offer("get_parameter_types", GetParameterTypes, ({ names }) => ({
    types: Uint8Array.from(names, (name) => typeOf(declared, name)),
  }));
  offer("describe_parameters", DescribeParameters, ({ names }) => ({
    descriptors: names.map((name) => {
      const found = declared.get(name);
      return found === undefined
        ? ParameterDescriptor.create({ name })
        : describeParameter(name, found);
    }),
  }));
  offer("list_parameters", ListParameters, ({ prefixes, depth }) => ({
    result: listParameters([...declared.keys()], prefixes, Number(depth)),
  }));
  offer("set_parameters", SetParameters, ({ parameters }) => ({
    results: parameters.map((parameter) => refuse(node, declared, parameter)),
  }));
  offer("set_parameters_atomically", SetParametersAtomically, ({ parameters }) => ({
    result: parameters.map((parameter) => refuse(node, declared, parameter))[0] ?? {
      successful: true,
      reason: "",
    },
  }));
}

function typeOf(declared: DeclaredParameters, name: string): number {
  const found = declared.get(name);
  return found === undefined ? PARAMETER_TYPES.unset : typeNumber(found);
}

/** Names with one of the prefixes (all when there is none), at most `depth` parts below it (0: any). */
function listParameters(
  names: readonly string[],
  prefixes: readonly string[],
  depth: number,
): { names: string[]; prefixes: string[] } {
  const partsBelow = (name: string, prefix: string): number =>
    name.split(".").length - (prefix === "" ? 0 : prefix.split(".").length);
  const isUnder = (name: string, prefix: string): boolean =>
    (prefix === "" || name === prefix || name.startsWith(`${prefix}.`)) &&
    (depth === 0 || partsBelow(name, prefix) <= depth);
  const roots = prefixes.length === 0 ? [""] : prefixes;
  const found = names.filter((name) => roots.some((prefix) => isUnder(name, prefix)));
  const groups = found.flatMap((name) =>
    name.includes(".") ? [name.slice(0, name.lastIndexOf("."))] : [],
  );
  return { names: found, prefixes: [...new Set(groups)] };
}

/** Nothing is ever set; the reason says what is wrong first, and that the parameter is read-only when nothing else is. */
function refuse(
  node: string,
  declared: DeclaredParameters,
  { name, value }: Parameter,
): SetParametersResult {
  const found = declared.get(name);
  if (found === undefined) {
    const reason =
      name === "" ? "the name of a parameter is empty" : `${node} has no parameter '${name}'`;
    return { successful: false, reason };
  }
  const wanted = fromParameterValue(value);
  const trouble = "trouble" in wanted ? wanted.trouble : troubleWith(found.spec, wanted.value);
  const shown = "trouble" in wanted ? "" : `, and not ${showValue(wanted.value)}`;
  const reason =
    trouble === undefined
      ? `'${name}' is read-only while ${node} runs: give it in a parameter file or with -p, and start anew`
      : `'${name}' ${trouble}${shown}`;
  return { successful: false, reason };
}
