import type { Tell } from "./finding.ts";
import type { Parameters, RobotDraft } from "./draft.ts";
import { nav2Points } from "./nav2-points.ts";
import type { Nav2Section } from "./nav2-section.ts";

/** Where a file says nothing: a round robot that fits through a door [m], brakes weakly [m/s²], behind a slow chain [s]. */
const GUESS = { radius: 0.35, braking: 1, reaction: 0.3 };

/** The outline from a costmap, the local one first. */
export function readOutline(costmaps: readonly Nav2Section[], tell: Tell): RobotDraft["outline"] {
  for (const costmap of costmaps) {
    const points = nav2Points(costmap.value("footprint"));
    if (points !== undefined && points.length > 2) {
      costmap.tell("footprint", "taken", "robot.footprint");
      return points;
    }
    const radius = costmap.number("robot_radius");
    if (radius !== undefined && radius > 0) {
      costmap.tell("robot_radius", "taken", "robot.radius");
      return radius;
    }
  }
  const note = `the file says nothing of it; robot.radius is a guess of ${GUESS.radius} m: correct it`;
  tell({ fate: "unsafe", line: 0, from: "footprint or robot_radius", note });
  return GUESS.radius;
}

/** Ceilings and time-out from the velocity smoother. */
export function readCeilings(smoother: Nav2Section): Parameters {
  tellBackwards(smoother);
  return {
    ...axes(smoother, "max_velocity", ["max_speed", 5], ["max_spin", 10]),
    ...axes(smoother, "max_accel", ["max_acceleration", 20], ["max_spin_acceleration", 100]),
    ...commandTimeout(smoother),
  };
}

/** Where the file has the robot slower backwards than forwards, one ceiling would let it be faster there. */
function tellBackwards(smoother: Nav2Section): void {
  const [back = 0] = smoother.numbers("min_velocity") ?? [];
  const [ahead = 0] = smoother.numbers("max_velocity") ?? [];
  if (Math.abs(back) < ahead) {
    const note =
      `backwards it was ${Math.abs(back)} m/s at most, and here one ceiling holds in all directions: lower max_speed, ` +
      "or keep the command slower";
    smoother.tell("min_velocity", "unsafe", note);
  } else if (smoother.has("min_velocity")) {
    const note = "one ceiling holds in all directions; zones may guard `backward`";
    smoother.tell("min_velocity", "no counterpart", note);
  }
}

type Taken = readonly [name: string, most: number];

/** Least a ceiling may be, whatever its unit. */
const LEAST = 0.01;

/** The larger of x and y, and yaw, of a value for every axis. */
function axes(smoother: Nav2Section, name: string, linear: Taken, yaw: Taken): Parameters {
  const values = smoother.numbers(name);
  if (values === undefined || values.length < 3) {
    return {};
  }
  const [x = 0, y = 0] = values;
  const wanted = [
    [linear, Math.max(Math.abs(x), Math.abs(y))],
    [yaw, Math.abs(values.at(-1) ?? 0)],
  ] as const;
  const usable = wanted.filter(([[, most], value]) => value >= LEAST && value <= most);
  const to = wanted.map(([[parameter]]) => parameter).join(", ");
  if (usable.length === wanted.length) {
    smoother.tell(name, "taken", to);
  } else {
    smoother.tell(name, "unsafe", `not all of it is in the range of ${to}, whose defaults stand`);
  }
  return Object.fromEntries(usable.map(([[parameter], value]) => [parameter, value]));
}

/** Longest a command may move the robot [s]. */
const LONGEST_COMMAND = 0.5;

function commandTimeout(smoother: Nav2Section): Parameters {
  const timeout = smoother.number("velocity_timeout");
  if (timeout === undefined) {
    return {};
  }
  if (timeout > 0 && timeout <= LONGEST_COMMAND) {
    smoother.tell("velocity_timeout", "taken", "command_timeout");
    return { command_timeout: timeout };
  }
  const why =
    timeout > 0
      ? `a command would move the robot for ${timeout} s after its sender died; command_timeout is ${LONGEST_COMMAND} s at most`
      : "0 means no time-out there and is refused here; the default of command_timeout stands";
  smoother.tell("velocity_timeout", "unsafe", why);
  return timeout > 0 ? { command_timeout: LONGEST_COMMAND } : {};
}

/** Deceleration from the velocity smoother: what it asks for, not what the base was measured to do. */
export function readStopping(smoother: Nav2Section, tell: Tell): Omit<RobotDraft, "outline"> {
  const [x = 0, y = 0] = smoother.numbers("max_decel") ?? [];
  const asked = [x, y].map(Math.abs).filter((value) => value > 0 && value <= 10);
  const reaction = `no Nav2 file says it; robot.reaction is a guess of ${GUESS.reaction} s: measure it`;
  tell({ fate: "unsafe", line: 0, from: "reaction time", note: reaction });
  if (asked.length > 0) {
    smoother.tell(
      "max_decel",
      "taken",
      "robot.braking; it is what is asked for: measure what the base does",
    );
    return { braking: Math.min(...asked), reaction: GUESS.reaction };
  }
  const note = `the file says nothing usable; robot.braking is a guess of ${GUESS.braking} m/s²: measure it`;
  tell({ fate: "unsafe", line: 0, from: "velocity_smoother.max_decel", note });
  return { braking: GUESS.braking, reaction: GUESS.reaction };
}
