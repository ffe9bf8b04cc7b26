import type { PolygonStamped } from "../bus/messages/geometry-msgs.gen.ts";
import { compose, invert, type Pose, STANDSTILL, type Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { Beams } from "../separation/beams.ts";
import { addPose, poseAt, type PoseHistory } from "../separation/pose-history.ts";
import type { Scan } from "../separation/scan.ts";
import type { Body } from "../separation/view.ts";
import type { FramePose, Waiver } from "../separation/zones/exclusion.ts";
import { type Points, pointsOfScan } from "../separation/zones/points.ts";
import type { SourceView } from "../separation/zones/seen.ts";
import type { Received } from "../separation/zones/shape-outline.ts";
import type { Blur } from "../separation/zones/velocity-set.ts";
import {
  NO_ZONE_MEMORY,
  type ZoneAnswer,
  type ZoneMemory,
  zoneRestriction,
} from "../separation/zones/zone-restriction.ts";
import type { ZoneSet } from "../separation/zones/zone.ts";

/** What is farther from its sensor is of no zone's concern [m]. */
const REACH = 10;

/** How wrong a measured velocity is taken to be. */
const BLUR: Blur = { speed: 0.05, spin: 0.05 };

type Seen = {
  readonly points: Points;
  readonly taken: Seconds;
  readonly stamp: Seconds;
  /** Its age when it came, and the time since the view before it [s]. */
  readonly delay: Seconds;
};

/** Longest interval between views that is waited for [s]; beyond it the view is stale anyway. */
const LONGEST_INTERVAL: Seconds = 0.3;

/**
 * Feeds zones from messages: bodies, scans, polygons and frames in, restrictions out. All `taken` are on the clock of
 * `now`, the older of stamp and receipt.
 */
export class ZoneWatch {
  readonly #set: ZoneSet;
  readonly #cycle: Seconds;
  readonly #beams = new Map<string, Beams>();
  readonly #views = new Map<string, Seen>();
  readonly #received = new Map<string, Received>();
  readonly #frames = new Map<string, FramePose>();
  #body: Body | undefined;
  #poses: PoseHistory = [];
  #memory: ZoneMemory = NO_ZONE_MEMORY;

  /** @param cycle - Period of the supervisor [s]. */
  constructor(set: ZoneSet, cycle: Seconds) {
    this.#set = set;
    this.#cycle = cycle;
  }

  get zones(): ZoneSet {
    return this.#set;
  }

  /** Polygons of shapes, by topic. */
  get received(): ReadonlyMap<string, Received> {
    return this.#received;
  }

  feel(body: Body): void {
    this.#body = body;
    this.#poses = addPose(this.#poses, body.stamp, body.pose);
  }

  /** A scan of the sources with this topic, taken then and come now. */
  see(
    topic: string,
    scan: Scan,
    mount: Pose<"base", "sensor">,
    taken: Seconds,
    now: Seconds,
  ): void {
    for (const { name, blindArcs } of this.#set.sources.filter((one) => one.topic === topic)) {
      const beams = this.#beams.get(name) ?? new Beams();
      this.#beams.set(name, beams);
      const points = pointsOfScan(scan, mount, blindArcs, REACH, beams);
      const interval = taken - (this.#views.get(name)?.taken ?? -Infinity);
      const waited = interval > 0 ? Math.min(interval, LONGEST_INTERVAL) : LONGEST_INTERVAL;
      const delay = Math.max(now - taken, 0) + waited;
      this.#views.set(name, { points, taken, stamp: scan.stamp, delay });
    }
  }

  /** A polygon in the base frame for the shapes of this topic; one in any other frame is not known here. */
  shape(topic: string, { header, polygon }: PolygonStamped, base: string, taken: Seconds): void {
    const points = polygon.points.map(({ x, y }) => ({ x, y }));
    this.#received.set(topic, { points: header.frame_id === base ? points : [], taken });
  }

  /** Where a dock's frame lies from the base. */
  place(frame: string, pose: Pose<"base", "odom">, taken: Seconds): void {
    this.#frames.set(frame, { pose, taken });
  }

  /** What the zones ask for now; without a body everything stands still. */
  judge(asked: Twist, waivers: ReadonlyMap<string, Waiver>, now: Seconds): ZoneAnswer {
    const body = this.#body;
    const answer = zoneRestriction(
      this.#set,
      {
        views: this.#viewsNow(body),
        footprint: body?.footprint ?? [],
        measured: body?.twist ?? STANDSTILL,
        blur: BLUR,
        asked,
        stopping: { braking: body?.braking ?? 0, reaction: this.#reaction(body) },
        received: this.#received,
        frames: this.#frames,
        waivers,
      },
      now,
      this.#memory,
    );
    this.#memory = answer.memory;
    return answer;
  }

  /** From something coming near to the first change of speed, as measured: view, cycle and base. */
  #reaction(body: Body | undefined): Seconds {
    const delays = [...this.#views.values()].map((view) => view.delay);
    return Math.max(0, ...delays) + this.#cycle + (body?.latency ?? Infinity);
  }

  /** Each view with how far the base has moved since. */
  #viewsNow(body: Body | undefined): ReadonlyMap<string, SourceView> {
    const views = new Map<string, SourceView>();
    for (const [name, { points, taken, stamp }] of this.#views) {
      const then = poseAt(this.#poses, stamp);
      if (body !== undefined && then !== undefined) {
        views.set(name, { points, taken, moved: compose(invert(body.pose), then) });
      }
    }
    return views;
  }
}

/** The topics zones must hear besides the scan. */
export function shapeTopics({ zones }: ZoneSet): ReadonlySet<string> {
  const shapes = zones.flatMap(({ shape }) =>
    shape.kind === "velocity" ? shape.members.map((member) => member.shape) : [shape],
  );
  return new Set(shapes.flatMap((shape) => (shape.kind === "topic" ? [shape.topic] : [])));
}
