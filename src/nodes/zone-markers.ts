import type { Header } from "../bus/messages/std-msgs.gen.ts";
import { type Marker, MarkerConstants } from "../bus/messages/visualization-msgs.gen.ts";
import { cornersOf, type Outline } from "../separation/zones/outline.ts";
import { outlineOf, type Shaping } from "../separation/zones/shape-outline.ts";
import type { ActiveZone } from "../separation/zones/judge-zone.ts";
import type { Zone, ZoneSet } from "../separation/zones/zone.ts";

type Colour = Marker["color"];

const IDLE: Colour = { r: 0.45, g: 0.55, b: 0.6, a: 0.5 };
const SLOWS: Colour = { r: 0.95, g: 0.7, b: 0.1, a: 0.9 };
const STOPS: Colour = { r: 0.9, g: 0.15, b: 0.1, a: 1 };

/** Markers of a picture older than this go away [s]. */
const LIFETIME = { sec: 1, nanosec: 0 };

/** Every zone as a line around it, in the base frame: red while it stops the robot, amber while it slows it. */
export function zoneMarkers(
  set: ZoneSet,
  shaping: Shaping,
  active: readonly ActiveZone[],
  header: Header,
): Marker[] {
  return set.zones.flatMap((zone, i) => {
    const here = active.filter((one) => one.zone === zone.name);
    const colour = here.length === 0 ? IDLE : here.some(isStopping) ? STOPS : SLOWS;
    return outlinesOf(zone, shaping).map((outline, j) =>
      lineAround(outline, zone.name, 100 * i + j, colour, header),
    );
  });
}

function isStopping({ limit }: ActiveZone): boolean {
  return limit.speed === 0 || limit.bounds.length > 0;
}

function outlinesOf({ shape }: Zone, shaping: Shaping): Outline[] {
  const shapes = shape.kind === "velocity" ? shape.members.map((member) => member.shape) : [shape];
  return shapes.flatMap((one) => outlineOf(one, shaping) ?? []);
}

function lineAround(
  outline: Outline,
  name: string,
  id: number,
  color: Colour,
  header: Header,
): Marker {
  const corners = cornersOf(outline).map(({ x, y }) => ({ x, y, z: 0.02 }));
  return {
    header,
    ns: `zones/${name}`,
    id,
    type: MarkerConstants.LINE_STRIP,
    action: MarkerConstants.ADD,
    pose: { position: { x: 0, y: 0, z: 0 }, orientation: { x: 0, y: 0, z: 0, w: 1 } },
    scale: { x: 0.02, y: 0, z: 0 },
    color,
    lifetime: LIFETIME,
    frame_locked: true,
    points: [...corners, ...corners.slice(0, 1)],
    colors: [],
    texture_resource: "",
    texture: { header, format: "", data: new Uint8Array() },
    uv_coordinates: [],
    text: "",
    mesh_resource: "",
    mesh_file: { filename: "", data: new Uint8Array() },
    mesh_use_embedded_materials: false,
  };
}
