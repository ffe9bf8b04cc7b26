import type { People } from "../bus/messages/coalign-msgs.gen.ts";
import type { LaserScan } from "../bus/messages/sensor-msgs.gen.ts";
import type { Bus } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import { type Around, type Somebody, STEP } from "../commander/gentle.ts";
import { compose, type Pose, toOuter } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { norm, subtract, type Vector } from "../quantity/vector.ts";
import { StaticFrames } from "./static-frames.ts";

/** Estimates older than this are not gone by [s]. */
const OLD: Seconds = 0.5;

/** One beam in so many is looked at, and nothing farther than this [m]. */
const EACH = 4;
const REACH = 3.5;

/** A return this near to somebody is that person [m]. */
const BODY = 0.5;

/** Hears who and what is around, for whoever asks; undefined while it does not know of people. */
export function hearAround(
  bus: Bus,
  base: string,
): (at: Pose<"odom", "base">) => Around | undefined {
  const frames = new StaticFrames(base);
  let people: { readonly message: People; readonly received: Seconds } | undefined;
  let scan: { readonly message: LaserScan; readonly received: Seconds } | undefined;
  bus.subscribe(TOPICS.tfStatic, ({ transforms }) => frames.learn(transforms));
  bus.subscribe(TOPICS.people, (message, { received }) => {
    people = { message, received };
  });
  bus.subscribe(TOPICS.scan, (message, { received }) => {
    scan = { message, received };
  });
  return (at) => {
    const now = bus.monotonic();
    if (people === undefined || now - people.received > OLD) {
      return undefined;
    }
    const known = people.message.people.map(somebodyOf);
    const fresh = scan !== undefined && now - scan.received <= OLD ? scan.message : undefined;
    const mounted = fresh && frames.placeOf<"sensor">(fresh.header.frame_id);
    const fixed =
      fresh === undefined || mounted === undefined
        ? []
        : returnsOf(
            fresh,
            compose(at, mounted),
            frames.isUpsideDown(fresh.header.frame_id) ? -1 : 1,
          ).filter((point) =>
            known.every(
              ({ places: [here] }) => here === undefined || norm(subtract(here, point)) > BODY,
            ),
          );
    return { people: known, fixed };
  };
}

/** Where somebody is and will be on average, over all futures. */
function somebodyOf({ position, velocity, futures }: People["people"][number]): Somebody {
  const steps =
    futures[0]?.step === STEP ? Math.min(...futures.map(({ points }) => points.length)) : 0;
  const ahead = Array.from({ length: steps }, (_, k): Vector => {
    let [x, y] = [0, 0];
    for (const { probability, points } of futures) {
      x += probability * (points[k]?.x ?? 0);
      y += probability * (points[k]?.y ?? 0);
    }
    return { x, y };
  });
  const straight = { x: position.x + velocity.x * STEP, y: position.y + velocity.y * STEP };
  return { places: [position, ...(steps === 0 ? [straight] : ahead)] };
}

/** @param across - -1 for a scanner that hangs upside down. */
function returnsOf(scan: LaserScan, pose: Pose<"odom", "sensor">, across: 1 | -1): Vector[] {
  const points: Vector[] = [];
  for (let k = 0; k < scan.ranges.length; k += EACH) {
    const range = scan.ranges[k] ?? NaN;
    if (range >= scan.range_min && range < REACH) {
      const angle = scan.angle_min + k * scan.angle_increment;
      points.push(
        toOuter(pose, { x: range * Math.cos(angle), y: across * range * Math.sin(angle) }),
      );
    }
  }
  return points;
}
