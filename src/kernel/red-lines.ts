import { STANDSTILL } from "../quantity/frame.ts";
import { type Bound, ceiling, type Limit } from "./limit.ts";
import type { ReasonId, Unit } from "./reason.ts";
import { type Answer, bodySound, commandSound, dated, type Question, stop } from "./required.ts";

/** The red lines, as an auditor reads them. Each may only answer with a limit; together they mean the intersection of all. */
export function redLines(question: Question): readonly Answer[] {
  return [
    latch(question),
    ...checks(question),
    commandSound(question),
    bodySound(question),
    ...restrictions(question),
    speedCeiling(question),
    spinCeiling(question),
    acceleration(question),
  ].filter((answer) => answer !== undefined);
}

function latch({ state, now }: Question): Answer | undefined {
  const held = state.latch;
  return held === undefined
    ? undefined
    : held.resetBy === undefined
      ? stop(held.because, held.by, now - held.since)
      : stop("awaiting-resume", held.resetBy, now - held.since);
}

type Answers = readonly (Answer | undefined)[];

/** What was never checked, was found wrong, or was found in order too long ago or in the future. */
function checks({ state, settings, now }: Question): Answers {
  return settings.checks.map(({ id, budget }) => {
    const check = state.checks[id];
    const age = now - (check?.received ?? -Infinity);
    const isFound = check !== undefined && age >= 0 && age <= budget;
    return isFound && check.wrong === ""
      ? undefined
      : stop(id, isFound ? check.wrong : "not checked", age, budget - age);
  });
}

/** An advisory source never heard says nothing; whatever was heard and fell silent stops the robot. */
function restrictions(question: Question): Answers {
  return question.settings.sources.map(({ name, budget, need }) => {
    const fact = question.state.restrictions[name];
    if (fact === undefined && need === "advisory") {
      return undefined;
    }
    const what = name === "scan" ? name : "source";
    return dated(fact, what, name, budget, question, (limit, age) => {
      const { because: id, about, speed, spin, trouble } = limit;
      const source = trouble === "" || about !== "" ? about : name;
      const [margin, unit] =
        speed < Infinity ? ([speed, "m/s"] as const) : ([spin, "rad/s"] as const);
      const evidence = { id, source, margin, unit, age };
      return trouble === "" ? { limit, evidence } : stop(trouble, source, age);
    });
  });
}

function speedCeiling({ settings }: Question): Answer {
  const speed = ceiling(settings.speed);
  return set({ speed, spin: Infinity, bounds: [] }, "speed-ceiling", speed, "m/s");
}

function spinCeiling({ settings }: Question): Answer {
  const spin = ceiling(settings.spin);
  return set({ speed: Infinity, spin, bounds: [] }, "spin-ceiling", spin, "rad/s");
}

/** A limit that its settings set. */
function set(limit: Limit, id: ReasonId, margin: number, unit: Unit): Answer {
  return { limit, evidence: { id, source: "settings", margin, unit, age: 0 } };
}

/** Longest step of time over which speed may grow at once, and a silence after which a base stands by itself [s]. */
const LONGEST_STEP = 0.1;
const LONGEST_SILENCE = 0.2;

/** Each axis may grow by acceleration × time since the last output, in the direction it had; braking is always free. */
function acceleration({ state, settings, now }: Question): Answer {
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
  return set({ speed: Infinity, spin: Infinity, bounds }, "acceleration-ceiling", step, "s");
}

function growth(x: number, y: number, turn: number, had: number, more: number): Bound {
  const atMost = ceiling(Math.max(had, 0) + more);
  return { x, y, turn, atMost, because: "acceleration-ceiling", source: "settings" };
}
