import type { Hazards } from "../bus/messages/coalign-msgs.gen.ts";
import { type LiveDanger, ROBOT } from "../theory-of-mind/belief/danger.ts";

/**
 * The hazards in a message, or one sentence that says why it cannot be used.
 * @param odom - Name of the odometry's frame.
 */
export function hazardsIn(
  { header, hazards }: Hazards,
  odom: string,
): readonly LiveDanger[] | string {
  if (header.frame_id !== odom) {
    return `Hazards are passed over: they are given in '${header.frame_id}' and must be in '${odom}'.`;
  }
  const names = new Set(hazards.map(({ name }) => name));
  const wrong = hazards.find(
    ({ name, position, radius }) =>
      name === "" || name === ROBOT || ![position.x, position.y, radius].every(Number.isFinite),
  );
  if (wrong !== undefined || names.size < hazards.length) {
    return `Hazards are passed over: '${wrong?.name ?? "one of them"}' must have a name of its own that is not '${ROBOT}', and numbers that are finite.`;
  }
  return hazards.map(({ name, state, harmless, position: { x, y }, radius }) => ({
    subject: name,
    state,
    harmless,
    x,
    y,
    vx: 0,
    vy: 0,
    radius: Math.max(0, radius),
    kind: "stands",
  }));
}
