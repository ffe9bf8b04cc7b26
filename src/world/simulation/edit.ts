import { yawOf } from "../../quantity/angle.ts";
import type { LooseObject } from "../scenario/description.ts";
import type { Placement, Point } from "../../quantity/placement.ts";
import type { Simulation } from "./simulation.ts";

/** What a hand from outside changes about an entity; what is absent stays. World frame. */
export type Edit = {
  readonly at?: Placement;
  /** [m/s] */
  readonly velocity?: Point;
  /** About z [rad/s]. */
  readonly turning?: number;
};

/** Moves an entity at once. Robots and people stay on the floor and upright. Answers whether there is one of that id. */
export function editEntity(simulation: Simulation, id: string, edit: Edit): boolean {
  return (
    editRobot(simulation, id, edit) ||
    editPerson(simulation, id, edit) ||
    editThing(simulation, id, edit)
  );
}

function editRobot({ robots }: Simulation, id: string, { at, velocity, turning }: Edit): boolean {
  const robot = robots.find((candidate) => candidate.id === id);
  if (robot === undefined) {
    return false;
  }
  if (at !== undefined) {
    robot.put({ x: at.x, y: at.y, yaw: yawOf(at.rotation) });
  }
  if (velocity !== undefined) {
    robot.push(velocity.x, velocity.y, turning ?? 0);
  }
  return true;
}

function editPerson(simulation: Simulation, id: string, { at, velocity }: Edit): boolean {
  const { people, bodies } = simulation;
  const index = people.crowd.people.findIndex((person) => person.id === id);
  if (index < 0) {
    return false;
  }
  if (at !== undefined) {
    bodies.put(index, at.x, at.y);
    people.displace(index, at.x, at.y, 0, 0);
  }
  if (velocity !== undefined) {
    people.displace(index, bodies.x[index] ?? 0, bodies.y[index] ?? 0, velocity.x, velocity.y);
  }
  return true;
}

function editThing({ stage }: Simulation, id: string, { at, velocity, turning }: Edit): boolean {
  const thing = stage.things.find((candidate) => candidate.id === id);
  if (thing === undefined) {
    return false;
  }
  if (at !== undefined) {
    thing.body.setTranslation({ x: at.x, y: at.y, z: at.z }, true);
    thing.body.setRotation(at.rotation, true);
  }
  if (velocity !== undefined || at !== undefined) {
    thing.body.setLinvel(velocity ?? { x: 0, y: 0, z: 0 }, true);
    thing.body.setAngvel({ x: 0, y: 0, z: turning ?? 0 }, true);
  }
  return true;
}

/** A name for a new entity: the wanted one, or with a number behind it where that is taken. */
export function freeName(simulation: Simulation, wanted: string): string {
  const taken = new Set(namesOf(simulation));
  let name = wanted;
  for (let i = 2; taken.has(name); i++) {
    name = `${wanted}_${i}`;
  }
  return name;
}

function namesOf({ robots, people, stage, instance }: Simulation): string[] {
  return [
    ...robots.map(({ id }) => id),
    ...people.crowd.people.map(({ id }) => id),
    ...stage.things.map(({ id }) => id),
    ...instance.structures.map(({ id }) => id),
  ];
}

/** A loose object moved to where a hand puts it: its origin is its middle. */
export function movedTo(object: LooseObject, at: Placement): LooseObject {
  const { shape } = object;
  const height = shape.kind === "sphere" ? 2 * shape.radius : shape.height;
  return {
    ...object,
    at: { x: at.x, y: at.y, z: Math.max(0, at.z - height / 2), yaw: yawOf(at.rotation) },
  };
}
