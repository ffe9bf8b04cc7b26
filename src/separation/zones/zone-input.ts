import type { ReasonId } from "../../kernel/reason.ts";
import { isFinite, type Twist } from "../../quantity/frame.ts";
import type { Footprint } from "../footprint.ts";
import type { Stopping } from "../protective-distance.ts";
import type { FramePose, Waiver } from "./exclusion.ts";
import { holds, polygonOf } from "./outline.ts";
import type { SourceView } from "./seen.ts";
import { grown, type Received } from "./shape-outline.ts";
import { isConvex, troubleWithPolygon } from "./simple-polygon.ts";
import type { Blur } from "./velocity-set.ts";
import type { ZoneSet } from "./zone.ts";

/** What zones are judged by. All times are on the clock of `now`; what is in maps goes by name. */
export type ZoneInput = {
  /** By source. */
  readonly views: ReadonlyMap<string, SourceView>;
  readonly footprint: Footprint;
  readonly measured: Twist;
  /** How wrong the measured twist may be. */
  readonly blur: Blur;
  /** What the commander in charge asks for. */
  readonly asked: Twist;
  /** How the robot stops, as measured. */
  readonly stopping: Stopping;
  /** Polygons, by topic. */
  readonly received: ReadonlyMap<string, Received>;
  /** By name of the frame. */
  readonly frames: ReadonlyMap<string, FramePose>;
  /** By name of the zone or dock. */
  readonly waivers: ReadonlyMap<string, Waiver>;
};

/** Facts without which no zone can be judged. */
export function troubleWithInput(
  { robot }: ZoneSet,
  { footprint, measured, asked }: ZoneInput,
): Trouble {
  if (!isFinite(measured)) {
    return "body-not-finite";
  }
  if (!isFinite(asked)) {
    return "command-not-finite";
  }
  return troubleWithPolygon(footprint) === "" &&
    isConvex(footprint) &&
    isHeldBy(robot.footprint, footprint)
    ? ""
    : "zone-unknown";
}

/** Why nothing is known; empty when all is. */
export type Trouble = ReasonId | "";

/** A measured footprint may differ from the one the zones were drawn for by this much [m]. */
const FOOTPRINT_TOLERANCE = 0.02;

function isHeldBy(drawn: Footprint, footprint: Footprint): boolean {
  const outline = polygonOf(grown(drawn, 1, FOOTPRINT_TOLERANCE));
  return footprint.every(({ x, y }) => holds(outline, x, y));
}
