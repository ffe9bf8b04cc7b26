import { isMap, type YAMLMap } from "yaml";
import { entriesOf, RosYaml } from "./ros-yaml.ts";

/** Parameter files as ROS 2 has them: YAML, nodes at the top, their values under `ros__parameters`. */

export type FileValue = { readonly name: string; readonly value: unknown; readonly line: number };

/** What a file says for the nodes a pattern fits. */
export type Section = {
  /** Full name with `*` for one part and `**` for any number: `/robot1/safety_supervisor`, `/**`. */
  readonly pattern: string;
  readonly values: readonly FileValue[];
};

const PARAMETERS = "ros__parameters";

/**
 * Reads the text of a parameter file.
 * @throws ParameterError with file, line and what would be right.
 */
export function parseParameterFile(path: string, text: string): readonly Section[] {
  const yaml = new RosYaml(path, text);
  const sections: Section[] = [];
  const visitNodes = (map: YAMLMap, pattern: string): void => {
    for (const { name, key, value } of entriesOf(map)) {
      if (!isMap(value)) {
        yaml.refuse(
          key,
          `'${name}' must be a node or a namespace; values stand under 'NODE:' and '${PARAMETERS}:'`,
        );
      } else if (name === PARAMETERS) {
        sections.push({ pattern, values: readValues(yaml, value, "") });
      } else {
        visitNodes(value, `${pattern}/${name}`.replaceAll(/\/+/g, "/"));
      }
    }
  };
  const top = yaml.contents;
  if (isMap(top)) {
    visitNodes(top, "/");
  } else if (top !== null) {
    yaml.refuse(top, "the file must begin with the name of a node, or with '/**:'");
  }
  return sections;
}

/** Values by name; a map inside stands for names with dots. */
function readValues(yaml: RosYaml, map: YAMLMap, prefix: string): FileValue[] {
  return entriesOf(map).flatMap(({ name, key, value }) =>
    isMap(value)
      ? readValues(yaml, value, `${prefix}${name}.`)
      : [{ name: `${prefix}${name}`, value: yaml.value(value), line: yaml.lineOf(key) }],
  );
}

/** Whether a pattern fits the full name of a node. */
export function fits(pattern: string, node: string): boolean {
  const parts = pattern.split("/").filter((part) => part !== "");
  const names = node.split("/").filter((part) => part !== "");
  const match = (p: number, n: number): boolean => {
    const part = parts[p];
    if (part === undefined) {
      return n === names.length;
    }
    if (part === "**") {
      return match(p + 1, n) || (n < names.length && match(p, n + 1));
    }
    return n < names.length && (part === "*" || part === names[n]) && match(p + 1, n + 1);
  };
  return match(0, 0);
}
