import { parseParameterFile, type Section } from "../../bus/parameter-file.ts";
import type { Draft, Parameters } from "./draft.ts";
import type { Finding } from "./finding.ts";
import { knownKey } from "./known-keys.ts";
import { Nav2Section } from "./nav2-section.ts";
import { readCeilings, readOutline, readStopping } from "./robot.ts";
import { readSources } from "./sources.ts";
import { readZoneDrafts } from "./zones.ts";

/** What a Nav2 parameter file gives, and what became of each of its parameters. */
export type Import = { readonly draft: Draft; readonly findings: readonly Finding[] };

/** Nodes whose other parameters are no business of a supervisor. */
const COSTMAPS = ["local_costmap", "global_costmap"] as const;

/**
 * Reads a `nav2_params.yaml`.
 * @throws ParameterError with file and line for what is no parameter file.
 */
export function readNav2(file: string, text: string): Import {
  const findings: Finding[] = [];
  const tell = (finding: Finding): void => {
    findings.push(finding);
  };
  const sections = parseParameterFile(file, text);
  const monitor = new Nav2Section("collision_monitor", sections, tell);
  const smoother = new Nav2Section("velocity_smoother", sections, tell);
  const costmaps = COSTMAPS.map((node) => new Nav2Section(node, sections, tell));
  const sources = readSources(monitor, tell);
  const zones = readZoneDrafts(monitor, sources);
  const robot = { outline: readOutline(costmaps, tell), ...readStopping(smoother, tell) };
  const parameters = { ...readTopics(monitor), ...readCeilings(smoother) };
  tellUnread([monitor, smoother], [...costmaps], tell);
  tellOthers(sections, tell);
  return { draft: { robot, sources, zones, parameters }, findings: inOrder(findings) };
}

function readTopics(monitor: Nav2Section): Parameters {
  const names = [
    ["base_frame_id", "base_frame"],
    ["cmd_vel_in_topic", "cmd_vel_in_topic"],
    ["cmd_vel_out_topic", "cmd_vel_out_topic"],
  ] as const;
  const taken: { [name: string]: string | boolean } = {};
  for (const [from, to] of names) {
    const value = monitor.text(from);
    if (value !== undefined) {
      monitor.tell(from, "taken", to);
      taken[to] = value;
    }
  }
  const stamped = monitor.value("enable_stamped_cmd_vel");
  if (typeof stamped === "boolean") {
    monitor.tell("enable_stamped_cmd_vel", "taken", "enable_stamped_cmd_vel");
    taken["enable_stamped_cmd_vel"] = stamped;
  }
  return taken;
}

/** Nothing in the nodes that were read is dropped in silence. */
function tellUnread(
  nodes: readonly Nav2Section[],
  costmaps: readonly Nav2Section[],
  tell: (finding: Finding) => void,
): void {
  for (const section of [...nodes, ...costmaps]) {
    const isCostmap = costmaps.includes(section);
    for (const { name, line } of section.unread()) {
      const known = knownKey(section.node, name);
      const otherwise = isCostmap
        ? ({ fate: "no counterpart", note: "of the costmaps only the outline is read" } as const)
        : ({ fate: "unknown", note: "this reader does not know it; nothing was taken" } as const);
      tell({ line, from: `${section.node}.${name}`, ...(known ?? otherwise) });
    }
  }
}

/** Other nodes of the file, one line each. */
function tellOthers(sections: readonly Section[], tell: (finding: Finding) => void): void {
  const read = new Set<string>(["collision_monitor", "velocity_smoother", ...COSTMAPS]);
  for (const { pattern, values } of sections) {
    const node = pattern.split("/").at(-1) ?? "";
    if (!read.has(node)) {
      const note = `another node, ${values.length} parameters; a supervisor has no use for them`;
      tell({ fate: "no counterpart", line: values[0]?.line ?? 0, from: pattern.slice(1), note });
    }
  }
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.line - b.line || (a.from < b.from ? -1 : 1));
}
