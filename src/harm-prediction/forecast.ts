import { STANDSTILL, type Twist } from "../quantity/frame.ts";
import { type Contacts, forget, rollOut, type Window, windowOf } from "./contact.ts";
import { hardness } from "./contact-limits.ts";
import { deviationOf, type Draws } from "./draws.ts";
import { type Harm, unharmed, weigh } from "./harm.ts";
import { blankCourse, choose, type Course, drawCourse, type PersonAhead } from "./person-ahead.ts";
import { pathOf, type RobotAhead, type RobotPath } from "./robot-path.ts";
import { drawsFor, workspaceOf } from "./workspace.ts";

/** What the forecast looks at. */
export type Scene = {
  readonly robot: RobotAhead;
  readonly people: readonly PersonAhead[];
  /** The motion asked for now. */
  readonly command: Twist;
  /** How much later than the estimates of people the robot's own is [s]. */
  readonly offset: number;
};

/** How the forecast is made. */
export type Settings = {
  /** How far it looks ahead [s]. */
  readonly horizon: number;
  /** Simulated futures of every person for each alternative [1]. */
  readonly rollouts: number;
  /**
   * How long a motion is held before the robot changes its mind, when advice is sought [s]: as long as one advice may be heeded.
   * What comes later is the next advice's to judge, with newer estimates of everybody.
   */
  readonly commitment: number;
  /** Harm to any one person above which a motion is advised against [1]. */
  readonly threshold: number;
};

/** One thing the robot could do, and what it would do to each person. */
export type Alternative = {
  readonly id: string;
  readonly twist: Twist;
  readonly people: readonly Harm[];
  /** Largest harm to any one person: harms to different people do not add up [1]. */
  readonly worst: number;
};

export type Forecast = {
  /** "command", "slow" and "safe-stop", each held for the whole horizon. */
  readonly alternatives: readonly Alternative[];
  /** The command at falling scales, each held for the commitment only and followed by a safe stop. */
  readonly committed: readonly Alternative[];
};

/** Steps a second of the roll-outs [Hz]. */
const RATE = 20;
/** Scales of the command that advice chooses from, falling [1]. */
export const SCALES: readonly number[] = [1, 0.75, 0.5, 0.25, 0];

type Plan = { readonly id: string; readonly twist: Twist; readonly path: RobotPath };

/**
 * What each alternative would do to each person, against the safe stop: the same future of the person is met by both, so
 * that the difference is what acting causes (counterfactual harm, Richens et al. 2022, with one fixed contrast).
 */
export function forecast(scene: Scene, settings: Settings): Forecast {
  const steps = Math.round(settings.horizon * RATE);
  const { robot, command } = scene;
  const plan = (id: string, factor: number, until: number): Plan => {
    const twist = scaled(command, factor);
    return { id, twist, path: pathOf(robot, { twist, until }, steps, 1 / RATE) };
  };
  const stop = plan("safe-stop", 0, 0);
  const held = [plan("command", 1, Infinity), plan("slow", 0.5, Infinity)];
  const committed = SCALES.filter((factor) => factor > 0).map((factor) =>
    plan(`scaled-${factor}`, factor, settings.commitment),
  );
  const plans = [...held, stop, ...committed];
  const rows = scene.people.map((person) => {
    const row = meet(person, scene, settings, plans, stop);
    return (person.besides ?? []).reduce<readonly Harm[]>(
      (worst, futures) => larger(worst, meet({ ...person, futures }, scene, settings, plans, stop)),
      row,
    );
  });
  const alternatives = plans.map(({ id, twist }, a): Alternative => {
    const people = rows.flatMap((row) => row[a] ?? []);
    return { id, twist, people, worst: Math.max(0, ...people.map(({ harm }) => harm)) };
  });
  const [first, second, third, ...rest] = alternatives;
  return {
    alternatives: [first, second, third].filter((one) => one !== undefined),
    committed: [...rest, ...(third === undefined ? [] : [third])],
  };
}

/** Of two estimates of what every plan would do to the same person, the one with the larger harm. */
function larger(row: readonly Harm[], other: readonly Harm[]): readonly Harm[] {
  return row.map((harm, plan) => {
    const second = other[plan] ?? harm;
    return second.harm > harm.harm ? second : harm;
  });
}

/** What every plan would do to one person. */
function meet(
  person: PersonAhead,
  { robot, offset }: Scene,
  { horizon, rollouts }: Settings,
  plans: readonly Plan[],
  stop: Plan,
): readonly Harm[] {
  const reach = robot.radius + person.radius;
  const draws = drawsFor(person.id, rollouts);
  const far = furthest(person, horizon + offset, draws.farthest) + reach;
  if (!plans.some(({ path }) => within(path, person, far))) {
    return plans.map(() => unharmed(person.id));
  }
  const room = workspaceOf(stop.path.x.length - 1, rollouts);
  const courses = person.futures.map((future, n) => {
    const course = (room.courses[n] ??= blankCourse(stop.path.x.length - 1));
    drawCourse(course, person, future, 1 / RATE, offset);
    return course;
  });
  choose(room.choices, person.futures, draws);
  const touches = ({ path }: Plan, contacts: Contacts): Contacts | undefined => {
    const windows = courses.map((course) => windowOf(path, course, reach, draws.farthest));
    if (windows.every(({ from, to }) => from >= to)) {
      return undefined;
    }
    forget(contacts);
    rollAll(path, courses, windows, room.choices, draws, reach, contacts);
    return contacts;
  };
  const hard = hardness(robot.mass, robot.height, person);
  const contrast = touches(stop, room.contrast);
  return plans.map((plan) => {
    const contacts = plan === stop ? contrast : touches(plan, room.contacts);
    return contacts === undefined && contrast === undefined
      ? unharmed(person.id)
      : weigh(person, contacts ?? room.none, contrast ?? room.none, hard);
  });
}

function rollAll(
  path: RobotPath,
  courses: readonly Course[],
  windows: readonly Window[],
  choices: Uint8Array,
  draws: Draws,
  reach: number,
  contacts: Contacts,
): void {
  for (let draw = 0; draw < choices.length; draw++) {
    const course = courses[choices[draw] ?? 0];
    const window = windows[choices[draw] ?? 0];
    if (course !== undefined && window !== undefined && window.from < window.to) {
      rollOut(path, course, window, draws, draw, reach, 1 / RATE, contacts);
    }
  }
}

/** How far a person may get from where it is within a time [m]. */
function furthest(person: PersonAhead, time: number, farthest: number): number {
  let far = farthest * person.deviation;
  for (const { points, radius90, step } of person.futures) {
    const last = Math.min(points.length - 1, Math.ceil(time / step) - 1);
    for (let k = 0; k <= last; k++) {
      const { x, y } = points[k] ?? person;
      const off = Math.sqrt((x - person.x) ** 2 + (y - person.y) ** 2);
      far = Math.max(far, off + farthest * deviationOf(radius90[k] ?? 0));
    }
  }
  return far;
}

function within({ x, y }: RobotPath, person: PersonAhead, far: number): boolean {
  for (let k = 0; k < x.length; k++) {
    if (((x[k] ?? 0) - person.x) ** 2 + ((y[k] ?? 0) - person.y) ** 2 <= far * far) {
      return true;
    }
  }
  return false;
}

function scaled({ vx, vy, wz }: Twist, factor: number): Twist {
  return factor === 0 ? STANDSTILL : { vx: factor * vx, vy: factor * vy, wz: factor * wz };
}
