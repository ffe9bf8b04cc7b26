import { turnBetween, wrap } from "../../quantity/angle.ts";
import type { Random } from "../../quantity/random.ts";
import type { Seconds } from "../../quantity/time.ts";
import { at } from "../people/column.ts";
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

/** How far eyes look down at what is held in a hand, and elsewhere [rad] (assumed). */
const LOWERED = -0.8;
const LEVEL = -0.1;

/** A face can be read up to this angle off its front [rad]. */
const FACE = 1.75;

type Found = { readonly index: number; readonly person: SeenPerson };

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
  /** A stream of its own: what else is drawn stays as it was without it. */
  readonly #pitches: Random;
  readonly #tracks = new Map<number, Track>();
  #next = 1;

  constructor(profile: Profile, random: Random) {
    this.#settings = profile.detector;
    this.#standing = profile.standing;
    this.#random = random;
    this.#pitches = random.fork("gaze pitch");
  }

  observe(motion: Motion, now: Seconds, people: People, sight: Sight): DetectionsReading {
    const { range, fieldOfView, rate } = this.#settings;
    const found: Found[] = [];
    for (let i = 0; i < people.crowd.count; i++) {
      const person = this.#lookFor(i, motion, now, people, sight);
      if (person !== undefined) {
        found.push({ index: i, person });
      }
    }
    const seen = this.#confuse(found, people, 1 / rate);
    if (this.#random.chance(Math.min(1, this.#settings.falseAlarms / rate))) {
      seen.push(this.#imagine());
    }
    return { kind: "detections", at: now, range, fieldOfView, people: seen };
  }

  #lookFor(
    index: number,
    motion: Motion,
    now: Seconds,
    people: People,
    sight: Sight,
  ): SeenPerson | undefined {
    const { range, fieldOfView, miss, missFar } = this.#settings;
    const { crowd } = people;
    const dx = at(crowd.x, index) - motion.x;
    const dy = at(crowd.y, index) - motion.y;
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
    return this.#describe(index, motion, now, people, { distance, bearing, visible });
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
    const px = at(crowd.x, index);
    const py = at(crowd.y, index);
    const height = topOf(index, crowd);
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
    now: Seconds,
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
    const gaze = at(crowd.gaze, index);
    const toRobot = Math.atan2(motion.y - at(crowd.y, index), motion.x - at(crowd.x, index));
    const faces = Math.abs(turnBetween(gaze, toRobot)) < FACE;
    const measured = (truth: number, deviation: number): number =>
      wrap(truth - motion.yaw + deviation * random.normal());
    const isRead = distance <= gazeRange && faces;
    const pitch = crowd.eyesDown[index] === 1 ? LOWERED : LEVEL;
    const sure = 0.97 - 0.25 * (distance / range) - 0.2 * (1 - view.visible);
    return {
      id: this.#idOf(index, now),
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
        distance <= headingRange ? measured(at(crowd.heading, index), headingNoise) : undefined,
      gaze: isRead ? measured(gaze, gazeNoise) : undefined,
      gazePitch: isRead ? pitch + gazeNoise * this.#pitches.normal() : undefined,
      height: (crowd.people[index]?.height ?? 0) * (1 + 0.03 * random.normal()),
      posture: POSTURES[at(crowd.posture, index)] ?? "",
    };
  }

  #idOf(index: number, now: Seconds): string {
    const known = this.#tracks.get(index);
    const { newIdentity, rate } = this.#settings;
    const fresh =
      known === undefined ||
      now - known.seen > FORGET ||
      this.#random.chance(Math.min(1, newIdentity / rate));
    const track = fresh ? { id: this.#newId(), seen: now } : known;
    track.seen = now;
    this.#tracks.set(index, track);
    return track.id;
  }

  #newId(): string {
    return `p${this.#next++}`;
  }

  /** Swaps ids of people close to each other, now and then. */
  #confuse(found: readonly Found[], { crowd }: People, period: Seconds): SeenPerson[] {
    const chance = Math.min(1, this.#settings.swapIdentity * period);
    const seen = found.map(({ person }) => person);
    found.forEach((one, a) => {
      found.slice(a + 1).forEach((other, more) => {
        const dx = at(crowd.x, one.index) - at(crowd.x, other.index);
        const dy = at(crowd.y, one.index) - at(crowd.y, other.index);
        if (dx * dx + dy * dy < CONFUSED * CONFUSED && this.#random.chance(chance)) {
          this.#swap(one.index, other.index);
          rename(seen, a, this.#tracks.get(one.index));
          rename(seen, a + 1 + more, this.#tracks.get(other.index));
        }
      });
    });
    return seen;
  }

  #swap(one: number, other: number): void {
    const first = this.#tracks.get(one);
    const second = this.#tracks.get(other);
    if (first !== undefined && second !== undefined) {
      [first.id, second.id] = [second.id, first.id];
    }
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
      gazePitch: undefined,
      height: 0,
      posture: "",
    };
  }
}

function rename(seen: SeenPerson[], index: number, track: Track | undefined): void {
  const person = seen[index];
  if (person !== undefined && track !== undefined) {
    seen[index] = { ...person, id: track.id };
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
  const dx = at(crowd.x, index) - ex;
  const dy = at(crowd.y, index) - ey;
  const long = dx * dx + dy * dy;
  for (let j = 0; j < crowd.count; j++) {
    const ox = at(crowd.x, j) - ex;
    const oy = at(crowd.y, j) - ey;
    const share = (ox * dx + oy * dy) / long;
    const off = ox * dy - oy * dx;
    const between = share > 0 && share < 1 && off * off < BREADTH * BREADTH * long;
    if (between && j !== index && ez + share * (pz - ez) < topOf(j, crowd)) {
      return true;
    }
  }
  return false;
}

/** Height of the top of a person [m]. */
function topOf(index: number, crowd: People["crowd"]): number {
  return (crowd.people[index]?.height ?? 1.7) * stature(at(crowd.upright, index));
}
