import { describe, expect, it } from "vitest";
import {
  Quaternion,
  TransformStamped,
  Vector3,
} from "../../../src/bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../../src/bus/messages/std-msgs.gen.ts";
import { TFMessage } from "../../../src/bus/messages/tf2-msgs.gen.ts";
import { Mounts } from "../../../src/nodes/safety-supervisor/mounts.ts";

const HALF = Math.SQRT1_2;
type Link = readonly [parent: string, child: string, at: Vector3, turned: Quaternion];

const upright = Quaternion.create({ w: 1 });
/** A quarter turn to the left. */
const left = Quaternion.create({ z: HALF, w: HALF });

function heard(...links: readonly Link[]): Mounts {
  const mounts = new Mounts("base_link");
  mounts.hear(told(...links));
  return mounts;
}

function told(...links: readonly Link[]): TFMessage {
  return TFMessage.create({
    transforms: links.map(([parent, child_frame_id, translation, rotation]) =>
      TransformStamped.create({
        header: Header.create({ frame_id: parent }),
        child_frame_id,
        transform: { translation, rotation },
      }),
    ),
  });
}

const at = (x: number, y = 0, z = 0): Vector3 => Vector3.create({ x, y, z });

/** Place [m], heading [deg] and side, rounded; or the words. */
function placeOf(mounts: Mounts, frame: string): unknown {
  const mount = mounts.of(frame);
  if (typeof mount === "string") {
    return mount;
  }
  const { x, y, yaw } = mount.pose;
  const round = (n: number): number => Math.round(1e6 * n) / 1e6 + 0;
  return [round(x), round(y), (round((180 / Math.PI) * yaw) + 360) % 360, mount.side];
}

describe("where a sensor sits", () => {
  it("is what its transform says", () => {
    expect(placeOf(heard(["base_link", "laser", at(0.2, 0.1), left]), "laser")).toEqual([
      0.2,
      0.1,
      90,
      "upright",
    ]);
  });

  it("is put together from a chain, in whatever order it was told", () => {
    const mounts = heard(
      ["mast", "laser", at(0.1), upright],
      ["plate", "mast", at(0.3), left],
      ["base_link", "plate", at(0, 0.5, 0.2), left],
    );
    expect(placeOf(mounts, "laser")).toEqual([0 - 0.1, 0.8, 180, "upright"]);
  });

  it("is the base itself for the base's frame", () => {
    expect(placeOf(heard(), "base_link")).toEqual([0, 0, 0, "upright"]);
  });

  it("is upside down after half a turn about its own length, and upright after two", () => {
    const roll = Quaternion.create({ x: 1, w: 0 });
    const once = heard(["base_link", "laser", at(0.2), roll]);
    expect(placeOf(once, "laser")).toEqual([0.2, 0, 0, "upside-down"]);
    const twice = heard(
      ["base_link", "plate", at(0.2), roll],
      ["plate", "laser", at(0, 0.1), roll],
    );
    expect(placeOf(twice, "laser")).toEqual([0.2, -0.1, 0, "upright"]);
    const pitched = heard(["base_link", "laser", at(0), Quaternion.create({ y: 1, w: 0 })]);
    expect(placeOf(pitched, "laser")).toEqual([0, 0, 180, "upside-down"]);
  });

  it("is not known for a scanner that is tilted, a little tilt aside", () => {
    const tilt = (degrees: number): Quaternion => {
      const half = (degrees * Math.PI) / 360;
      return Quaternion.create({ y: Math.sin(half), w: Math.cos(half) });
    };
    const tilted = heard(["base_link", "laser", at(0), tilt(11)]);
    expect(placeOf(tilted, "laser")).toBe("laser is neither upright nor upside down");
    expect(placeOf(heard(["base_link", "laser", at(0), tilt(9)]), "laser")).toEqual([
      0,
      0,
      0,
      "upright",
    ]);
    expect(placeOf(heard(["base_link", "laser", at(0), tilt(90)]), "laser")).toMatch("neither");
  });

  it("is not known for what was never told, hangs on nothing or on itself", () => {
    const mounts = heard(["roof", "laser", at(0), upright], ["ring", "ring", at(0), upright]);
    expect(placeOf(mounts, "laser")).toBe("base_link to laser");
    expect(placeOf(mounts, "camera")).toBe("base_link to camera");
    expect(placeOf(mounts, "ring")).toBe("base_link to ring");
  });

  it.each([
    ["a place that is not a number", at(NaN), upright],
    ["an endless place", at(0, Infinity), upright],
    ["a rotation of zeros", at(0), { x: 0, y: 0, z: 0, w: 0 }],
    ["a rotation that is not a number", at(0), { x: 0, y: 0, z: NaN, w: 1 }],
  ])("is not known for %s", (_, place, turned) => {
    expect(typeof heard(["base_link", "laser", place, turned]).of("laser")).toBe("string");
  });
});

describe("a second word on a frame", () => {
  const first: Link = ["base_link", "laser", at(0.2), upright];

  it("changes nothing when it is the same", () => {
    const mounts = heard(first);
    mounts.hear(told(["base_link", "laser", at(0.2000001), upright]));
    expect(placeOf(mounts, "laser")).toEqual([0.2, 0, 0, "upright"]);
  });

  it.each<[string, Link]>([
    ["another place", ["base_link", "laser", at(0.21), upright]],
    ["another heading", ["base_link", "laser", at(0.2), left]],
    ["another parent", ["plate", "laser", at(0.2), upright]],
    ["no number", ["base_link", "laser", at(NaN), upright]],
  ])("leaves the sensor nowhere for good when it says %s", (_, link) => {
    const mounts = heard(first);
    mounts.hear(told(link));
    mounts.hear(told(first));
    expect(placeOf(mounts, "laser")).toBe("laser was moved");
  });

  it("moves all that hangs on that frame", () => {
    const mounts = heard(first, ["laser", "eye", at(0), upright]);
    mounts.hear(told(["base_link", "laser", at(0.2), left]));
    expect(placeOf(mounts, "eye")).toBe("laser was moved");
  });

  it("is not kept beyond more frames than a robot has", () => {
    const mounts = heard(
      ...Array.from({ length: 2000 }, (_, k): Link => ["base_link", `f${k}`, at(0), upright]),
      first,
    );
    expect(placeOf(mounts, "f1999")).toEqual([0, 0, 0, "upright"]);
    expect(placeOf(mounts, "laser")).toBe("base_link to laser");
  });
});
