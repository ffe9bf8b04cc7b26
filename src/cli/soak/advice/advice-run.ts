import { Loopback } from "../../../bus/loopback.ts";
import { BodyState } from "../../../bus/messages/coalign-msgs.gen.ts";
import {
  Point,
  Point32,
  Polygon,
  Pose,
  Quaternion,
  Twist,
  Vector3,
} from "../../../bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../../bus/messages/std-msgs.gen.ts";
import { TOPICS } from "../../../bus/topics.ts";
import { decide, type Verdict } from "../../../kernel/decide.ts";
import type { FactOf, Restriction } from "../../../kernel/fact.ts";
import type { Bound } from "../../../kernel/limit.ts";
import { observe, type State } from "../../../kernel/observe.ts";
import { Facts } from "../../../nodes/safety-supervisor/facts.ts";
import { PARAMETERS, settingsOf } from "../../../nodes/safety-supervisor/parameters.ts";
import { Senses } from "../../../nodes/safety-supervisor/senses.ts";
import type * as frame from "../../../quantity/frame.ts";
import { shrink } from "../../../quantity/frame.ts";
import { createRandom, type Random } from "../../../quantity/random.ts";
import { type Seconds, stampOf } from "../../../quantity/time.ts";
import { drawForecast, drawPeople, pick } from "./draw-advice.ts";

/** So many pieces of advice come to one robot before another one is drawn [1]. */
const A_SCENE = 100;

/** Directions of the motions asked for [1], and how many of them each piece of advice is held against. */
const DIRECTIONS = 16;
const ASKED = 4;

/** Period of the supervisor [s]. */
const CYCLE: Seconds = 0.02;

/** So many pieces of advice, by their seed. */
export type AdviceJob = { readonly seed: number; readonly advices: number };

export type AdviceResult = {
  readonly advices: number;
  /** Motions asked for, with the advice and without [1]. */
  readonly compared: number;
  /** Of these, the ones that moved without it, and the ones it held back: what was compared was worth comparing [1]. */
  readonly moved: number;
  readonly tightened: number;
  /** In words: where more was allowed with the advice than without. */
  readonly freer: readonly string[];
  /** Advice that the supervisor's own code threw on; it stops the robot then. */
  readonly threw: number;
};

/**
 * Tells the supervisor's senses and kernel, as they ship, random advice, sound and hostile, and asks after each message
 * for motions in every direction: with the advice, and of the very same state without it.
 */
export function fuzzAdvice({ seed, advices }: AdviceJob): AdviceResult {
  const random = createRandom(seed);
  const sum = { advices: 0, compared: 0, moved: 0, tightened: 0, threw: 0 };
  const freer: string[] = [];
  while (sum.advices < advices) {
    const scene = openScene(random);
    for (let i = 0; i < A_SCENE && sum.advices < advices; i++) {
      sum.advices += 1;
      sum.threw += scene.advise();
      for (let k = 0; k < ASKED; k++) {
        const asked = drawAsked(random);
        const now = scene.now() + (random.chance(0.2) ? random.between(0, 1) : 0);
        const with_ = decide(asking(scene.state(), asked, now), now);
        const without = decide(asking(scene.unadvised, asked, now), now);
        sum.compared += 1;
        sum.moved += without.scale > 0 ? 1 : 0;
        sum.tightened += with_.scale < without.scale ? 1 : 0;
        const more = freerIn(with_, without);
        if (more !== "") {
          freer.push(`seed ${seed}, advice ${sum.advices}: ${more}`);
        }
      }
    }
  }
  return { ...sum, freer: freer.slice(0, 10) };
}

/** What is allowed with advice and not without it, in words; empty when nothing is. */
export function freerIn(advised: Verdict, alone: Verdict): string {
  const { limit: tight, given } = advised;
  const { limit: wide, given: bare } = alone;
  const has = (bound: Bound): boolean =>
    tight.bounds.some((b) => b.atMost <= bound.atMost && isAlong(b, bound));
  const grown = (["vx", "vy", "wz"] as const).find(
    (axis) => Math.abs(given[axis]) > Math.abs(bare[axis]) || given[axis] * bare[axis] < 0,
  );
  if (!(tight.speed <= wide.speed && tight.spin <= wide.spin)) {
    return "a ceiling is higher";
  }
  if (!wide.bounds.every(has)) {
    return "a bound is gone";
  }
  if (!alone.stops.every(({ id }) => advised.stops.some((stop) => stop.id === id))) {
    return "a reason to stop is gone";
  }
  if (alone.power === "off" && advised.power === "on") {
    return "the power stays on";
  }
  return grown === undefined && advised.scale <= alone.scale ? "" : `more of ${grown ?? "all"}`;
}

function isAlong(a: Bound, b: Bound): boolean {
  return Object.is(a.x, b.x) && Object.is(a.y, b.y) && Object.is(a.turn, b.turn);
}

type Scene = {
  /** Tells one piece of advice, or none; 1 when the supervisor's own code threw. */
  advise(): number;
  /** What the kernel knows, and what it would know had nobody ever advised. */
  state(): State;
  readonly unadvised: State;
  /** What hears the advice. */
  readonly senses: Senses;
  now(): Seconds;
};

/** A robot with everything required in order, somewhere, in some motion. */
function openScene(random: Random): Scene {
  const loopback = new Loopback();
  loopback.advance(random.between(1, 100));
  const bus = loopback.bus("safety_supervisor");
  const outside = loopback.bus("outside");
  const parameters = bus.declare(PARAMETERS);
  const facts = new Facts(bus);
  let threw = 0;
  const senses = new Senses({
    bus,
    parameters,
    facts,
    decide: () => undefined,
    safely:
      (act) =>
      (...given) => {
        try {
          act(...given);
        } catch {
          threw = 1;
          facts.stop("internal-fault", "safety_supervisor");
        }
      },
  });
  const settings = settingsOf(parameters);
  facts.tell(settings);
  outside.advertise(TOPICS.body).publish(drawBody(random, loopback.time));
  loopback.advance(loopback.time);
  tellRequired(facts, settings, random);
  const people = outside.advertise(TOPICS.people);
  const forecast = outside.advertise(TOPICS.forecast);
  return {
    advise: () => {
      threw = 0;
      if (random.chance(0.6)) {
        people.publish(drawPeople(random, loopback.time));
      } else if (random.chance(0.95)) {
        forecast.publish(drawForecast(random, loopback.time));
      }
      loopback.advance(loopback.time);
      return threw;
    },
    state: () => facts.state,
    unadvised: facts.state,
    senses,
    now: () => loopback.time,
  };
}

/** Every required source and check in order, each with a limit or none; now and then one that is in trouble. */
function tellRequired(facts: Facts, { settings }: FactOf<"settings">, random: Random): void {
  for (const { name, need } of settings.sources) {
    if (need === "required") {
      facts.remind(name, drawRestriction(random));
    }
  }
  settings.checks.forEach(({ id }) => facts.check(id, random.chance(0.005) ? "wrong" : ""));
}

function drawRestriction(random: Random): Restriction {
  const bounds = random.chance(0.5) ? 0 : random.index(6);
  return {
    speed: random.chance(0.5) ? Infinity : random.between(0, 2),
    spin: random.chance(0.7) ? Infinity : random.between(0, 3),
    bounds: Array.from({ length: bounds }, () => {
      const angle = random.between(-Math.PI, Math.PI);
      const [x, y, turn] = [Math.cos(angle), Math.sin(angle), random.between(-0.5, 0.5)];
      const atMost = random.between(0, 1.5);
      return { x, y, turn, atMost, because: "protective-separation", source: "scan" } as const;
    }),
    because: "protective-separation",
    about: "scan",
    trouble: random.chance(0.01) ? "scan-frozen" : "",
  };
}

/** What is asked for, and how the robot moves meanwhile. */
type Asked = { readonly twist: frame.Twist; readonly going: frame.Twist };

function drawAsked(random: Random): Asked {
  const twist = drawTwist(random);
  return { twist, going: random.chance(0.9) ? shrink(twist, random.uniform()) : drawTwist(random) };
}

/** A motion in one of all directions, at any speed, with any spin. */
function drawTwist(random: Random): frame.Twist {
  const angle = (2 * Math.PI * random.index(DIRECTIONS)) / DIRECTIONS;
  const speed = pick(random, [0, 0.05, random.between(0, 1.2), random.between(0, 3)]);
  const wz = pick(random, [0, random.between(-2.5, 2.5), random.between(-5, 5)]);
  return { vx: speed * Math.cos(angle), vy: speed * Math.sin(angle), wz };
}

/** The same asked of a state: the robot goes that way already, at some share of it, or goes another way. */
function asking(state: State, asked: Asked, now: Seconds): State {
  const { twist, going } = asked;
  const dated = { received: now, stampAge: 0 };
  return [
    { kind: "command", driver: "autonomy", by: "program", twist, ...dated } as const,
    { kind: "body", twist: going, ...dated } as const,
    { kind: "given", twist: going, latching: "", by: "", received: now - CYCLE } as const,
  ].reduce(observe, state);
}

function drawBody(random: Random, now: Seconds): BodyState {
  const yaw = random.between(-Math.PI, Math.PI);
  const size = random.between(0.15, 0.6);
  const corners = [1, 3, 5, 7].map((k) => (k * Math.PI) / 4);
  return BodyState.create({
    header: Header.create({ stamp: stampOf(now), frame_id: "odom" }),
    pose: Pose.create({
      position: Point.create({ x: random.between(-3, 3), y: random.between(-3, 3) }),
      orientation: Quaternion.create({ z: Math.sin(yaw / 2), w: Math.cos(yaw / 2) }),
    }),
    twist: Twist.create({ linear: Vector3.create({ x: random.between(0, 1) }) }),
    footprint: Polygon.create({
      points: corners.map((angle) =>
        Point32.create({ x: size * Math.cos(angle), y: size * Math.sin(angle) }),
      ),
    }),
    braking: random.between(0.5, 3),
    latency: random.between(0.02, 0.15),
  });
}
