import { keyText, type SourceDraft, type ZoneDraft } from "./draft.ts";
import type { Nav2Section } from "./nav2-section.ts";
import { readShape } from "./shapes.ts";

/** The polygons of a collision monitor as zones. */
export function readZoneDrafts(
  monitor: Nav2Section,
  sources: readonly SourceDraft[],
): readonly ZoneDraft[] {
  const names = monitor.names("polygons");
  if (names.length > 0) {
    monitor.tell("polygons", "taken", "zones");
  }
  return names.flatMap((name) => readZone(monitor, name, sources));
}

function readZone(
  monitor: Nav2Section,
  name: string,
  sources: readonly SourceDraft[],
): readonly ZoneDraft[] {
  if (monitor.value(`${name}.enabled`) === false) {
    const note =
      "a zone that is switched off is left out; coalign has no switch, only signed waivers of 30 s";
    monitor.tell(`${name}.enabled`, "unsafe", note);
  } else if (monitor.has(`${name}.enabled`)) {
    monitor.tell(`${name}.enabled`, "no counterpart", "a zone that is in the file is on");
  }
  const action = readAction(monitor, name);
  const shape = action && readShape(monitor, name);
  if (action === undefined || shape === undefined || monitor.value(`${name}.enabled`) === false) {
    monitor.skip(`${name}.`);
    return [];
  }
  const lines = [
    ...action,
    ...shape,
    ...readSourceNames(monitor, name, sources),
    ...readCounts(monitor, name, action[0] ?? ""),
  ];
  return [{ name, lines }];
}

/** Nav2's defaults, for what a file leaves out. */
const DEFAULTS = { ratio: 0.5, linear: 0.5, angular: 0.5, time: 2 };

function readAction(monitor: Nav2Section, name: string): readonly string[] | undefined {
  const key = `${name}.action_type`;
  const action = monitor.text(key) ?? "nothing";
  const number = (what: string, otherwise: number): string => {
    const value = monitor.number(`${name}.${what}`);
    monitor.tell(
      `${name}.${what}`,
      "taken",
      value === undefined ? `Nav2's default of ${otherwise}` : `zones.${name}.${what}`,
    );
    return `${what}: ${value ?? otherwise}`;
  };
  switch (action) {
    case "stop":
      monitor.tell(
        key,
        "taken",
        `zones.${name}.action; \`escape: away\` lets the robot crawl out, \`none\` is as in Nav2`,
      );
      return ["action: stop", "escape: none"];
    case "slowdown":
      monitor.tell(key, "taken", `zones.${name}.action`);
      return ["action: slowdown", number("slowdown_ratio", DEFAULTS.ratio)];
    case "limit":
      monitor.tell(key, "taken", `zones.${name}.action`);
      return [
        "action: limit",
        number("linear_limit", DEFAULTS.linear),
        number("angular_limit", DEFAULTS.angular),
      ];
    case "approach":
      monitor.tell(key, "taken", `zones.${name}.action`);
      return ["action: approach", "escape: none", number("time_before_collision", DEFAULTS.time)];
    default:
      monitor.tell(key, "unsafe", `\`${action}\` lets the robot drive on; the zone is left out`);
      return undefined;
  }
}

function readSourceNames(
  monitor: Nav2Section,
  name: string,
  sources: readonly SourceDraft[],
): readonly string[] {
  const known = sources.map((source) => source.name);
  const asked = monitor.names(`${name}.sources_names`);
  const names = asked.filter((source) => known.includes(source));
  if (asked.length > names.length) {
    const rest = names.length === 0 ? known : names;
    const note = `not all are laser scans; zones.${name}.sources are ${rest.join(", ")}`;
    monitor.tell(`${name}.sources_names`, "unsafe", note);
  } else if (asked.length > 0) {
    monitor.tell(`${name}.sources_names`, "taken", `zones.${name}.sources`);
  }
  return [`sources: [${(names.length === 0 ? known : names).map(keyText).join(", ")}]`];
}

function readCounts(monitor: Nav2Section, name: string, action: string): readonly string[] {
  const least = monitor.number(`${name}.min_points`);
  const most = monitor.number(`${name}.max_points`);
  const lines: string[] = [];
  if (least !== undefined) {
    monitor.tell(`${name}.min_points`, "taken", `zones.${name}.min_points`);
    lines.push(`min_points: ${Math.max(1, least)}`);
  } else if (most !== undefined) {
    monitor.tell(`${name}.max_points`, "taken", `zones.${name}.min_points, one more`);
    lines.push(`min_points: ${most + 1}`);
  }
  const stops = action === "action: stop" || action === "action: approach";
  for (const key of ["trigger_consecutive_points", "release_consecutive_points"]) {
    const count = monitor.number(`${name}.${key}`);
    if (count !== undefined && key.startsWith("trigger") && stops && count > 1) {
      monitor.tell(`${name}.${key}`, "unsafe", "what stops, stops at the first view; left out");
    } else if (count !== undefined) {
      monitor.tell(`${name}.${key}`, "taken", `zones.${name}.${key}`);
      lines.push(`${key}: ${count}`);
    }
  }
  return lines;
}
