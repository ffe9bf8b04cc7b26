import { AHEAD, PATH } from "../../../theory-of-mind/motion/horizon.ts";
import { DataError } from "../evaluation.ts";

/** Samples of each answer [1]. */
export const SAMPLES = 20;

/** What was predicted of one person at one frame; paths as x and y in turn [m]. */
export type Answer = {
  readonly scene: string;
  readonly frame: number;
  readonly person: string;
  readonly path: ArrayLike<number>;
  readonly samples: readonly ArrayLike<number>[];
  /** Radius around each place of the path that should hold the person nine times in ten [m]. */
  readonly region90: ArrayLike<number>;
};

/** One line of an answers file. Places to a hundredth of a millimetre. */
export function tellAnswer({ scene, frame, person, path, samples, region90 }: Answer): string {
  const id = Number(person);
  return JSON.stringify({
    scene,
    frame,
    person: Number.isFinite(id) ? id : person,
    path: pairs(path),
    samples: samples.map(pairs),
    region90: Array.from(region90, rounded),
  });
}

function pairs(path: ArrayLike<number>): readonly (readonly number[])[] {
  return Array.from({ length: AHEAD }, (_, h) => [
    rounded(path[2 * h] ?? 0),
    rounded(path[2 * h + 1] ?? 0),
  ]);
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

/**
 * Reads one line of an answers file.
 * @throws DataError with the place and what would be right.
 */
export function answerIn(line: string, where: string): Answer {
  const { scene, frame, person, path, samples, region90 } = objectIn(line);
  const answer = {
    scene: typeof scene === "string" ? scene : "",
    frame: Number(frame),
    person: `${person as string | number}`,
    path: flat(path),
    samples: Array.isArray(samples) ? samples.map(flat) : [],
    region90: Array.isArray(region90) ? region90.map(Number) : [],
  };
  const paths = [answer.path, ...answer.samples];
  if (
    answer.scene === "" ||
    answer.samples.length !== SAMPLES ||
    answer.region90.length !== AHEAD ||
    !paths.every((one) => one.length === PATH && one.every(Number.isFinite)) ||
    !answer.region90.every((radius) => Number.isFinite(radius) && radius >= 0)
  ) {
    throw new DataError(
      `${where}: an answer is {"scene": "a", "frame": 70, "person": 3, "path": [[x, y] x ${AHEAD}], ` +
        `"samples": [${SAMPLES} paths], "region90": [radius x ${AHEAD}]}`,
    );
  }
  return answer;
}

function objectIn(line: string): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as { [key: string]: unknown }) : {};
  } catch {
    return {};
  }
}

function flat(path: unknown): readonly number[] {
  return Array.isArray(path) ? path.flat().map(Number) : [];
}
