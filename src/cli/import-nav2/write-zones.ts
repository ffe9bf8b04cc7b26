import { type Draft, keyText, type Parameters, pointsText } from "./draft.ts";

/** A draft as the text of a zones file. */
export function zonesText({ robot, sources, zones }: Draft, from: string): string {
  const outline =
    typeof robot.outline === "number"
      ? `radius: ${robot.outline}`
      : `footprint: ${pointsText(robot.outline)}`;
  return [
    `# Zones of the safety supervisor, pre-filled from ${from}: parameter zones_file.`,
    "# Measure braking and reaction on the robot; what they stand on is how large a zone must be.",
    "robot:",
    `  ${outline} # [m]`,
    `  braking: ${robot.braking} # [m/s^2]`,
    `  reaction: ${robot.reaction} # [s]`,
    "sources:",
    ...sources.map(
      ({ name, topic, timeout }) =>
        `  ${keyText(name)}: {topic: ${JSON.stringify(topic)}, timeout: ${timeout}}`,
    ),
    "zones:",
    ...zones.flatMap(({ name, lines }) => [
      `  ${keyText(name)}:`,
      ...lines.map((line) => `    ${line}`),
    ]),
    "",
  ].join("\n");
}

/** The supervisor's parameters as ROS 2 reads them. */
export function parametersText(parameters: Parameters, zonesFile: string): string {
  const all = { zones_file: zonesFile, ...parameters };
  return [
    "safety_supervisor:",
    "  ros__parameters:",
    ...Object.entries(all).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`),
    "",
  ].join("\n");
}
