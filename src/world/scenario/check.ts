/** What a well-formed world may still get wrong: names that are missing or doubled, things inside each other. */
import type { Vector } from "../../quantity/vector.ts";
import type { Activity, Rectangle, RobotDescription, WorldDescription } from "./description.ts";
import { nearestStructure } from "./footprint.ts";
import { tellUnknown, type Path, type Report } from "./parse.ts";

/** Room a person needs around its middle to stand [m]. */
const PERSON_RADIUS = 0.25;

/** Structures above this height are no obstacle to a person or a robot [m]. */
const HEADROOM = 2;

/** Most floor that is measured out for people, in cells of 0.1 m [m^2]. */
const LARGEST_FLOOR = 100_000;

/** A check of one description. */
type Checks = { readonly world: WorldDescription; readonly report: Report };

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function inside(bounds: Rectangle, point: Vector): boolean {
  return (
    point.x >= bounds.minX &&
    point.x <= bounds.maxX &&
    point.y >= bounds.minY &&
    point.y <= bounds.maxY
  );
}

/** Reports a point without `room` [m] around it. */
function checkFree(checks: Checks, what: string, point: Vector, room: number, path: Path): void {
  const { world, report } = checks;
  const { minX, minY, maxX, maxY } = world.bounds;
  if (!inside(world.bounds, point)) {
    report(
      path,
      `${what} at [${point.x}, ${point.y}] is outside the bounds [${minX}, ${minY}, ${maxX}, ${maxY}]; move it inside.`,
    );
    return;
  }
  const near = nearestStructure(world.structures, point, HEADROOM);
  if (near !== undefined && near.distance < room) {
    const where =
      near.distance < 0
        ? `inside ${near.structure.kind} \`${near.structure.id}\``
        : `${round(near.distance)} m from ${near.structure.kind} \`${near.structure.id}\``;
    report(path, `${what} is ${where}; it should be at least ${room} m clear.`);
  }
}

function checkNames(
  { report }: Checks,
  list: string,
  what: string,
  names: readonly string[],
): void {
  const first = new Map<string, number>();
  names.forEach((name, i) => {
    if (first.has(name)) {
      report([list, i], `There are two ${what} named \`${name}\`; every name should be its own.`);
    }
    first.set(name, i);
  });
}

function checkPlan({ world, report }: Checks, plan: readonly Activity[], path: Path): void {
  const places = world.places.map((place) => place.name);
  plan.forEach((activity, i) => {
    if (
      (activity.kind === "go" || activity.kind === "wander" || activity.kind === "look") &&
      !places.includes(activity.place)
    ) {
      report(
        [...path, "plan", i, activity.kind],
        tellUnknown(activity.place, "a place of this world", places, "and"),
      );
    }
  });
}

function checkPlaces(checks: Checks): void {
  const goals = new Set(
    [...checks.world.people, ...checks.world.groups].flatMap(({ plan }) =>
      plan.flatMap((activity) => (activity.kind === "go" ? [activity.place] : [])),
    ),
  );
  checks.world.places.forEach((place, i) => {
    const path = ["places", i];
    if (place.kind === "area") {
      const { minX, minY, maxX, maxY } = place.area;
      if (maxX - minX < 2 * PERSON_RADIUS || maxY - minY < 2 * PERSON_RADIUS) {
        checks.report(
          path,
          `Area \`${place.name}\` is too small; it should measure 0.5 m or more each way.`,
        );
      } else if (!inside(checks.world.bounds, { x: (minX + maxX) / 2, y: (minY + maxY) / 2 })) {
        checks.report(path, `Area \`${place.name}\` lies outside the bounds; move it inside.`);
      }
    } else if (goals.has(place.name)) {
      checkFree(checks, `Place \`${place.name}\``, place.at, PERSON_RADIUS, [...path, "at"]);
    }
  });
}

function checkPeople(checks: Checks): void {
  const { world, report } = checks;
  const places = world.places.map((place) => place.name);
  world.people.forEach((person, i) => {
    checkFree(checks, `The start of person \`${person.id}\``, person.start, PERSON_RADIUS, [
      "people",
      i,
      "start",
    ]);
    const robot = world.robots.find(
      ({ start, radius }) =>
        Math.hypot(start.x - person.start.x, start.y - person.start.y) < radius + PERSON_RADIUS,
    );
    if (robot !== undefined) {
      report(
        ["people", i, "start"],
        `Person \`${person.id}\` starts on robot \`${robot.id}\`; move one of them.`,
      );
    }
    checkPlan(checks, person.plan, ["people", i]);
  });
  world.groups.forEach((group, i) => {
    if (!places.includes(group.start)) {
      report(
        ["groups", i, "start"],
        tellUnknown(group.start, "a place of this world", places, "and"),
      );
    }
    checkPlan(checks, group.plan, ["groups", i]);
  });
}

function checkRobot(checks: Checks, robot: RobotDescription, i: number): void {
  const { world, report } = checks;
  const path = ["robots", i];
  const drawn = Math.hypot(world.jitter.robotPosition, world.jitter.robotPosition);
  const room = round(robot.radius + drawn);
  checkFree(checks, `The start of robot \`${robot.id}\``, robot.start, room, [...path, "start"]);
  robot.goals.forEach((goal, g) =>
    checkFree(checks, `Goal ${g + 1} of robot \`${robot.id}\``, goal, robot.radius, [
      ...path,
      "goals",
      g,
    ]),
  );
  const other = world.robots
    .slice(0, i)
    .find(
      ({ start, radius }) =>
        Math.hypot(start.x - robot.start.x, start.y - robot.start.y) < radius + robot.radius,
    );
  if (other !== undefined) {
    report(
      [...path, "start"],
      `Robot \`${robot.id}\` starts on robot \`${other.id}\`; move one of them.`,
    );
  }
}

/** Reports everything in a world that cannot be. */
export function check(world: WorldDescription, report: Report): void {
  const checks = { world, report };
  const { minX, minY, maxX, maxY } = world.bounds;
  if (minX >= maxX || minY >= maxY) {
    report(["bounds"], "`bounds` is empty; it should be `[min x, min y, max x, max y]` [m].");
    return;
  }
  if ((maxX - minX) * (maxY - minY) > LARGEST_FLOOR) {
    report(
      ["bounds"],
      `\`bounds\` hold ${round((maxX - minX) * (maxY - minY))} m²; ${LARGEST_FLOOR} m² is the most that people find their way in.`,
    );
    return;
  }
  const id = (thing: { readonly id: string }): string => thing.id;
  checkNames(checks, "structures", "structures", world.structures.map(id));
  checkNames(checks, "objects", "objects", world.objects.map(id));
  checkNames(
    checks,
    "places",
    "places",
    world.places.map((place) => place.name),
  );
  checkNames(checks, "people", "people", world.people.map(id));
  checkNames(checks, "groups", "groups", world.groups.map(id));
  checkNames(checks, "robots", "robots", world.robots.map(id));
  world.structures.forEach((structure, i) => {
    if (
      structure.kind === "wall" &&
      Math.hypot(structure.to.x - structure.from.x, structure.to.y - structure.from.y) < 1e-6
    ) {
      report(
        ["structures", i],
        `Wall \`${structure.id}\` has no length; \`from\` and \`to\` should be two points.`,
      );
    }
  });
  world.objects.forEach((object, i) => {
    if (!inside(world.bounds, object.at)) {
      report(
        ["objects", i, "at"],
        `Object \`${object.id}\` at [${object.at.x}, ${object.at.y}] is outside the bounds [${minX}, ${minY}, ${maxX}, ${maxY}]; move it inside.`,
      );
    }
  });
  checkPlaces(checks);
  checkPeople(checks);
  world.robots.forEach((robot, i) => checkRobot(checks, robot, i));
}
