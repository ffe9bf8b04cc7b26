import { along, type Limit, share } from "../kernel/limit.ts";
import { speedOf, type Twist } from "../quantity/frame.ts";

/** The largest share in [0, 1] of a motion that stays inside a limit, curvature kept, as the kernel scales it. */
export function shareInside(twist: Twist, limit: Limit): number {
  return Math.min(
    share(limit.speed, speedOf(twist)),
    share(limit.spin, Math.abs(twist.wz)),
    ...limit.bounds.map((bound) => share(bound.atMost, along(bound, twist))),
  );
}
