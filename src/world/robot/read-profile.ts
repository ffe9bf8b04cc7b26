import { ORIGIN, type Placement } from "../../quantity/placement.ts";
import type { Element } from "../urdf/element.ts";
import type { Link, RobotModel } from "../urdf/model.ts";
import { UrdfProblem } from "../urdf/problem.ts";
import { lowestPoint, readDrive } from "./drive.ts";
import type { Mounting, Profile, Sector } from "./profile.ts";
import {
  isTrouble,
  nameInFile,
  type PartName,
  type RawSettings,
  readSettings,
  type Settings,
  type SettingsTable,
  TABLES,
} from "./settings.ts";

/** Settings a world file changes, by part, and how to say where they stand. */
export type Overrides = {
  readonly settings: Readonly<Partial<Record<string, RawSettings>>>;
  /** `file:line` of a setting. */
  readonly where: (part: string, setting: string) => string;
};

export const NO_OVERRIDES: Overrides = { settings: {}, where: (part) => part };

/** Names of links that carry the sensor where the file does not say which. */
const USUAL_LINKS = {
  lidar: /laser|lidar|scan|hokuyo|rplidar|sick|velodyne/i,
  imu: /imu|gyro/i,
  person_detector: /detector|camera|head|eyes/i,
} as const;

/** Where a sensor sits on a robot that has no link for it: over the root, this high above the ground [m]. */
const USUAL_HEIGHTS = { lidar: 0.25, imu: 0.1, person_detector: 0.8 } as const;

/** Frame of a sensor without a link of its own. */
const USUAL_FRAMES = { lidar: "laser", imu: "imu", person_detector: "detector" } as const;

/** A scan tilted by less counts as level: 10 degrees, as the cosine [1]. */
const LEVEL = Math.cos(Math.PI / 18);

/** Frames of pictures, with z forward (REP-103): no sensor here looks along them. */
const OTHER_AXES = /optical/i;

type Carried = keyof typeof USUAL_LINKS;

/**
 * What the URDF's `<coalign>` element and a world file say about drive, base and sensors, with defaults.
 * @throws UrdfProblem: one sentence with file, line and what would be right.
 */
export function readProfile(model: RobotModel, overrides: Overrides = NO_OVERRIDES): Profile {
  const extension = model.extension;
  extension?.admit([], ["drive", ...Object.keys(TABLES)]);
  for (const part of Object.keys(overrides.settings)) {
    if (!Object.hasOwn(TABLES, part)) {
      const known = Object.keys(TABLES).join(", ");
      throw new UrdfProblem(
        `${overrides.where(part, "")}: a robot has no part '${part}' to set; there are: ${known}`,
      );
    }
  }
  const lows = model.links.map(lowestPoint).filter(Number.isFinite);
  const ground = lows.length === 0 ? 0 : Math.min(...lows);
  const { drive, assumptions } = readDrive(model, extension?.child("drive"), ground);
  const notes = [...assumptions];
  if (model.mass === 0) {
    notes.push("no link has a mass: taken as 1 kg");
  }
  const added: Mounting[] = [];
  const part = <T extends SettingsTable>(
    name: PartName,
    table: T,
    besides: readonly string[],
  ): Settings<T> => readPart(extension?.child(name), name, table, overrides, besides);
  const mount = (name: Carried): Mounting => {
    const level = (at: Placement): boolean => {
      const { x, y } = at.rotation;
      return Math.abs(1 - 2 * (x * x + y * y)) > LEVEL;
    };
    const found = mountOf(model, extension?.child(name), name, (sentence) => notes.push(sentence));
    if (found !== undefined) {
      if (name === "lidar" && !level(found.at)) {
        notes.push(`${found.frame} is tilted, but a lidar scans level here`);
      }
      return found;
    }
    const height = USUAL_HEIGHTS[name];
    const made = { frame: USUAL_FRAMES[name], at: { ...ORIGIN, z: height + ground } };
    added.push(made);
    notes.push(`no link carries the ${name}: put ${height} m above the ground over ${model.root}`);
    return made;
  };
  return {
    drive,
    base: part("base", TABLES.base, []),
    odometry: part("odometry", TABLES.odometry, []),
    jointStates: part("joint_states", TABLES.joint_states, []),
    bumper: part("bumper", TABLES.bumper, []),
    lidar: {
      ...lidarOf(extension?.child("lidar"), overrides),
      ...mount("lidar"),
      blind: readBlind(extension?.child("lidar"), overrides),
    },
    imu: { ...part("imu", TABLES.imu, ["link"]), ...mount("imu") },
    detector: {
      ...part("person_detector", TABLES.person_detector, ["link"]),
      ...mount("person_detector"),
    },
    addedFrames: added,
    standing: -ground,
    assumptions: notes,
  };
}

/** The lidar's settings: whole beams, and some room between the shortest range and the longest. */
function lidarOf(
  element: Element | undefined,
  overrides: Overrides,
): Settings<typeof TABLES.lidar> {
  const lidar = readPart(element, "lidar", TABLES.lidar, overrides, ["link", "blind"]);
  const { beams, rangeMin, rangeMax } = lidar;
  const refuse = (setting: string, sentence: string): UrdfProblem => {
    const inWorld = Object.hasOwn(overrides.settings["lidar"] ?? {}, setting);
    return inWorld || element === undefined
      ? new UrdfProblem(`${overrides.where("lidar", setting)}: ${setting} of lidar ${sentence}`)
      : element.problem(`${setting} of <lidar> ${sentence}`);
  };
  if (!Number.isInteger(beams)) {
    throw refuse("beams", `must be a whole number, and not ${beams}`);
  }
  if (rangeMin >= rangeMax) {
    throw refuse("range_min", `must be below range_max, ${rangeMax}, and not ${rangeMin}`);
  }
  return lidar;
}

function readPart<T extends SettingsTable>(
  element: Element | undefined,
  name: PartName,
  table: T,
  overrides: Overrides,
  besides: readonly string[],
): Settings<T> {
  element?.admit([...Object.keys(table).map(nameInFile), ...besides], []);
  const own = attributesOf(element, table);
  const fromFile = readSettings(table, [own], besides);
  if (element !== undefined && isTrouble(fromFile)) {
    throw element.problem(`${fromFile.name} of <${name}> ${fromFile.sentence}`);
  }
  const both = readSettings(table, [own, overrides.settings[name] ?? {}], besides);
  if (isTrouble(both)) {
    throw new UrdfProblem(
      `${overrides.where(name, both.name)}: ${both.name} of ${name} ${both.sentence}`,
    );
  }
  return both;
}

function attributesOf(element: Element | undefined, table: SettingsTable): RawSettings {
  const names = Object.keys(table).map(nameInFile);
  return Object.fromEntries(
    names.flatMap((name) => (element?.has(name) === true ? [[name, element.text(name)]] : [])),
  );
}

function mountOf(
  model: RobotModel,
  element: Element | undefined,
  name: Carried,
  note: (sentence: string) => void,
): Mounting | undefined {
  const wanted = element?.has("link") === true ? element.text("link") : undefined;
  if (element === undefined || wanted === undefined) {
    const [usual, second] = usualLinks(model, name);
    if (usual !== undefined && second !== undefined) {
      note(`${usual.name} and ${second.name} may both carry the ${name}: ${usual.name} is taken`);
    }
    return usual === undefined ? undefined : { frame: usual.name, at: usual.rest };
  }
  const link = model.links.find((l) => l.name === wanted);
  if (link === undefined) {
    throw element.problem(`<${name}> names the link "${wanted}", which does not exist`);
  }
  return { frame: link.name, at: link.rest };
}

/** Links named after a sensor: of a mount and what it holds, what it holds. */
function usualLinks(model: RobotModel, name: Carried): readonly Link[] {
  const named = model.links.filter(
    (link) => USUAL_LINKS[name].test(link.name) && !OTHER_AXES.test(link.name),
  );
  const holds = (link: Link): boolean =>
    model.joints.some(({ parent, child }) => {
      const held = named.some((other) => other.name === child);
      return parent === link.name && held;
    });
  return named.filter((link) => !holds(link));
}

/** Blind sectors: `"0.5:0.8 2:2.4"`, or in a world file a list of numbers, two a sector [rad]. */
function readBlind(element: Element | undefined, overrides: Overrides): readonly Sector[] {
  const given = overrides.settings["lidar"]?.["blind"];
  const raw = given ?? (element?.has("blind") === true ? element.text("blind") : "");
  const parts = typeof raw === "string" ? raw.split(/[\s:]+/).filter((p) => p !== "") : raw;
  const numbers = Array.isArray(parts) ? parts.map(Number) : [NaN];
  if (numbers.length % 2 !== 0 || !numbers.every(Number.isFinite)) {
    const sentence = `blind of lidar must be pairs of directions in radians such as "0.5:0.8 2:2.4", and not ${JSON.stringify(raw)}`;
    throw given === undefined && element !== undefined
      ? element.problem(sentence)
      : new UrdfProblem(`${overrides.where("lidar", "blind")}: ${sentence}`);
  }
  return Array.from({ length: numbers.length / 2 }, (_, i) => [
    numbers[2 * i] ?? 0,
    numbers[2 * i + 1] ?? 0,
  ]);
}

/** Frames fixed to the root link, for `/tf_static`: the URDF's and the added ones. */
export function fixedFrames(model: RobotModel, profile: Profile): readonly Mounting[] {
  const moving = new Set(model.joints.filter((j) => j.type !== "fixed").map((j) => j.child));
  const links = model.links.filter((l) => l.name !== model.root && !moving.has(l.name));
  return [...links.map((l) => ({ frame: l.name, at: l.rest })), ...profile.addedFrames];
}
