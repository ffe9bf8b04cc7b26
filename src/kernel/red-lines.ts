import type { Fact } from "./fact.ts";
import { type Bound, closed, FREE, type Limit } from "./limit.ts";
import {
  ageOf,
  type Answer,
  bodySound,
  commandSound,
  humanVeto,
  type Question,
  scanSound,
  stop,
} from "./required.ts";

type RedLine = (question: Question) => readonly Answer[];

/** The table an auditor reads. Each line may only answer with limits; together they mean the intersection of all. */
export const RED_LINES: readonly RedLine[] = [
  humanVeto,
  commandSound,
  bodySound,
  scanSound,
  oneMouth,
  protectiveSeparation,
  ceilings,
  acceleration,
  advice,
];

function oneMouth({ state, now }: Question): readonly Answer[] {
  const seen = state.publishers;
  return seen === undefined || seen.foreign === ""
    ? []
    : stop("second-publisher", seen.foreign, now - seen.received);
}

function onlyBounds(bounds: readonly Bound[]): Limit {
  return { ...FREE, bounds };
}

function protectiveSeparation({ state, now }: Question): readonly Answer[] {
  const fact = state.separation;
  if (fact === undefined) {
    return [];
  }
  const age = ageOf(fact, now);
  const bounds = fact.bounds.map((bound) => ({
    limit: closed(onlyBounds([bound])),
    evidence: {
      id: bound.because,
      source: bound.source,
      margin: bound.atMost,
      unit: "m/s",
      age,
    } as const,
  }));
  const evidence = {
    id: fact.because,
    source: fact.source,
    margin: fact.speed,
    unit: "m/s",
    age,
  } as const;
  return [{ limit: closed({ ...FREE, speed: fact.speed }), evidence }, ...bounds];
}

function ceilings({ settings }: Question): readonly Answer[] {
  const { speed, spin } = settings;
  return [
    {
      limit: closed({ ...FREE, speed }),
      evidence: { id: "speed-ceiling", source: "settings", margin: speed, unit: "m/s", age: 0 },
    },
    {
      limit: closed({ ...FREE, spin }),
      evidence: { id: "spin-ceiling", source: "settings", margin: spin, unit: "rad/s", age: 0 },
    },
  ];
}

const AXES = ["vx", "vy", "wz"] as const;

/** Longest step of time over which speed may grow at once [s]. */
const LONGEST_STEP = 0.1;

/** Each axis may grow by acceleration × time since the last output, in the direction it had; braking is always free. */
function acceleration({ state, settings, now }: Question): readonly Answer[] {
  const last = state.given;
  const step = Math.min(Math.max(now - last.received, 0), LONGEST_STEP);
  const bounds = AXES.flatMap((axis) => {
    const growth = step * (axis === "wz" ? settings.spinAcceleration : settings.acceleration);
    return ([1, -1] as const).map((sign) => ({
      x: axis === "vx" ? sign : 0,
      y: axis === "vy" ? sign : 0,
      turn: axis === "wz" ? sign : 0,
      atMost: Math.max(sign * last.twist[axis], 0) + growth,
      because: "acceleration-ceiling" as const,
      source: "settings",
    }));
  });
  const evidence = {
    id: "acceleration-ceiling",
    source: "settings",
    margin: step,
    unit: "s",
    age: 0,
  } as const;
  return [{ limit: closed(onlyBounds(bounds)), evidence }];
}

/** Advisory facts only ever tighten: one never heard says nothing, one that fell silent stops the robot. */
function advice({ state, settings, now }: Question): readonly Answer[] {
  return [state.advice.harm, state.advice.minds].flatMap(
    (fact: (Fact & { kind: "advice" }) | undefined) => {
      if (fact === undefined) {
        return [];
      }
      const age = Math.max(ageOf(fact, now), now - fact.received);
      if (!(age <= settings.adviceBudget)) {
        return stop(`${fact.source}-silent`, fact.source, age, settings.adviceBudget - age);
      }
      const id = fact.source === "harm" ? "foreseen-harm" : "person-near";
      const evidence = { id, source: fact.about, margin: fact.speed, unit: "m/s", age } as const;
      return [{ limit: closed(fact), evidence }];
    },
  );
}
