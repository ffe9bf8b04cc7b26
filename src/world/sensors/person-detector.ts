import { turnBetween, wrap } from "../../quantity/angle.ts";
import type { Random } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";
import { POSTURES } from "../people/crowd.ts";
import type { Profile } from "../robot/profile.ts";
import type { Motion } from "../robot/robot-body.ts";
import type { People } from "../simulation/people-port.ts";
import type { DetectionsReading, SeenPerson } from "./reading.ts";

/** Whether nothing fixed or loose stands between an eye and a point: world frame [m]. */
export type Sight = (
  ex: number,
  ey: number,
  ez: number,
  px: number,
  py: number,
  pz: number,
) => boolean;

/** After this long out of sight a person comes back under a new id [s]. */
const FORGET = 1;

/** People nearer to each other than this may swap their ids [m]. */
const CONFUSED = 1;

/** Points of a body that may be seen, as shares of the height: head and chest [1]. */
const LOOKED_FOR = [0.93, 0.65];

/** Half of the width that hides someone behind a person [m]. */
const BREADTH = 0.2;

/** A face can be read up to this angle off its front [rad]. */
const FACE = 1.75;

type Track = { id: string; seen: Seconds };

/**
 * A detector of people with the faults of real ones: a field of view and a range, people hidden behind walls and each
 * other, misses that grow with distance, false alarms, ids that change and swap, noisy positions; the body's direction
 * and the gaze only near by, the gaze only with the face in view.
 */
export class PersonDetector {
  readonly #settings: Profile["detector"];
  readonly #standing: number;
  readonly #random: Random;
  readonly #tracks = new Map<number, Track>();
  #next = 1;

  constructor(profile: Profile, random: Random) {
    this.#settings = profile.detector;
    this.#standing = profile.standing;
    this.#random = random;
  }

  observe(motion: Motion, at: Seconds, people: People, sight: Sight): DetectionsReading {
    const { range, fieldOfView, rate } = this.#settings;
    const found: { readonly index: number; readonly person: SeenPerson }[] = [];
    for (let i = 0; i < people.crowd.count; i++) {
      const person = this.#lookFor(i, motion, at, people, sight);
      if (person !== undefined) {
        found.push({ index: i, person });
      }
    }
    const seen = this.#confuse(found, people, 1 / rate);
    if (this.#random.chance(Math.min(1, this.#settings.falseAlarms / rate))) {
      seen.push(this.#imagine());
    }
    return { kind: "detections", at, range, fieldOfView, people: seen };
  }

  #lookFor(
    index: number,
    motion: Motion,
    at: Seconds,
    people: People,
    sight: Sight,
  ): SeenPerson | undefined {
    const { range, fieldOfView, miss, missFar } = this.#settings;
    const { crowd } = people;
    const dx = (crowd.x[index] ?? 0) - motion.x;
    const dy = (crowd.y[index] ?? 0) - motion.y;
    const distance = Math.hypot(dx, dy);
    const bearing = wrap(Math.atan2(dy, dx) - motion.yaw);
    if (distance > range || Math.abs(bearing) > fieldOfView / 2) {
      return undefined;
    }
    const visible = this.#visible(index, motion, people, sight);
    if (visible === 0) {
      return undefined;
    }
    const chance = miss + (missFar - miss) * (distance / range) + (visible < 1 ? 0.1 : 0);
    if (this.#random.chance(Math.min(1, chance))) {
      return undefined;
    }
    return this.#describe(index, motion, at, people, { distance, bearing, visible });
  }

  /** Share of the looked-for points in view [1]. */
  #visible(index: number, motion: Motion, people: People, sight: Sight): number {
    const { crowd } = people;
    const { x, y, z } = this.#settings.at;
    const c = Math.cos(motion.yaw);
    const s = Math.sin(motion.yaw);
    const ex = motion.x + c * x - s * y;
    const ey = motion.y + s * x + c * y;
    const ez = z + this.#standing;
    const px = crowd.x[index] ?? 0;
    const py = crowd.y[index] ?? 0;
    const height = (crowd.people[index]?.height ?? 1.7) * stature(crowd.upright[index] ?? 1);
    let points = 0;
    for (const share of LOOKED_FOR) {
      const pz = share * height;
      const hidden = behindSomeone(index, people, ex, ey, ez, pz);
      points += !hidden && sight(ex, ey, ez, px, py, pz) ? 1 : 0;
    }
    return points / LOOKED_FOR.length;
  }

  #describe(
    index: number,
    motion: Motion,
    at: Seconds,
    { crowd }: People,
    view: { readonly distance: number; readonly bearing: number; readonly visible: number },
  ): SeenPerson {
    const { range, noiseAlong, noiseAcross, noiseFloor } = this.#settings;
    const { headingRange, headingNoise, gazeRange, gazeNoise } = this.#settings;
    const random = this.#random;
    const { distance, bearing } = view;
    const along = noiseFloor + noiseAlong * distance;
    const across = noiseFloor + noiseAcross * distance;
    const r = distance + along * random.normal();
    const t = across * random.normal();
    const c = Math.cos(bearing);
    const s = Math.sin(bearing);
    const va = along * along;
    const vc = across * across;
    const gaze = crowd.gaze[index] ?? 0;
    const toRobot = Math.atan2(motion.y - (crowd.y[index] ?? 0), motion.x - (crowd.x[index] ?? 0));
    const faces = Math.abs(turnBetween(gaze, toRobot)) < FACE;
    const measured = (truth: number, deviation: number): number =>
      wrap(truth - motion.yaw + deviation * random.normal());
    const sure = 0.97 - 0.25 * (distance / range) - 0.2 * (1 - view.visible);
    return {
      id: this.#idOf(index, at),
      confidence: Math.min(0.99, Math.max(0.3, sure + 0.03 * random.normal())),
      x: r * c - t * s,
      y: r * s + t * c,
      covariance: [
        va * c * c + vc * s * s,
        (va - vc) * c * s,
        (va - vc) * c * s,
        va * s * s + vc * c * c,
      ],
      heading:
        distance <= headingRange ? measured(crowd.heading[index] ?? 0, headingNoise) : undefined,
      gaze: distance <= gazeRange && faces ? measured(gaze, gazeNoise) : undefined,
      height: (crowd.people[index]?.height ?? 0) * (1 + 0.03 * random.normal()),
      posture: POSTURES[crowd.posture[index] ?? 0] ?? "",
    };
  }

  #idOf(index: number, at: Seconds): string {
    const known = this.#tracks.get(index);
    const { newIdentity, rate } = this.#settings;
    const fresh =
      known === undefined ||
      at - known.seen > FORGET ||
      this.#random.chance(Math.min(1, newIdentity / rate));
    const track = fresh ? { id: this.#newId(), seen: at } : known;
    track.seen = at;
    this.#tracks.set(index, track);
    return track.id;
  }

  #newId(): string {
    return `p${this.#next++}`;
  }

  /** Swaps ids of people close to each other, now and then. */
  #confuse(
    found: readonly { readonly index: number; readonly person: SeenPerson }[],
    { crowd }: People,
    period: Seconds,
  ): SeenPerson[] {
    const chance = Math.min(1, this.#settings.swapIdentity * period);
    const seen = found.map(({ person }) => person);
    for (let a = 0; a < found.length; a++) {
      for (let b = a + 1; b < found.length; b++) {
        const i = found[a]?.index ?? 0;
        const j = found[b]?.index ?? 0;
        const apart = Math.hypot(
          (crowd.x[i] ?? 0) - (crowd.x[j] ?? 0),
          (crowd.y[i] ?? 0) - (crowd.y[j] ?? 0),
        );
        const one = this.#tracks.get(i);
        const other = this.#tracks.get(j);
        if (
          apart < CONFUSED &&
          one !== undefined &&
          other !== undefined &&
          this.#random.chance(chance)
        ) {
          [one.id, other.id] = [other.id, one.id];
          rename(seen, a, one.id);
          rename(seen, b, other.id);
        }
      }
    }
    return seen;
  }

  /** A person who is not there. */
  #imagine(): SeenPerson {
    const { range, fieldOfView } = this.#settings;
    const random = this.#random;
    const distance = range * Math.sqrt(random.uniform());
    const bearing = (random.uniform() - 0.5) * fieldOfView;
    const variance = (0.02 + 0.03 * distance) ** 2;
    return {
      id: this.#newId(),
      confidence: random.between(0.3, 0.7),
      x: distance * Math.cos(bearing),
      y: distance * Math.sin(bearing),
      covariance: [variance, 0, 0, variance],
      heading: undefined,
      gaze: undefined,
      height: 0,
      posture: "",
    };
  }
}

function rename(seen: SeenPerson[], index: number, id: string): void {
  const person = seen[index];
  if (person !== undefined) {
    seen[index] = { ...person, id };
  }
}

/** Share of the standing height that is left: someone on the floor is low [1]. */
function stature(upright: number): number {
  return Math.max(0.15, upright);
}

/** Whether another person's body crosses the line from an eye to a point of this person. */
function behindSomeone(
  index: number,
  { crowd }: People,
  ex: number,
  ey: number,
  ez: number,
  pz: number,
): boolean {
  const px = crowd.x[index] ?? 0;
  const py = crowd.y[index] ?? 0;
  const dx = px - ex;
  const dy = py - ey;
  const long = dx * dx + dy * dy;
  for (let j = 0; j < crowd.count; j++) {
    if (j === index) {
      continue;
    }
    const ox = (crowd.x[j] ?? 0) - ex;
    const oy = (crowd.y[j] ?? 0) - ey;
    const share = (ox * dx + oy * dy) / long;
    if (share <= 0 || share >= 1) {
      continue;
    }
    const gx = ox - share * dx;
    const gy = oy - share * dy;
    const top = (crowd.people[j]?.height ?? 1.7) * stature(crowd.upright[j] ?? 1);
    if (gx * gx + gy * gy < BREADTH * BREADTH && ez + share * (pz - ez) < top) {
      return true;
    }
  }
  return false;
}
