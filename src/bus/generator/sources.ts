import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Definition, isPrimitive, isTextConstant, parseDefinition } from "./definition.ts";

/** Messages the runtime uses that are not in `msgs/`: every type they refer to comes along. */
const STANDARD = [
  "builtin_interfaces/Time",
  "builtin_interfaces/Duration",
  "std_msgs/Header",
  "std_msgs/Bool",
  "std_msgs/String",
  "std_msgs/Empty",
  "std_msgs/Float64",
  "geometry_msgs/Twist",
  "geometry_msgs/TwistStamped",
  "geometry_msgs/PoseStamped",
  "geometry_msgs/TransformStamped",
  "geometry_msgs/PolygonStamped",
  "sensor_msgs/LaserScan",
  "sensor_msgs/Imu",
  "sensor_msgs/JointState",
  "nav_msgs/Odometry",
  "nav_msgs/Path",
  "tf2_msgs/TFMessage",
  "rosgraph_msgs/Clock",
  "diagnostic_msgs/DiagnosticArray",
  "visualization_msgs/MarkerArray",
  "lifecycle_msgs/TransitionEvent",
  "rcl_interfaces/Parameter",
  "rcl_interfaces/ParameterEvent",
] as const;

export type Service = {
  readonly request: Definition;
  readonly response: Definition;
  readonly name: string;
};
export type Package = {
  readonly name: string;
  readonly messages: Definition[];
  readonly services: Service[];
};

/** Definitions of the distribution this runtime is built for: the ROS 2 Jazzy set, unchanged in Kilted. */
const STANDARD_FOLDER = join(
  "node_modules",
  "@foxglove",
  "rosmsg-msgs-common",
  "msgdefs",
  "ros2jazzy",
);

/** The text without comments and empty lines: what others wrote about their fields stays theirs. */
function bare(text: string): string {
  const [own = ""] = text.split(/^=+$/m);
  return own
    .split("\n")
    .map((line) => (isTextConstant(line) ? line : line.replace(/#.*$/, "")).trimEnd())
    .filter((line) => line !== "")
    .join("\n");
}

function readStandard(root: string, type: string): Definition {
  const [packageName = "", name = ""] = type.split("/");
  const path = join(root, STANDARD_FOLDER, packageName, "msg", `${name}.msg`);
  return parseDefinition(packageName, name, bare(readFileSync(path, "utf8")));
}

function readPackage(folder: string, name: string): Package {
  const files = (kind: string): string[] =>
    existsSync(join(folder, kind))
      ? readdirSync(join(folder, kind))
          .filter((f) => f.endsWith(`.${kind}`))
          .sort()
      : [];
  const text = (kind: string, file: string): string =>
    readFileSync(join(folder, kind, file), "utf8");
  return {
    name,
    messages: files("msg").map((file) =>
      parseDefinition(name, file.slice(0, -4), text("msg", file)),
    ),
    services: files("srv").map((file) => {
      const service = file.slice(0, -4);
      const [request = "", response = ""] = text("srv", file).split(/^---$/m);
      return {
        name: service,
        request: parseDefinition(name, `${service}_Request`, request),
        response: parseDefinition(name, `${service}_Response`, response),
      };
    }),
  };
}

/** Every package to generate: ours, those under `msgs/interfaces/`, and the standard messages in use. */
export function readSources(root: string): Package[] {
  const interfaces = join(root, "msgs", "interfaces");
  const packages = new Map<string, Package>();
  packages.set("coalign_msgs", readPackage(join(root, "msgs"), "coalign_msgs"));
  for (const name of existsSync(interfaces) ? readdirSync(interfaces).sort() : []) {
    packages.set(name, readPackage(join(interfaces, name), name));
  }
  const known = (type: string): Definition | undefined =>
    packages
      .get(type.split("/")[0] ?? "")
      ?.messages.find((message) => message.name === type.split("/")[1]);
  const add = (type: string): void => {
    if (known(type) !== undefined) {
      return;
    }
    const definition = readStandard(root, type);
    const home = packages.get(definition.package) ?? {
      name: definition.package,
      messages: [],
      services: [],
    };
    packages.set(definition.package, home);
    home.messages.push(definition);
    addAll([definition]);
  };
  const addAll = (definitions: readonly Definition[]): void =>
    definitions
      .flatMap((d) => d.fields)
      .filter((f) => !isPrimitive(f.type))
      .forEach((f) => add(f.type));
  STANDARD.forEach(add);
  for (const item of [...packages.values()]) {
    addAll([...item.messages, ...item.services.flatMap((s) => [s.request, s.response])]);
  }
  return [...packages.values()];
}
