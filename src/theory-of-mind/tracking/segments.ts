import type { Sweep } from "../view.ts";

/** A run of neighbouring beams that meet one surface, in the lidar's frame. */
export type Segment = {
  /** Middle of what was hit [m]. */
  readonly x: number;
  readonly y: number;
  /** From its first to its last point, and the width that beams to either side could hide [m]. */
  readonly width: number;
  readonly grain: number;
  readonly beams: number;
  /** Whether something nearer bounds it on a side, so that it may go on behind. */
  readonly cut: "no" | "one side" | "both sides";
  /** Its points, in order [m]. */
  readonly points: readonly (readonly [number, number])[];
};

/** Points of one surface are no farther apart than this and a share of the width of a beam there [m], [1]. */
const GAP = 0.1;
const GRAINS = 1.8;
/** What is at least this much nearer may hide the rest of a surface [m]. */
const NEARER = 0.15;

/** Points of one flat surface are this near to a line [m]; they lie no farther apart than their neighbours do by this factor [1]. */
const FLAT = 0.02;
const EVEN = 1.3;

type Hit = {
  readonly beam: number;
  readonly range: number;
  readonly x: number;
  readonly y: number;
};

/** Surfaces within a distance [m], each as its run of points. */
export function segmentsOf(sweep: Sweep, within: number): readonly Segment[] {
  const { ranges, angleStep } = sweep;
  const hits = hitsIn(sweep, within);
  const runs: Hit[][] = [];
  hits.forEach((hit, k) => {
    const [run, last] = [runs.at(-1), hits[k - 1]];
    const joins =
      last !== undefined &&
      (isOneSurface(last, hit, angleStep) || isOneLine(hits[k - 2], last, hit, hits[k + 1]));
    if (run !== undefined && joins) {
      run.push(hit);
    } else {
      runs.push([hit]);
    }
  });
  joinEnds(runs, ranges.length, angleStep);
  return runs.map((run) => segmentOf(run, ranges, angleStep));
}

function hitsIn({ ranges, angleMin, angleStep }: Sweep, within: number): readonly Hit[] {
  const hits: Hit[] = [];
  for (let beam = 0; beam < ranges.length; beam++) {
    const range = ranges[beam] ?? NaN;
    if (range < within) {
      const angle = angleMin + beam * angleStep;
      hits.push({ beam, range, x: range * Math.cos(angle), y: range * Math.sin(angle) });
    }
  }
  return hits;
}

/** Whether neighbouring beams meet one flat surface at a low angle, where their points lie far apart. */
function isOneLine(a: Hit | undefined, b: Hit, c: Hit, d: Hit | undefined): boolean {
  if (a === undefined || d === undefined || d.beam - a.beam > 3) {
    return false;
  }
  const gap = Math.hypot(b.x - c.x, b.y - c.y);
  if (gap > EVEN * Math.max(Math.hypot(a.x - b.x, a.y - b.y), Math.hypot(c.x - d.x, c.y - d.y))) {
    return false;
  }
  const [dx, dy] = [d.x - a.x, d.y - a.y];
  const long = Math.hypot(dx, dy);
  const off = (one: Hit): number => Math.abs(dx * (one.y - a.y) - dy * (one.x - a.x)) / long;
  return Math.max(off(b), off(c)) < FLAT;
}

function isOneSurface(a: Hit, b: Hit, step: number): boolean {
  const grain = GRAINS * Math.abs(step) * Math.min(a.range, b.range) * Math.min(2, b.beam - a.beam);
  return b.beam - a.beam <= 2 && Math.hypot(a.x - b.x, a.y - b.y) < Math.max(GAP, grain);
}

/** A surface across the seam of a full turn is one. */
function joinEnds(runs: Hit[][], count: number, step: number): void {
  const [first, end] = [runs[0]?.[0], runs.at(-1)?.at(-1)];
  if (first === undefined || end === undefined || runs.length < 2) {
    return;
  }
  if (
    Math.abs(count * step) > 6.2 &&
    isOneSurface(end, { ...first, beam: first.beam + count }, step)
  ) {
    runs[0] = [...(runs.pop() ?? []), ...(runs[0] ?? [])];
  }
}

function segmentOf(run: readonly Hit[], ranges: Float32Array, step: number): Segment {
  const [first, last] = [run[0], run.at(-1)];
  const isNearer = (hit: Hit | undefined, turn: number): boolean => {
    const beam = hit === undefined ? 0 : (hit.beam + turn + ranges.length) % ranges.length;
    const next = ranges[beam] ?? NaN;
    return hit !== undefined && next < hit.range - NEARER;
  };
  const sides = (isNearer(first, -1) ? 1 : 0) + (isNearer(last, 1) ? 1 : 0);
  const x = run.reduce((sum, hit) => sum + hit.x, 0) / run.length;
  const y = run.reduce((sum, hit) => sum + hit.y, 0) / run.length;
  return {
    x,
    y,
    width:
      first === undefined || last === undefined
        ? 0
        : Math.hypot(first.x - last.x, first.y - last.y),
    grain: Math.abs(step) * Math.hypot(x, y),
    beams: run.length,
    cut: sides === 0 ? "no" : sides === 1 ? "one side" : "both sides",
    points: run.map((hit) => [hit.x, hit.y] as const),
  };
}
