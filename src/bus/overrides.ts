import { readFileSync } from "node:fs";
import { fits, parseParameterFile, type Section } from "./parameter-file.ts";
import { COMMON, type Overrides, ParameterError, type ParameterSpecs } from "./parameters.ts";
import type { ParameterSource } from "./ros-arguments.ts";
import { RosYaml } from "./ros-yaml.ts";

/**
 * Which values from parameter files and the command line are meant for a node. rclnodejs looks under the bare name and
 * `/**` only, so that a namespaced node would run on its defaults without a word.
 */

export type Given = {
  readonly name: string;
  readonly value: unknown;
  /** Where it stands: `robot.yaml line 7`. */
  readonly origin: string;
  /** Whether the place names this very node; then the node must have the parameter. */
  readonly address: "this node" | "many nodes";
};

export type GivenValues = {
  /** In the order they were given; files first, then the command line. */
  readonly values: readonly Given[];
  /** Sentences about what looks meant for this node and is not. */
  readonly doubts: readonly string[];
};

/**
 * Collects the values for a node.
 * @param node - Full name after remapping, for example `/robot1/safety_supervisor`.
 * @throws ParameterError for a file that cannot be read, with file and line for one that is wrong.
 */
export function collectValues(node: string, sources: readonly ParameterSource[]): GivenValues {
  const files = sources.flatMap((source) => (source.kind === "file" ? [source.path] : []));
  const sections = files.map((path) => ({
    path,
    sections: parseParameterFile(path, readText(path)),
  }));
  return {
    values: [
      ...sections.flatMap((file) => valuesOf(node, file)),
      ...sources.flatMap((source) => argumentFor(node, source)),
    ],
    doubts: sections.flatMap((file) => doubtsAbout(node, file)),
  };
}

/** The last value given of each parameter, and where it stands. What was meant for many nodes may be unknown to this one. */
export function chooseValues(
  given: readonly Given[],
  specs: ParameterSpecs,
): { readonly overrides: Overrides; readonly origins: { readonly [name: string]: string } } {
  const mine = given.filter(
    ({ name, address }) =>
      address === "this node" || COMMON.has(name) || Object.hasOwn(specs, name),
  );
  return {
    overrides: Object.fromEntries(mine.map(({ name, value }) => [name, value])),
    origins: Object.fromEntries(mine.map(({ name, origin }) => [name, origin])),
  };
}

type FileSections = { readonly path: string; readonly sections: readonly Section[] };

function valuesOf(node: string, { path, sections }: FileSections): Given[] {
  return sections
    .filter(({ pattern }) => fits(pattern, node))
    .flatMap(({ pattern, values }) =>
      values.map(({ name, value, line }) => ({
        name,
        value,
        origin: `${path} line ${line}`,
        address: lastPart(pattern).includes("*") ? ("many nodes" as const) : ("this node" as const),
      })),
    );
}

function argumentFor(node: string, source: ParameterSource): Given[] {
  if (source.kind === "file") {
    return [];
  }
  if (source.node !== undefined && source.node !== lastPart(node) && !fits(source.node, node)) {
    return [];
  }
  const { name, text } = source;
  const origin = `the argument -p ${name}:=${text}`;
  const yaml = new RosYaml(origin, text);
  return [{ name, value: yaml.value(yaml.contents), origin, address: "this node" }];
}

/** A file with a section for a node of our name elsewhere and none for us was probably meant for us. */
function doubtsAbout(node: string, { path, sections }: FileSections): string[] {
  if (sections.some(({ pattern }) => fits(pattern, node))) {
    return [];
  }
  const near = sections.find(({ pattern }) => lastPart(pattern) === lastPart(node));
  return near === undefined
    ? []
    : [`${path} has values for ${near.pattern}, and this node is ${node}: none of them applies`];
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ParameterError(
      code === "ENOENT"
        ? `the parameter file ${path} does not exist`
        : `the parameter file ${path} cannot be read (${code ?? String(error)})`,
    );
  }
}
