import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cornersOfCollada } from "./collada.ts";
import type { MeshReader } from "./geometry.ts";

/** Most corners a hull is made from; more are thinned out to the outermost in as many directions [1]. */
const MOST_CORNERS = 256;

/**
 * A reader of mesh files for one robot description.
 * @param file - Path of the description; relative mesh paths start in its folder.
 * @param packages - Folders that hold packages, for `package://NAME/...`; the folders above the description come after.
 */
export function meshReader(file: string, packages: readonly string[]): MeshReader {
  const known = new Map<string, Float32Array>();
  return (uri) => {
    const path = resolveMesh(uri, file, packages);
    const corners = known.get(path) ?? outermost(readMeshFile(path));
    known.set(path, corners);
    return corners;
  };
}

/**
 * The path of a mesh.
 * @throws Error saying where it was looked for.
 */
export function resolveMesh(uri: string, file: string, packages: readonly string[]): string {
  const found = (path: string): string => {
    if (!existsSync(path)) {
      throw new Error(`there is no file ${path}`);
    }
    return path;
  };
  if (uri.startsWith("file://")) {
    return found(fileURLToPath(uri));
  }
  const inPackage = /^(?:package|model):\/\/\/?([^/]+)\/(.*)$/.exec(uri);
  if (inPackage === null) {
    if (uri.includes("://")) {
      throw new Error("only package://, model://, file:// and plain paths can be read");
    }
    return found(isAbsolute(uri) ? uri : join(dirname(file), uri));
  }
  const [, name = "", rest = ""] = inPackage;
  const places = [
    ...packages.flatMap((p) => [join(p, name), join(p, "share", name)]),
    ...above(file, name),
  ];
  const home = places.find((place) => existsSync(join(place, rest)));
  if (home === undefined) {
    const searched = packages.length === 0 ? "the folders above the file" : packages.join(", ");
    throw new Error(
      `package "${name}" with ${rest} is not in ${searched}; name its parent folder in ROS_PACKAGE_PATH or in the parameter 'package_path'`,
    );
  }
  return join(home, rest);
}

function above(file: string, name: string): string[] {
  const places: string[] = [];
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    places.push(join(folder, name));
    if (folder.endsWith(`/${name}`)) {
      places.push(folder);
    }
    if (folder === dirname(folder)) {
      return places;
    }
  }
}

function readMeshFile(path: string): Float32Array {
  const bytes = readFileSync(path);
  const corners = cornersByExtension(extname(path).toLowerCase(), bytes);
  if (corners.length < 12 || !corners.every(Number.isFinite)) {
    throw new Error("the file holds fewer than four finite corners");
  }
  return corners;
}

function cornersByExtension(extension: string, bytes: Buffer): Float32Array {
  switch (extension) {
    case ".stl":
      return isBinaryStl(bytes)
        ? cornersOfBinaryStl(bytes)
        : cornersOfLines(bytes, /^\s*vertex\s+(.*)$/gm);
    case ".obj":
      return cornersOfLines(bytes, /^v\s+(.*)$/gm);
    case ".dae":
      return cornersOfCollada(bytes.toString("utf8"));
    default:
      throw new Error(`only .stl, .obj and .dae can be read, and not "${extension}"`);
  }
}

function isBinaryStl(bytes: Buffer): boolean {
  return bytes.length >= 84 && bytes.length === 84 + 50 * bytes.readUInt32LE(80);
}

function cornersOfBinaryStl(bytes: Buffer): Float32Array {
  const faces = bytes.readUInt32LE(80);
  const corners = new Float32Array(faces * 9);
  for (let face = 0; face < faces; face++) {
    for (let i = 0; i < 9; i++) {
      corners[face * 9 + i] = bytes.readFloatLE(84 + face * 50 + 12 + 4 * i);
    }
  }
  return corners;
}

function cornersOfLines(bytes: Buffer, line: RegExp): Float32Array {
  const corners: number[] = [];
  for (const [, numbers = ""] of bytes.toString("utf8").matchAll(line)) {
    corners.push(...numbers.trim().split(/\s+/).slice(0, 3).map(Number));
  }
  return Float32Array.from(corners);
}

/** The corners farthest out in many directions: their hull is the mesh's hull but for what lies between two directions. */
function outermost(corners: Float32Array): Float32Array {
  if (corners.length <= 3 * MOST_CORNERS) {
    return corners;
  }
  const chosen = new Set<number>();
  const turn = Math.PI * (3 - Math.sqrt(5));
  for (let k = 0; k < MOST_CORNERS; k++) {
    const z = 1 - (2 * k + 1) / MOST_CORNERS;
    const r = Math.sqrt(1 - z * z);
    chosen.add(farthest(corners, r * Math.cos(turn * k), r * Math.sin(turn * k), z));
  }
  return Float32Array.from([...chosen].flatMap((i) => [...corners.subarray(i, i + 3)]));
}

function farthest(corners: Float32Array, x: number, y: number, z: number): number {
  let best = 0;
  let far = -Infinity;
  for (let i = 0; i + 2 < corners.length; i += 3) {
    const d = x * (corners[i] ?? 0) + y * (corners[i + 1] ?? 0) + z * (corners[i + 2] ?? 0);
    if (d > far) {
      far = d;
      best = i;
    }
  }
  return best;
}
