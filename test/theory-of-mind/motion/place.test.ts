import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AHEAD } from "../../../src/theory-of-mind/motion/horizon.ts";
import { type Forecast, newPlace, step } from "../../../src/theory-of-mind/motion/place.ts";
import { hallOf, type Moment } from "./walkers.ts";

const HALL = hallOf(110, 1);

/** All bits of one answer. */
function digest({ id, path, region90, particles }: Forecast): string {
  const hash = createHash("sha256").update(id);
  for (const numbers of [path, region90, particles.paths, particles.weights]) {
    hash.update(new Uint8Array(numbers.buffer));
  }
  return hash.digest("hex");
}

function watch(moments: readonly Moment[]): readonly (readonly Forecast[])[] {
  const place = newPlace();
  return moments.map((present, at) => step(place, at, present));
}

describe("a place", () => {
  it("answers from the past alone, to the bit", () => {
    const told = watch(HALL).slice(0, 80);
    const other = watch([...HALL.slice(0, 80), ...hallOf(30, 2)]).slice(0, 80);
    expect(other.flat().map(digest)).toEqual(told.flat().map(digest));
    expect(told.flat().length).toBeGreaterThan(100);
  });

  it("answers for everybody seen for eight steps and for nobody else", () => {
    const since = new Map<string, number>();
    watch(HALL).forEach((forecasts, at) => {
      const long = (HALL[at] ?? []).filter(({ id }) => {
        since.set(id, (since.get(id) ?? 0) + 1);
        return (since.get(id) ?? 0) >= 8;
      });
      expect(forecasts.map(({ id }) => id)).toEqual(long.map(({ id }) => id));
    });
  });

  it("does better than the last velocity, and its regions hold nine in ten", () => {
    const told = watch(hallOf(260, 3));
    const [ours, straight, held, count] = tally(told, hallOf(260, 3));
    expect(count).toBeGreaterThan(400);
    expect(ours / straight).toBeLessThan(0.97);
    expect(held).toBeGreaterThan(0.86);
    expect(held).toBeLessThan(0.94);
  });

  it("forgets a person who was out of sight for a step", () => {
    const place = newPlace();
    const walk = (at: number): Moment => [{ id: "a", x: at * 0.5, y: 0 }];
    for (let at = 0; at < 7; at++) {
      expect(step(place, at, walk(at))).toEqual([]);
    }
    step(place, 7, []);
    expect(step(place, 8, walk(8))).toEqual([]);
    expect(place.walkers.get("a")?.places).toHaveLength(2);
  });
});

/** Mean error at the last step, that of the last velocity, share held by the last region, windows. */
function tally(
  told: readonly (readonly Forecast[])[],
  moments: readonly Moment[],
): readonly [number, number, number, number] {
  let [ours, straight, held, count] = [0, 0, 0, 0];
  told.forEach((forecasts, at) => {
    for (const { id, path, region90 } of forecasts) {
      const find = (when: number): Moment[number] | undefined =>
        moments[when]?.find((one) => one.id === id);
      const [before, now, then] = [find(at - 1), find(at), find(at + AHEAD)];
      if (before !== undefined && now !== undefined && then !== undefined) {
        const off = Math.hypot(
          (path[2 * AHEAD - 2] ?? 0) - then.x,
          (path[2 * AHEAD - 1] ?? 0) - then.y,
        );
        ours += off;
        straight += Math.hypot(
          now.x + AHEAD * (now.x - before.x) - then.x,
          now.y + AHEAD * (now.y - before.y) - then.y,
        );
        held += off <= (region90[AHEAD - 1] ?? 0) ? 1 : 0;
        count++;
      }
    }
  });
  return [ours / count, straight / count, held / count, count];
}
