import type { BodyState, HarmForecast, People } from "../../bus/messages/coalign-msgs.gen.ts";
import type { LaserScan } from "../../bus/messages/sensor-msgs.gen.ts";
import { TOPICS } from "../../bus/topics.ts";
import type { Dated } from "../../kernel/fact.ts";
import type { Twist } from "../../quantity/frame.ts";
import { type Seconds, secondsOf, type Stamp } from "../../quantity/time.ts";
import {
  type BrakingEnvelope,
  brakingRestriction,
  measured,
  NOTHING_MEASURED,
  toldTo,
} from "../../separation/braking-envelope.ts";
import type { Came } from "../../separation/freshness.ts";
import type { Nearest } from "../../separation/nearest.ts";
import { MOST_PEOPLE } from "../../separation/people-limit.ts";
import { type Body, View } from "../../separation/view.ts";
import { bodyOf, peopleOf, scanOf } from "./inputs.ts";
import { type Mount, Mounts } from "./mounts.ts";
import { trustedArcsOf } from "./trusted-arcs-of.ts";
import type { Turn } from "./turn.ts";

/** Brakes are expected to act after this at the latest [s]: a base that was never seen to brake may take so long. */
const LONGEST_LATENCY: Seconds = 0.15;

/** What went out is compared with what was measured this often at most: a flood of commands is no flood of memories [s]. */
const TOLD_PERIOD: Seconds = 0.005;

/** Body, surroundings, people and foreseen harm: messages in, facts of body, separation, braking, freshness and advice out. */
export class Senses {
  readonly #turn: Turn;
  readonly #view: View;
  readonly #mounts: Mounts;
  readonly #feelers: ((body: Body, dated: Dated) => void)[] = [];
  #braking: BrakingEnvelope = NOTHING_MEASURED;
  #toldAt: Seconds = -Infinity;
  #body: Body | undefined;
  #nearest: Nearest | undefined;
  #people = 0;
  #harm = 0;

  constructor(turn: Turn) {
    const { bus, parameters, safely } = turn;
    this.#turn = turn;
    this.#mounts = new Mounts(parameters.base_frame);
    const trusted = trustedArcsOf(parameters);
    this.#view = new View(1 / parameters.rate, parameters.max_speed, bus.clock, trusted);
    bus.subscribe(
      TOPICS.tfStatic,
      safely((message) => this.#mounts.hear(message)),
    );
    bus.subscribe(
      TOPICS.body,
      safely((message) => this.#feel(message)),
    );
    bus.subscribe(
      TOPICS.scan,
      safely((message) => this.#see(message)),
    );
    bus.subscribe(
      TOPICS.people,
      safely((message) => this.#heed(message)),
      safely(() => this.#disbelieve("minds", "people that cannot be read")),
    );
    bus.subscribe(
      TOPICS.forecast,
      safely((message) => this.#foresee(message)),
      safely(() => this.#disbelieve("harm", "a forecast that cannot be read")),
    );
  }

  /** Calls back for every word of the body. */
  onBody(feel: (body: Body, dated: Dated) => void): void {
    this.#feelers.push(feel);
  }

  /** Where a sensor sits on the base, by the name of its frame; in a few words why that is not known. */
  mountOf(frame: string): Mount | string {
    return this.#mounts.of(frame);
  }

  /** What is known of the body; undefined before the first word of it. */
  get body(): Body | undefined {
    return this.#body;
  }

  /** Distances to what was seen last; undefined while nothing is seen. */
  get nearest(): Nearest | undefined {
    return this.#nearest;
  }

  /** How many people are believed near; 0 before anybody estimates it, not a number where that made no sense. */
  get people(): number {
    return this.#people;
  }

  /** Expected harm of the present command beyond a safe stop [1]; 0 before anybody foresees it, not a number as `people`. */
  get harm(): number {
    return this.#harm;
  }

  /** A command came. */
  overhear(driver: string, stamp: Stamp, dated: Dated): void {
    this.#view.freshness.command(driver, secondsOf(stamp), cameAt(dated));
  }

  /** Before each decision: whether clocks and sources go on, and the brakes hold. */
  attend(now: Seconds): void {
    this.#view.freshness.clock(now, this.#turn.bus.now());
    this.#turn.facts.remind("freshness", this.#view.freshness.restriction(now));
    this.#turn.facts.remind("braking", brakingRestriction(this.#braking));
  }

  /** After each decision: what went out to the motors. */
  given(twist: Twist, now: Seconds): void {
    this.#view.freshness.given(twist, now);
    if (!(now - this.#toldAt < TOLD_PERIOD)) {
      this.#toldAt = now;
      this.#braking = toldTo(this.#braking, twist, now);
    }
  }

  #feel(message: BodyState): void {
    const { facts } = this.#turn;
    const body = bodyOf(message);
    const dated = facts.dated(message.header.stamp);
    this.#body = body;
    this.#view.feel(body, cameAt(dated));
    facts.check("footprint-unknown", body.footprint.length < 3 ? "no outline" : "");
    facts.tell({ kind: "body", twist: body.twist, ...dated });
    this.#feelers.forEach((feel) => feel(body, dated));
    const at = dated.received - Math.max(dated.stampAge, 0);
    const pushing = { distance: this.#nearest?.person ?? Infinity };
    const { braking, latency: known } = body;
    const brakes = { braking, latency: Math.max(known, LONGEST_LATENCY) };
    this.#braking = measured(this.#braking, body.twist, at, brakes, pushing);
  }

  #see(message: LaserScan): void {
    const { facts } = this.#turn;
    const dated = facts.dated(message.header.stamp);
    const mount = this.mountOf(message.header.frame_id);
    facts.check("transform-unknown", typeof mount === "string" ? mount : "");
    if (typeof mount === "string") {
      this.#nearest = undefined;
      return;
    }
    const scan = scanOf(message, mount.side);
    const sight = this.#view.see(scan, mount.pose, dated.stampAge, dated.received);
    this.#nearest = sight?.trouble === "" ? sight.nearest : undefined;
    if (sight !== undefined) {
      const { source: about, ...limit } = sight.limit;
      facts.restrict("scan", { spin: Infinity, ...limit, about, trouble: sight.trouble }, dated);
    }
  }

  #foresee(message: HarmForecast): void {
    const { facts } = this.#turn;
    const { speed, spin } = message.advice;
    const advice = { speed, spin, bounds: [], because: "foreseen-harm", trouble: "" } as const;
    this.#harm = expectedHarm(message);
    const dated = facts.dated(message.header.stamp);
    facts.restrict("harm", { ...advice, about: message.sentence }, dated);
  }

  /** A message of so many people is not even looked through: that alone would take longer than a decision may. */
  #heed(message: People): void {
    const { facts } = this.#turn;
    if (message.people.length > MOST_PEOPLE) {
      this.#disbelieve("minds", "more people than can be true");
      return;
    }
    const dated = facts.dated(message.header.stamp);
    const advice = this.#view.heed(peopleOf(message), dated.stampAge);
    this.#people = message.people.length;
    if (advice !== undefined) {
      facts.restrict("minds", { ...advice, because: "person-near", trouble: "" }, dated);
    }
  }

  /** What it was told makes no sense: nothing moves before that makes some. */
  #disbelieve(source: "minds" | "harm", about: string): void {
    const received = this.#turn.bus.monotonic();
    const why = "source-malformed";
    this.#people = source === "minds" ? NaN : this.#people;
    this.#harm = source === "harm" ? NaN : this.#harm;
    this.#turn.facts.restrict(
      source,
      { ...NOTHING, because: why, about, trouble: why },
      { received, stampAge: 0 },
    );
  }
}

const NOTHING = { speed: 0, spin: 0, bounds: [] } as const;

function cameAt({ received, stampAge: age }: Dated): Came {
  return { received, age };
}

/** What the present command, the first alternative, does to people beyond a safe stop. */
function expectedHarm({ alternatives }: HarmForecast): number {
  return alternatives[0]?.people.reduce((sum, { harm }) => sum + harm, 0) ?? NaN;
}
