import { keyText, pointsText } from "./draft.ts";
import { nav2Points } from "./nav2-points.ts";
import type { Nav2Section } from "./nav2-section.ts";

/** The shape of a polygon as lines of a zones file; undefined, and a finding, when it has none that can be taken. */
export function readShape(monitor: Nav2Section, name: string): readonly string[] | undefined {
  const type = monitor.text(`${name}.type`) ?? "polygon";
  const read = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  if (read === undefined) {
    monitor.tell(
      `${name}.type`,
      "no counterpart",
      `there is no shape \`${type}\`; the zone is left out`,
    );
    return undefined;
  }
  monitor.tell(`${name}.type`, "taken", `the shape of zones.${name}`);
  return read(monitor, name);
}

type Read = (monitor: Nav2Section, name: string) => readonly string[] | undefined;

const SHAPES: { readonly [type: string]: Read } = {
  polygon: readPolygon,
  circle: readCircle,
  velocity_polygon: readVelocities,
};

function readPolygon(monitor: Nav2Section, name: string): readonly string[] | undefined {
  const points = nav2Points(monitor.value(`${name}.points`));
  if (points !== undefined) {
    monitor.tell(`${name}.points`, "taken", `zones.${name}.polygon`);
    return [`polygon: ${pointsText(points)}`];
  }
  if (monitor.has(`${name}.footprint_topic`)) {
    const note = `zones.${name}.footprint: the robot's own, as self_perception knows it, not the topic`;
    monitor.tell(`${name}.footprint_topic`, "taken", note);
    return ["footprint: {scale: 1.0, grow: 0.0}"];
  }
  return readTopic(monitor, name);
}

function readCircle(monitor: Nav2Section, name: string): readonly string[] | undefined {
  const radius = monitor.number(`${name}.radius`);
  if (radius === undefined) {
    return readTopic(monitor, name);
  }
  monitor.tell(`${name}.radius`, "taken", `zones.${name}.circle.radius`);
  return [`circle: {radius: ${radius}}`];
}

/** How old a polygon from a topic may become, as Nav2 knows no such time [s]. */
const TOPIC_TIMEOUT = 1;

function readTopic(monitor: Nav2Section, name: string): readonly string[] | undefined {
  const topic = monitor.text(`${name}.polygon_sub_topic`);
  if (topic === undefined) {
    const note = "no points, radius or topic that can be read; the zone is left out: draw it";
    monitor.tell(name, "unsafe", note);
    return undefined;
  }
  const latched = monitor.value(`${name}.polygon_subscribe_transient_local`) === true;
  monitor.tell(
    `${name}.polygon_sub_topic`,
    "taken",
    `zones.${name}.topic; until it comes, the robot stands`,
  );
  if (latched) {
    monitor.tell(
      `${name}.polygon_subscribe_transient_local`,
      "taken",
      `zones.${name}.topic.latched`,
    );
    return [`topic: {name: ${JSON.stringify(topic)}, latched: true}`];
  }
  return [`topic: {name: ${JSON.stringify(topic)}, timeout: ${TOPIC_TIMEOUT}}`];
}

function readVelocities(monitor: Nav2Section, name: string): readonly string[] | undefined {
  const drive = monitor.value(`${name}.holonomic`) === true ? "holonomic" : "differential";
  monitor.tell(`${name}.holonomic`, "taken", `zones.${name}.velocities.drive`);
  const members = monitor.names(`${name}.velocity_polygons`);
  monitor.tell(`${name}.velocity_polygons`, "taken", `zones.${name}.velocities.members`);
  const lines = members.flatMap((member) => readMember(monitor, name, member, drive));
  return ["velocities:", `  drive: ${drive}`, "  members:", ...lines.map((line) => `    ${line}`)];
}

function readMember(
  monitor: Nav2Section,
  zone: string,
  member: string,
  drive: string,
): readonly string[] {
  const key = `${zone}.${member}`;
  const to = `zones.${zone}.velocities.members.${member}`;
  const points = nav2Points(monitor.value(`${key}.points`));
  if (points === undefined) {
    monitor.tell(`${key}.points`, "unsafe", `cannot be read; ${to} has no shape: draw it`);
  } else {
    monitor.tell(`${key}.points`, "taken", `${to}.polygon`);
  }
  const range = (what: string, from: string, until: string): string[] => {
    const ends = [monitor.number(`${key}.${from}`), monitor.number(`${key}.${until}`)];
    if (ends.includes(undefined)) {
      monitor.tell(
        `${key}.${from}`,
        "unsafe",
        `the range is not whole; ${to}.${what} is missing: write it`,
      );
      return [];
    }
    monitor.tell(`${key}.${from}`, "taken", `${to}.${what}`);
    monitor.tell(`${key}.${until}`, "taken", `${to}.${what}`);
    return [`  ${what}: [${ends.join(", ")}]`];
  };
  return [
    `${keyText(member)}:`,
    ...range("linear", "linear_min", "linear_max"),
    ...range("spin", "theta_min", "theta_max"),
    ...(drive === "holonomic"
      ? range("direction", "direction_start_angle", "direction_end_angle")
      : []),
    ...(points === undefined ? [] : [`  polygon: ${pointsText(points)}`]),
  ];
}
