import { dot, type Vector } from "../quantity/vector.ts";
import { type Footprint, type Gap, gapTo } from "./footprint.ts";
import { withoutHollow } from "./hollows.ts";
import { mayBePerson } from "./kinds.ts";
import type { Near } from "./sectors.ts";
import { type Fitted, fitSurface } from "./surface-fit.ts";

/**
 * A line that keeps the robot and things on one surface apart. As long as the robot goes no farther along `towards`, the
 * things beyond the line stay as far away as the line is, wherever along it the robot goes.
 */
export type HalfPlane = {
  /** Which of the things is nearest, and what is known of it. */
  readonly near: Near;
  /** Unit vector from the robot at right angles to the line, and the way left along it [m]. */
  readonly towards: Vector;
  readonly distance: number;
  /** All things beyond it, `near` first, with their places as the surface shows them [m]. */
  readonly beyond: readonly { readonly thing: Near; readonly place: Vector }[];
};

/** Rounding of a surface into points, and the part of what points scatter that is left in a smoothed one [m], [1]. */
const ROUNDING = 5e-4;
const LEFT_OVER = 0.5;

/** What counts as a hollow between two things [m], and how much more for each metre of noise [1]. */
const HOLLOW = 0.005;
const HOLLOW_NOISE = 1;

/** Lines are tried at so many places at most, evenly taken out of all [1]. */
const TRIED = 60;

type Place = { readonly near: Near; readonly fitted: Fitted; readonly gap: Gap };

type Line = { readonly towards: Vector; readonly distance: number; readonly level: number };

/**
 * The fewest lines that keep the things on one surface from the robot, none nearer than the nearest thing is.
 * @param things - On one surface, in the order of the beams.
 */
export function halfPlanes(things: readonly Near[], footprint: Footprint): readonly HalfPlane[] {
  const { points, noise } = fitSurface(things.map(({ place }) => place));
  const places = things.map((near, at): Place => {
    const fitted = points[at] ?? { place: near.place, normal: undefined };
    return { near, fitted, gap: gapTo(footprint, fitted.place) };
  });
  const slack = ROUNDING + LEFT_OVER * noise;
  const lines = places
    .filter((_, at) => at % Math.ceil(places.length / TRIED) === 0)
    .flatMap((place) => linesAt(place, footprint));
  const found: HalfPlane[] = [];
  let rest = [...places].sort((a, b) => a.gap.distance - b.gap.distance);
  for (let from = rest[0]; from !== undefined; from = rest[0]) {
    const group = oneWith(from, places, HOLLOW + HOLLOW_NOISE * noise);
    const line = lineFor(from, group, lines, footprint, slack);
    const bound = new Set([from, ...group.filter((place) => isBeyond(place, line, slack))]);
    rest = rest.filter((place) => !bound.has(place));
    const beyond = [...bound].map((one) => ({ thing: one.near, place: one.fitted.place }));
    const { towards, distance } = line;
    found.push({ towards, distance, near: { ...from.near, gap: from.gap }, beyond });
  }
  return found;
}

/** The line that keeps a place away and most of its group, none nearer than the nearest of them is. */
function lineFor(
  from: Place,
  group: readonly Place[],
  lines: readonly Line[],
  footprint: Footprint,
  slack: number,
): Line {
  const least = Math.min(...group.map(({ gap }) => gap.distance)) - slack;
  const fit = lines.filter((line) => line.distance >= least && isBeyond(from, line, slack));
  return widest(fit, group, slack, lineAlong(from.gap.towards, from.fitted.place, footprint));
}

/**
 * The places one line may keep away together with one of them, itself among them. Past a wall, whatever stands at it, the
 * robot may go along; of what may be a person it gets no nearer to any part but along that part.
 */
function oneWith(from: Place, places: readonly Place[], hollow: number): readonly Place[] {
  const points = places.map(({ fitted }) => fitted.place);
  const isOne = withoutHollow(points, places.indexOf(from), from.gap.towards, hollow);
  const isThing = ({ near }: Place): boolean => mayBePerson(near.obstacle.kind) === "thing";
  return places.filter((place, at) => isOne[at] === true || (isThing(from) && isThing(place)));
}

/** Lines through a place: at right angles to the way to it, and along the surface there. */
function linesAt({ fitted, gap }: Place, footprint: Footprint): readonly Line[] {
  const ways = fitted.normal === undefined ? [gap.towards] : [gap.towards, fitted.normal];
  return ways.map((towards) => lineAlong(towards, fitted.place, footprint));
}

function lineAlong(towards: Vector, place: Vector, footprint: Footprint): Line {
  const level = dot(towards, place);
  return { towards, level, distance: level - supportOf(footprint, towards) };
}

/** How far an outline reaches in a direction [m]. */
function supportOf(footprint: Footprint, towards: Vector): number {
  return footprint.reduce((most, corner) => Math.max(most, dot(corner, towards)), -Infinity);
}

function isBeyond({ fitted }: Place, { towards, level }: Line, slack: number): boolean {
  return dot(towards, fitted.place) >= level - slack;
}

/** The line with the most places beyond it; of several, the one farthest from the robot. */
function widest(lines: readonly Line[], places: readonly Place[], slack: number, own: Line): Line {
  const count = (line: Line): number =>
    places.reduce((sum, place) => sum + (isBeyond(place, line, slack) ? 1 : 0), 0);
  let best = own;
  let most = count(own);
  for (const line of lines) {
    const beyond = count(line);
    if (beyond > most || (beyond === most && line.distance > best.distance)) {
      best = line;
      most = beyond;
    }
  }
  return best;
}
