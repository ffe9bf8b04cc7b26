import type { TransformStamped } from "../bus/messages/geometry-msgs.gen.ts";
import { yawOf } from "../quantity/angle.ts";
import { compose, type Frame, type Pose } from "../quantity/frame.ts";

/** Where fixed frames sit on the robot, seen from above, as `/tf_static` says. */
export class StaticFrames {
  readonly #base: string;
  readonly #turnedOver = new Set<string>();
  readonly #above = new Map<string, { parent: string; pose: Pose<Frame, Frame> }>();

  /** @param base - Name of the base frame. */
  constructor(base: string) {
    this.#base = base;
  }

  learn(transforms: readonly TransformStamped[]): void {
    for (const { header, child_frame_id: child, transform } of transforms) {
      const { translation, rotation } = transform;
      const pose = { x: translation.x, y: translation.y, yaw: yawOf(rotation) };
      this.#turnedOver.delete(child);
      if (rotation.x * rotation.x + rotation.y * rotation.y > 0.5) {
        this.#turnedOver.add(child);
      }
      if ([pose.x, pose.y, pose.yaw].every(Number.isFinite)) {
        this.#above.set(child, { parent: header.frame_id, pose });
      }
    }
  }

  /** Whether a frame hangs upside down from the one above it: what it sees left is right. */
  isUpsideDown(frame: string): boolean {
    return this.#turnedOver.has(frame);
  }

  /** Where a frame sits in the base frame; undefined when nothing said so. */
  placeOf<F extends Frame>(frame: string): Pose<"base", F> | undefined {
    let pose: Pose<Frame, Frame> = { x: 0, y: 0, yaw: 0 };
    let at = frame;
    for (let links = 0; links <= this.#above.size; links++) {
      if (at === this.#base || at === "") {
        return { x: pose.x, y: pose.y, yaw: pose.yaw };
      }
      const above = this.#above.get(at);
      if (above === undefined) {
        return undefined;
      }
      pose = compose(above.pose, pose);
      at = above.parent;
    }
    return undefined;
  }
}
