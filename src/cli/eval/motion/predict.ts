import { newPlace, step, waysOf } from "../../../theory-of-mind/motion/place.ts";
import { type Answer, SAMPLES } from "./answer.ts";
import type { Recording } from "./recording.ts";

/** The answers of one frame, and what they cost. */
export type Predicted = {
  readonly answers: readonly Answer[];
  /** People present, and time for all of them [1], [ms]. */
  readonly people: number;
  readonly cost: number;
};

/**
 * Streams a recording through a place that knows nothing yet: each frame's answers are made before the next is looked at.
 * Everybody who was seen long enough is answered for, whether or not a window comes of it.
 * @param clock - Tells the time [ms].
 */
export function* predictAll(recording: Recording, clock: () => number): Generator<Predicted> {
  const place = newPlace();
  for (const { frame, people } of recording.frames) {
    const present = people.map(({ person, x, y }) => ({ id: person, x, y }));
    const start = clock();
    const answers = step(place, frame / recording.step, present).map((forecast): Answer => ({
      scene: recording.scene,
      frame,
      person: forecast.id,
      path: forecast.path,
      samples: waysOf(place, forecast, SAMPLES).map((one) => one.path),
      region90: forecast.region90,
    }));
    yield { answers, people: people.length, cost: clock() - start };
  }
}
