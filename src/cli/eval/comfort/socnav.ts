import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fromOrigin, type Scene, type Tie } from "../../../theory-of-mind/feeling/scene.ts";
import { DataError } from "../evaluation.ts";

/** One line of a SocNav1 file: a drawn scene with the robot at the origin, lengths in cm, angles in degrees. */
export type JudgedScene = {
  readonly identifier: string;
  /** 0 to 1; undefined where nobody judged it. */
  readonly score: number | undefined;
  readonly scene: Scene;
};

/** The front of a body points this far from its `orientation` [rad]: those who talk face each other so. */
const FRONT = -Math.PI / 2;
const CENTIMETRE = 0.01;
const DEGREE = Math.PI / 180;

const body = z.object({
  id: z.number(),
  xPos: z.number(),
  yPos: z.number(),
  orientation: z.number(),
});
const line = z.object({
  identifier: z.string(),
  score: z.number().min(0).max(100).nullish(),
  humans: z.array(body),
  objects: z.array(body),
  links: z.array(z.tuple([z.number(), z.number()]).rest(z.unknown())),
  room: z.array(z.tuple([z.number(), z.number()])),
});
type Line = z.infer<typeof line>;

/**
 * Reads scenes, one JSON object a line, from a file, or from every .ndjson file of a folder in the order of their names.
 * @throws DataError with the file, the line and what would be right.
 */
export function readScenes(path: string): readonly JudgedScene[] {
  const scenes = filesAt(path).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .map((text, at) => ({ text, where: `${file}:${at + 1}` }))
      .filter(({ text }) => text.trim() !== "")
      .map(({ text, where }) => parseScene(text, where)),
  );
  if (scenes.length === 0) {
    throw new DataError(`${path}: there is no scene in it`);
  }
  return scenes;
}

function filesAt(path: string): readonly string[] {
  try {
    return statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => name.endsWith(".ndjson"))
          .sort()
          .map((name) => join(path, name))
      : [path];
  } catch {
    throw new DataError(`${path}: there are no scenes that can be read`);
  }
}

/** As `readScenes`, of one line. */
export function parseScene(text: string, where: string): JudgedScene {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DataError(`${where}: a scene is a JSON object, and this is none`);
  }
  const parsed = line.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DataError(
      `${where}: '${issue?.path.join(".") ?? ""}' is not as in SocNav1: ${issue?.message ?? ""}`,
    );
  }
  const { identifier, score } = parsed.data;
  return {
    identifier,
    score: typeof score === "number" ? score / 100 : undefined,
    scene: sceneOf(parsed.data),
  };
}

function sceneOf({ humans, objects, links, room }: Line): Scene {
  const people = humans.map(({ xPos, yPos, orientation }) => ({
    x: xPos * CENTIMETRE,
    y: yPos * CENTIMETRE,
    front: orientation * DEGREE + FRONT,
  }));
  const things = objects.map(({ xPos, yPos }) => ({ x: xPos * CENTIMETRE, y: yPos * CENTIMETRE }));
  const person = new Map(humans.map(({ id }, at) => [id, at]));
  const thing = new Map(objects.map(({ id }, at) => [id, at]));
  const ties = links.flatMap(([a, b]): readonly Tie[] => {
    const [one, other] = [person.get(a), person.get(b)];
    const at = things[thing.get(one === undefined ? a : b) ?? -1];
    if (one !== undefined && other !== undefined) {
      return [{ kind: "pair", one: Math.min(one, other), other: Math.max(one, other) }];
    }
    const who = one ?? other;
    return who === undefined || at === undefined ? [] : [{ kind: "thing", one: who, thing: at }];
  });
  const corners = room.map(([x, y]) => ({ x: x * CENTIMETRE, y: y * CENTIMETRE }));
  return { people, ties, place: { things, ...roomOf(corners) } };
}

function roomOf(corners: readonly { readonly x: number; readonly y: number }[]): {
  readonly area: number | undefined;
  readonly wall: number | undefined;
} {
  if (corners.length < 3) {
    return { area: undefined, wall: undefined };
  }
  let doubled = 0;
  let wall = Infinity;
  corners.forEach((from, at) => {
    const to = corners[(at + 1) % corners.length] ?? from;
    doubled += from.x * to.y - from.y * to.x;
    wall = Math.min(wall, fromOrigin(from, to));
  });
  return { area: Math.abs(doubled) / 2, wall };
}
