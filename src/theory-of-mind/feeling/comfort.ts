import { type FallingCurve, valueAt } from "./curve.ts";
import { COMFORT_TABLE } from "./comfort-table.ts";
import { type Nearness, nearnessesOf, type Place, type Scene } from "./scene.ts";

/** What can be said of a place, each as a number. */
export const CIRCUMSTANCES = ["people", "nobody", "area", "wall", "things", "thing"] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** The whole model: every number of it can be read. */
export type ComfortTable = {
  /** How well people bear a robot that is near nobody, in an average place [1, logit]. */
  readonly ease: number;
  /** What circumstances add to it: weight × (value - centre) [1, logit]. */
  readonly circumstances: {
    readonly [C in Circumstance]: { readonly weight: number; readonly centre: number };
  };
  /** How much nearer the robot counts in front of somebody, and in front and behind rather than beside [1, log]. */
  readonly facing: { readonly front: number; readonly along: number };
  /** What nearness takes from it [1, logit]. */
  readonly pressure: { readonly [K in Nearness["kind"]]: FallingCurve };
};

/** How a scene is borne. */
export type Comfort = {
  /** 0 unbearable to 1 undisturbed [1]. */
  readonly comfort: number;
  /** Standard deviation of one person's word about it [1]. */
  readonly deviation: number;
  /** What disturbs most; undefined where nobody is near. */
  readonly worst: (Nearness & { readonly pressure: number }) | undefined;
};

/** Walls, and things, farther than this make no more difference [m]. */
const WALL_FAR = 1.5;
const THING_FAR = 2;

/** Variance of one person's word: this, and as much more where comfort is in the middle (see `coalign train comfort`). */
const SURE = 0.004;
const UNSURE = 0.075;

/**
 * How a scene is borne by those in it, as people judged drawn scenes: the worst disturbance counts, and the others do not
 * add to it. Whoever comes straight nearer, all else equal, never makes it better.
 */
export function comfortOf(scene: Scene, table: ComfortTable = COMFORT_TABLE): Comfort {
  let worst: Comfort["worst"];
  for (const nearness of nearnessesOf(scene)) {
    const pressure = pressureOf(nearness, table);
    if (worst === undefined || pressure > worst.pressure) {
      worst = { ...nearness, pressure };
    }
  }
  const comfort = logistic(easeOf(scene, table) - (worst?.pressure ?? 0));
  return { comfort, deviation: Math.sqrt(wordVariance(comfort)), worst };
}

/** Variance of one person's word about a scene that is borne so on average [1]. */
export function wordVariance(comfort: number): number {
  return SURE + UNSURE * comfort * (1 - comfort);
}

/** What one nearness takes from comfort [1, logit]. */
export function pressureOf(nearness: Nearness, table: ComfortTable): number {
  const { kind, distance, facing } = nearness;
  const counted =
    kind === "person" ? distance * Math.exp(-stretch(facing, table.facing)) : distance;
  return valueAt(table.pressure[kind], counted);
}

/** How much nearer the robot counts for the angle at which somebody sees it [1, log]. */
export function stretch(facing: number, { front, along }: ComfortTable["facing"]): number {
  return front * facing + along * (facing * facing - 0.5);
}

function easeOf({ people, place }: Scene, { ease, circumstances }: ComfortTable): number {
  let sum = ease;
  for (const [name, value] of Object.entries(circumstancesOf(people.length, place))) {
    const { weight, centre } = circumstances[name as Circumstance];
    sum += value === undefined ? 0 : weight * (value - centre);
  }
  return sum;
}

/** The circumstances of a scene as numbers; undefined where one is not known. */
export function circumstancesOf(
  people: number,
  { area, wall, things }: Place,
): { readonly [C in Circumstance]: number | undefined } {
  return {
    people: Math.log(1 + people),
    nobody: people === 0 ? 1 : 0,
    area: area === undefined ? undefined : Math.log(Math.max(1, area)),
    wall: wall === undefined ? undefined : Math.min(WALL_FAR, wall),
    things: things?.length,
    thing: things?.reduce((least, { x, y }) => Math.min(least, Math.hypot(x, y)), THING_FAR),
  };
}

/** @returns 0 to 1. */
export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
