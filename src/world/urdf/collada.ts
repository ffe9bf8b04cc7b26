import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { IDENTITY, type Matrix, moved, times, transformOf } from "./collada-transform.ts";

/** Deepest nesting of nodes that is followed [1]. */
const DEEPEST = 64;

/**
 * Every corner of a COLLADA file's scene, in metres, z up.
 * @throws Error whose message says what is wrong.
 */
export function cornersOfCollada(text: string): Float32Array {
  const { root } = parseXml(text);
  if (root?.name !== "COLLADA") {
    throw new Error("the file is no COLLADA");
  }
  const ids = new Map<string, XmlElement>();
  index(root, ids);
  const corners: number[] = [];
  const shown = find(find(root, "scene"), "instance_visual_scene");
  const scene = targetOf(shown, "url", ids) ?? deep(root, "visual_scene")[0];
  if (scene === undefined) {
    deep(root, "mesh").forEach((mesh) => put(mesh, ids, IDENTITY, corners));
  } else {
    walk(scene, ids, IDENTITY, corners, 0);
  }
  return toMetresAndUp(corners, find(root, "asset"));
}

/** COLLADA's own axis where the file names none. */
const USUAL_UP = "Y_UP";

function toMetresAndUp(corners: readonly number[], asset: XmlElement | undefined): Float32Array {
  const unit = Number(find(asset, "unit")?.attributes["meter"] ?? 1);
  const scaled = Float32Array.from(corners, (value) => value * unit);
  switch (find(asset, "up_axis")?.text.trim() ?? USUAL_UP) {
    case "Y_UP":
      return turned(scaled, [0, 2, 1], [1, -1, 1]);
    case "X_UP":
      return turned(scaled, [1, 2, 0], [-1, 1, 1]);
    default:
      return scaled;
  }
}

function targetOf(
  element: XmlElement | undefined,
  attribute: "url" | "source",
  ids: ReadonlyMap<string, XmlElement>,
): XmlElement | undefined {
  return ids.get(element?.attributes[attribute]?.slice(1) ?? "");
}

function elements(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child) => child instanceof XmlElement);
}

function find(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent === undefined ? undefined : elements(parent).find((child) => child.name === name);
}

function deep(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).flatMap((child) =>
    child.name === name ? [child, ...deep(child, name)] : deep(child, name),
  );
}

function index(element: XmlElement, ids: Map<string, XmlElement>): void {
  const id = element.attributes["id"];
  if (id !== undefined) {
    ids.set(id, element);
  }
  elements(element).forEach((child) => index(child, ids));
}

function numbersOf(element: XmlElement): number[] {
  return element.text.trim().split(/\s+/).filter(Boolean).map(Number);
}

function walk(
  node: XmlElement,
  ids: ReadonlyMap<string, XmlElement>,
  above: Matrix,
  corners: number[],
  depth: number,
): void {
  if (depth > DEEPEST) {
    throw new Error("the file's nodes are nested without end");
  }
  let at = above;
  for (const child of elements(node)) {
    const target = targetOf(child, "url", ids);
    if (child.name === "node") {
      walk(child, ids, at, corners, depth + 1);
    } else if (child.name === "instance_node" && target !== undefined) {
      walk(target, ids, at, corners, depth + 1);
    } else if (child.name === "instance_geometry" && target !== undefined) {
      deep(target, "mesh").forEach((mesh) => put(mesh, ids, at, corners));
    } else {
      at = times(at, transformOf(child.name, numbersOf(child)));
    }
  }
}

/** The positions a mesh's vertices are made of; normals and the like are left out. */
function put(
  mesh: XmlElement,
  ids: ReadonlyMap<string, XmlElement>,
  at: Matrix,
  corners: number[],
): void {
  const inputs = deep(mesh, "vertices").flatMap((vertices) => deep(vertices, "input"));
  const positions = inputs.filter((input) => input.attributes["semantic"] === "POSITION");
  for (const input of positions) {
    const list = find(targetOf(input, "source", ids), "float_array");
    const n = list === undefined ? [] : numbersOf(list);
    for (let i = 0; i + 2 < n.length; i += 3) {
      corners.push(...moved(at, n[i] ?? 0, n[i + 1] ?? 0, n[i + 2] ?? 0));
    }
  }
}

/** Corners with axes exchanged: new axis `i` is the old `axes[i]` times `signs[i]`. */
function turned(
  corners: Float32Array,
  axes: readonly [number, number, number],
  signs: readonly [number, number, number],
): Float32Array {
  return corners.map((_, i) => {
    const axis = i % 3;
    return (corners[i - axis + (axes[axis] ?? 0)] ?? 0) * (signs[axis] ?? 1);
  });
}
