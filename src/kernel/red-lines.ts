import { STANDSTILL } from "../quantity/frame.ts";
import { type Bound, ceiling, FREE } from "./limit.ts";
import type { Evidence, Unit } from "./reason.ts";
import { ageOf, bodySound, commandSound, dated, stop } from "./required.ts";
import type { Answer, Question } from "./required.ts";

type RedLine = (question: Question) => readonly Answer[];

/** The table an auditor reads. Each line may only answer with limits; together they mean the intersection of all. */
export const RED_LINES: readonly RedLine[] = [
  latch,
  checks,
  commandSound,
  bodySound,
  restrictions,
  ceilings,
  acceleration,
];

function latch({ state, now }: Question): readonly Answer[] {
  const held = state.latch;
  return held === undefined
    ? []
    : held.resetBy === undefined
      ? stop(held.because, held.by, now - held.since)
      : stop("awaiting-resume", held.resetBy, now - held.since);
}

/** What was never checked, was found wrong, or was found in order too long ago. */
function checks({ state, settings, now }: Question): readonly Answer[] {
  return settings.checks.flatMap(({ id, budget }) => {
    const check = state.checks[id];
    const age = now - (check?.received ?? -Infinity);
    const isFound = check !== undefined && age <= budget;
    return isFound && check.wrong === ""
      ? []
      : stop(id, isFound ? check.wrong : "not checked", age, budget - age);
  });
}

/** An advisory source never heard says nothing; whatever was heard and fell silent stops the robot. */
function restrictions(question: Question): readonly Answer[] {
  const { state, settings, now } = question;
  return settings.sources.flatMap(({ name, budget, need }) => {
    const fact = state.restrictions[name];
    if (fact === undefined && need === "advisory") {
      return [];
    }
    const lines = dated(fact, name === "scan" ? name : "source", name, budget, question);
    if (fact === undefined || lines.length > 0) {
      return lines;
    }
    const { because: id, about: source, speed, spin, trouble } = fact;
    const age = ageOf(fact, now);
    const how = speed < Infinity ? proof(id, speed, "m/s") : proof(id, spin, "rad/s");
    const evidence = { ...how, source, age };
    return trouble === "" ? [{ limit: fact, evidence }] : stop(trouble, name, age);
  });
}

function ceilings({ settings }: Question): readonly Answer[] {
  const speed = ceiling(settings.speed);
  const spin = ceiling(settings.spin);
  return [
    { limit: { ...FREE, speed }, evidence: proof("speed-ceiling", speed, "m/s") },
    { limit: { ...FREE, spin }, evidence: proof("spin-ceiling", spin, "rad/s") },
  ];
}

function proof(id: Evidence["id"], margin: number, unit: Unit): Evidence {
  return { id, source: "settings", margin, unit, age: 0 };
}

/** Longest step of time over which speed may grow at once, and a silence after which a base stands by itself [s]. */
const LONGEST_STEP = 0.1;
const LONGEST_SILENCE = 0.2;

/** Each axis may grow by acceleration × time since the last output, in the direction it had; braking is always free. */
function acceleration({ state, settings, now }: Question): readonly Answer[] {
  const since = now - state.given.received;
  const last = since <= LONGEST_SILENCE ? state.given.twist : STANDSTILL;
  const step = Math.min(Math.max(since, 0), LONGEST_STEP);
  const [go, turn] = [step * settings.acceleration, step * settings.spinAcceleration];
  const bounds = [
    growth(1, 0, 0, last.vx, go),
    growth(-1, 0, 0, -last.vx, go),
    growth(0, 1, 0, last.vy, go),
    growth(0, -1, 0, -last.vy, go),
    growth(0, 0, 1, last.wz, turn),
    growth(0, 0, -1, -last.wz, turn),
  ];
  return [{ limit: { ...FREE, bounds }, evidence: proof("acceleration-ceiling", step, "s") }];
}

function growth(x: number, y: number, turn: number, had: number, more: number): Bound {
  const atMost = ceiling(Math.max(had, 0) + more);
  return { x, y, turn, atMost, because: "acceleration-ceiling", source: "settings" };
}
