/** From the parts of a parsed file to the description the rest of the world reads. */
import type { z } from "zod";
import type { Vector } from "../../quantity/vector.ts";
import {
  CHARACTERS,
  type Activity,
  type Character,
  type GroupDescription,
  type Jitter,
  type LooseObject,
  type PersonDescription,
  type Place,
  type Rectangle,
  type RobotDescription,
  type Stand,
  type Structure,
} from "./description.ts";
import { parseKind, tellUnknown, type Kinded, type Path, type Report } from "./parse.ts";
import {
  ACTIVITIES,
  type GROUPS,
  type JITTER,
  type OBJECTS,
  type PEOPLE,
  type PLACES,
  type ROBOTS,
  type STRUCTURES,
} from "./schema.ts";

const vector = ([x, y]: readonly [number, number]): Vector => ({ x, y });
const standAt = ([x, y, yaw]: readonly [number, number, number]): Stand => ({ x, y, yaw });

/** The rectangle between two corners, given in any order. */
export function rectangleOf(a: Vector, b: Vector): Rectangle {
  return {
    minX: Math.min(a.x, b.x),
    minY: Math.min(a.y, b.y),
    maxX: Math.max(a.x, b.x),
    maxY: Math.max(a.y, b.y),
  };
}

function optional<K extends string, V>(
  key: K,
  value: V | undefined,
): Partial<Readonly<Record<K, V>>> {
  return value === undefined ? {} : ({ [key]: value } as Readonly<Record<K, V>>);
}

export function structureOf({ kind, data }: Kinded<typeof STRUCTURES>): Structure {
  const { height, bottom, transparent } = data;
  const common = { height, bottom, transparent, ...optional("colour", data.colour) };
  switch (kind) {
    case "wall": {
      const { from, to, thickness } = data;
      return { id: data.wall, kind, from: vector(from), to: vector(to), thickness, ...common };
    }
    case "box": {
      const { length, width } = data;
      return { id: data.box, kind, at: standAt(data.at), length, width, ...common };
    }
    case "cylinder":
      return { id: data.cylinder, kind, at: vector(data.at), radius: data.radius, ...common };
  }
}

function shapeOf({ kind, data }: Kinded<typeof OBJECTS>): LooseObject["shape"] {
  switch (kind) {
    case "box":
      return { kind, length: data.length, width: data.width, height: data.height };
    case "cylinder":
      return { kind, radius: data.radius, height: data.height };
    case "sphere":
      return { kind, radius: data.radius };
  }
}

export function objectOf(item: Kinded<typeof OBJECTS>): LooseObject {
  const { at, mass, friction, restitution } = item.data;
  const [x, y, z, yaw] = at;
  const id =
    item.kind === "box"
      ? item.data.box
      : item.kind === "cylinder"
        ? item.data.cylinder
        : item.data.sphere;
  return {
    id,
    at: { x, y, z, yaw },
    shape: shapeOf(item),
    mass,
    friction,
    restitution,
    ...optional("breaksAt", item.data.breaks_at),
    ...optional("colour", item.data.colour),
  };
}

export function placeOf({ kind, data }: Kinded<typeof PLACES>): Place {
  return kind === "point"
    ? { name: data.point, kind, at: vector(data.at), ...optional("facing", data.facing) }
    : { name: data.area, kind, area: rectangleOf(vector(data.from), vector(data.to)) };
}

function activityOf({ kind, data }: Kinded<typeof ACTIVITIES>): Activity {
  switch (kind) {
    case "go":
      return { kind, place: data.go };
    case "wander":
      return { kind, place: data.wander, goals: data.goals };
    case "look":
      return { kind, place: data.look, duration: data.for };
    case "wait":
      return { kind, duration: data.wait };
    case "talk":
      return { kind, duration: data.talk };
    case "sit":
      return { kind, duration: data.sit };
    case "phone":
      return { kind, duration: data.phone };
    case "fall":
      return { kind, duration: data.fall };
  }
}

function planOf(items: readonly unknown[], path: Path, report: Report): readonly Activity[] {
  return items.flatMap((item, i) => {
    const activity = parseKind(ACTIVITIES, "an activity", item, [...path, "plan", i], report);
    return activity === undefined ? [] : [activityOf(activity)];
  });
}

export function personOf(
  { data }: Kinded<typeof PEOPLE>,
  path: Path,
  report: Report,
): PersonDescription {
  return {
    id: data.person,
    character: data.character,
    start: standAt(data.start),
    plan: planOf(data.plan, path, report),
    repeat: data.repeat,
    delay: data.delay,
    ...optional("speed", data.speed),
    ...optional("height", data.height),
  };
}

function isCharacter(name: string): name is Character {
  return CHARACTERS.some((character) => character === name);
}

export function groupOf(
  { data }: Kinded<typeof GROUPS>,
  path: Path,
  report: Report,
): GroupDescription {
  const mix = Object.entries(data.mix).flatMap(([character, share]) => {
    if (isCharacter(character)) {
      return [{ character, share }];
    }
    report([...path, "mix", character], tellUnknown(character, "a character", CHARACTERS, "and"));
    return [];
  });
  if (Object.values(data.mix).every((share) => share === 0)) {
    report(
      [...path, "mix"],
      "The mix is empty; it should give at least one character a share above 0.",
    );
  }
  const { count, start, repeat, walk, delay } = data;
  const plan = planOf(data.plan, path, report);
  return { id: data.group, count, start, mix, plan, repeat, walk, delay };
}

export function robotOf({ data }: Kinded<typeof ROBOTS>): RobotDescription {
  const { urdf, radius, sensors } = data;
  const goals = data.goals.map(vector);
  return { id: data.robot, urdf, start: standAt(data.start), goals, radius, sensors };
}

export function jitterOf(data: z.output<typeof JITTER>): Jitter {
  const { robot_position: robotPosition, robot_heading: robotHeading, ...people } = data;
  return { ...people, robotPosition, robotHeading };
}
