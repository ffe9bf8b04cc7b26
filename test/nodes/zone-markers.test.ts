import { describe, expect, it } from "vitest";
import { zoneMarkers } from "../../src/nodes/zone-markers.ts";
import { FREE, STOP } from "../../src/kernel/limit.ts";
import type { ActiveZone } from "../../src/separation/zones/judge-zone.ts";
import { box, fixed, FOOTPRINT, zone, zones } from "../separation/zones/zone-scene.ts";

const HEADER = { stamp: { sec: 7, nanosec: 8 }, frame_id: "base_link" };
const SHAPING = { footprint: FOOTPRINT, received: new Map(), now: 10 };
const active = (given: Partial<ActiveZone>): ActiveZone => ({
  zone: "front",
  because: "zone-stop",
  points: 1,
  nearest: 1,
  time: Infinity,
  limit: STOP,
  ...given,
});
const bound = { x: 1, y: 0, turn: 0, atMost: 0, because: "zone-stop", source: "front" } as const;
const draw = (set = zones(zone()), ...holding: readonly ActiveZone[]) =>
  zoneMarkers(set, SHAPING, holding, HEADER);
/** Of a colour, whether people read it as red, as amber or as grey. */
function shadeOf({ r, g, b }: { r: number; g: number; b: number }): string {
  return r < 0.8 ? "grey" : g > 0.5 && b < 0.3 ? "amber" : "red";
}
const shades = (...holding: readonly ActiveZone[]) =>
  draw(zones(zone()), ...holding).map(({ color }) => shadeOf(color));

describe("the picture of zones", () => {
  it("is a closed line around each zone, in the frame of the base, for a second", () => {
    const [line] = draw();
    expect(line).toMatchObject({
      header: HEADER,
      ns: "zones/front",
      type: 4, // visualization_msgs/Marker LINE_STRIP
      action: 0, // ADD
      frame_locked: true,
      lifetime: { sec: 1, nanosec: 0 },
    });
    const corners = box(0, -0.4, 1.3, 0.4);
    expect(line?.points.map(({ x, y }) => ({ x, y }))).toEqual([...corners, corners[0]]);
    expect(line?.points.every(({ z }) => z > 0)).toBe(true);
    expect([line?.scale.x, line?.pose.orientation.w, line?.color.a]).toEqual([0.02, 1, 0.5]);
  });

  it("is red while a zone stops the robot, or stops it in some direction", () => {
    expect(shades(active({}))).toEqual(["red"]);
    expect(shades(active({ limit: { ...FREE, bounds: [bound] } }))).toEqual(["red"]);
  });

  it("is amber while a zone slows it, and grey while it asks for nothing", () => {
    expect(shades(active({ limit: { ...FREE, speed: 0.3 } }))).toEqual(["amber"]);
    expect(shades(active({ zone: "another" }))).toEqual(["grey"]);
    expect(shades()).toEqual(["grey"]);
  });

  it("shows the gravest of what one zone asks for", () => {
    const slows = active({ limit: { ...FREE, speed: 0.3 } });
    expect(shades(slows, active({}))).toEqual(["red"]);
  });

  it("draws every member of a velocity set, with an id of its own among all zones", () => {
    const member = { linear: [-1, 1], spin: [-1, 1], direction: [-Math.PI, Math.PI] } as const;
    const members = [0.5, 1].map((x) => ({
      ...member,
      name: `to ${x}`,
      shape: fixed(box(0, -0.4, x, 0.4)),
    }));
    const set = zones(
      zone({ name: "set", shape: { kind: "velocity", drive: "differential", members } }),
      zone({ shape: { kind: "footprint", scale: 1, grow: 0 } }),
    );
    const lines = draw(set);
    expect(lines.map(({ ns }) => ns)).toEqual(["zones/set", "zones/set", "zones/front"]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
    expect(lines.map(({ points }) => Math.max(...points.map(({ x }) => x)))).toEqual([0.5, 1, 0.3]);
  });

  it("leaves out a shape that is not known", () => {
    expect(draw(zones(zone({ shape: { kind: "topic", topic: "/shape", timeout: 1 } })))).toEqual(
      [],
    );
  });
});
