import { Expression, IdsList } from "../../bus/messages/hri-msgs.gen.ts";
import type { Bus, Qos, Subscription, Topic } from "../../bus/port.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { FrameTree } from "./frame-tree.ts";
import { bearingOf, type Sighting } from "./sighting.ts";

/** Best effort hears both kinds of senders. */
const HEARD: Qos = { reliability: "best-effort", durability: "volatile", depth: 10 };

/** A face this near to a body [m], seen from above, is that body's. */
const SAME = 0.6;
/** An expression older than this is shown no more [s]. */
const SHOWN: Seconds = 1;
/** How sure a perceived body is to be a person's [1] (assumed: REP-155 does not say). */
const SURE = 0.8;

const FORWARD = { x: 1, y: 0, z: 0 };
/** The z axis of a gaze frame lies along the gaze (REP-155). */
const ALONG = { x: 0, y: 0, z: 1 };

const KINDS = ["bodies", "faces", "persons"] as const;
type Kind = (typeof KINDS)[number];
const FRAME: { readonly [K in Kind]: string } = {
  bodies: "body",
  faces: "face",
  persons: "person",
};

type Shown = { readonly heard: Seconds; readonly expression: Expression };

/** People as REP-155 has them: lists of ids under `/humans`, frames named after them, and what their faces show. */
export class Humans {
  readonly #bus: Bus;
  readonly #prefix: string;
  readonly #ids: { [K in Kind]: readonly string[] } = { bodies: [], faces: [], persons: [] };
  readonly #shown = new Map<string, Shown>();
  readonly #listening = new Map<string, Subscription>();
  #heardAt: Seconds = -Infinity;

  /**
   * @param prefix - What all names begin with, `/humans`.
   * @throws Error when this ROS 2 does not have hri_msgs.
   */
  constructor(bus: Bus, prefix: string) {
    this.#bus = bus;
    this.#prefix = prefix;
    for (const kind of KINDS) {
      bus.subscribe(topic(`${prefix}/${kind}/tracked`, IdsList), ({ ids }) => {
        this.#heardAt = bus.monotonic();
        this.#ids[kind] = [...new Set(ids)].filter((id) => /^\w+$/.test(id));
        if (kind === "faces") {
          this.#listen();
        }
      });
    }
  }

  /** When somebody last said who is perceived, on the monotonic clock [s]. */
  get heardAt(): Seconds {
    return this.#heardAt;
  }

  /** Everybody whose frames say where they are now, no older than `oldest` [s]. */
  sightings(frames: FrameTree, base: string, oldest: Seconds): readonly Sighting[] {
    const found: Sighting[] = this.#ids.bodies.flatMap((id) => {
      const body = frames.placeOf(`${FRAME.bodies}_${id}`, base, oldest);
      const heading = body && bearingOf(body, FORWARD)?.angle;
      return body === undefined ? [] : [{ id, place: body, confidence: SURE, heading }];
    });
    for (const id of this.#ids.faces) {
      const face = frames.placeOf(`${FRAME.faces}_${id}`, base, oldest);
      const eyes = frames.placeOf(`gaze_${id}`, base, oldest);
      if (face !== undefined) {
        const seen = { gaze: eyes && bearingOf(eyes, ALONG), expression: this.#shownBy(id) };
        addTo(found, { id, place: face, confidence: SURE, ...seen });
      }
    }
    for (const id of this.#ids.persons) {
      const person = frames.placeOf(`${FRAME.persons}_${id}`, base, oldest);
      if (person !== undefined) {
        addTo(found, { id, place: person, confidence: SURE });
      }
    }
    return found;
  }

  #shownBy(face: string): Expression | undefined {
    const shown = this.#shown.get(face);
    return shown && this.#bus.monotonic() - shown.heard < SHOWN ? shown.expression : undefined;
  }

  /** Listens to the faces that are perceived now, and to no others. */
  #listen(): void {
    const { faces } = this.#ids;
    for (const [id, subscription] of this.#listening) {
      if (!faces.includes(id)) {
        subscription.close();
        this.#listening.delete(id);
        this.#shown.delete(id);
      }
    }
    for (const id of faces.filter((face) => !this.#listening.has(face))) {
      const name = `${this.#prefix}/faces/${id}/expression`;
      const heard = this.#bus.subscribe(topic(name, Expression), (expression) => {
        this.#shown.set(id, { heard: this.#bus.monotonic(), expression });
      });
      this.#listening.set(id, heard);
    }
  }
}

function topic<T>(name: string, type: Topic<T>["type"]): Topic<T> {
  return { name, owner: "everyone", type, qos: HEARD };
}

/** Adds what a face or a person tells to the body it belongs to, or as somebody of its own. */
function addTo(found: Sighting[], { place, ...more }: Sighting): void {
  const near = found
    .map((one, index) => ({ index, far: Math.hypot(one.place.x - place.x, one.place.y - place.y) }))
    .sort((a, b) => a.far - b.far)[0];
  const own = near !== undefined && near.far < SAME ? found[near.index] : undefined;
  if (own === undefined || near === undefined) {
    found.push({ place, ...more });
  } else {
    found[near.index] = { ...more, ...defined(own) };
  }
}

/** Without what is not known, so that it hides nothing. */
function defined(sighting: Sighting): Sighting {
  const known = Object.entries(sighting).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Sighting;
}
