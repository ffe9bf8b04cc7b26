import type { Vector } from "../../../quantity/vector.ts";
import { HALF_THICKNESS } from "./fixtures.ts";
import { HALF, type SeparationCase, type Walker } from "./separation-case.ts";

/** The case as the text of a world file. JSON is YAML too. */
export function worldFileOf({
  fixtures,
  walkers,
  robot,
  start,
  goals,
  base,
}: SeparationCase): string {
  return JSON.stringify({
    name: "separation",
    bounds: [-HALF, -HALF, HALF, HALF],
    structures: fixtures.map((fixture, i) =>
      fixture.kind === "wall"
        ? {
            wall: `wall${i}`,
            from: pair(fixture.from),
            to: pair(fixture.to),
            thickness: 2 * HALF_THICKNESS,
            height: 2.5,
          }
        : { cylinder: `pillar${i}`, at: pair(fixture.at), radius: fixture.radius, height: 2.5 },
    ),
    places: walkers.flatMap(({ id, goals: points }) =>
      points.map((point, i) => ({ point: `${id}-${i}`, at: pair(point) })),
    ),
    people: walkers.map(personOf),
    robots: [
      {
        robot: "robot",
        urdf: robot,
        start: [start.x, start.y, start.yaw],
        goals: goals.map(pair),
        sensors: {
          base: {
            speed: base.speed,
            acceleration: base.acceleration,
            braking: base.braking,
            latency: base.latency,
            load: base.load,
          },
        },
      },
    ],
  });
}

function personOf({ id, start, goals, speed, height, delay }: Walker): object {
  const [first] = goals;
  const facing = first === undefined ? 0 : Math.atan2(first.y - start.y, first.x - start.x);
  return {
    person: id,
    character: "heedless",
    start: [start.x, start.y, facing],
    speed,
    height,
    delay,
    plan: goals.map((_, i) => ({ go: `${id}-${i}` })),
  };
}

function pair({ x, y }: Vector): [number, number] {
  return [x, y];
}
