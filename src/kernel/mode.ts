import { isStandstill } from "../quantity/frame.ts";
import type { Verdict } from "./decide.ts";
import type { State } from "./observe.ts";
import { CAUSES } from "./reason.ts";

type Judged = Pick<Verdict, "asked" | "given" | "stops" | "reasons">;

/** The state table: what the robot does is the first row that holds; it moves when none does. */
const TABLE = [
  ["off", ({ settings }) => settings === undefined],
  ["latched", ({ latch }) => latch !== undefined],
  ["arming", (_, { stops }) => stops.some(({ id }) => CAUSES[id].clear === "arming")],
  ["stopped", (_, { stops }) => stops.length > 0],
  ["ready", (_, { asked }) => isStandstill(asked)],
  ["stopped", (_, { given }) => isStandstill(given)],
  ["teleoperated", ({ command }) => command?.by === "human"],
  ["slowed", (_, { reasons }) => reasons.length > 0],
] as const satisfies readonly (readonly [string, (state: State, verdict: Judged) => boolean])[];

export type Mode = (typeof TABLE)[number][0] | "moving";

export function modeOf(state: State, verdict: Judged): Mode {
  return TABLE.find(([, holds]) => holds(state, verdict))?.[0] ?? "moving";
}
