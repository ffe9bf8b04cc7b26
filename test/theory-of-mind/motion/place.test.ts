import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AHEAD, SEEN } from "../../../src/theory-of-mind/motion/horizon.ts";
import { type Forecast, newPlace, step, waysOf } from "../../../src/theory-of-mind/motion/place.ts";
import { hallOf, type Moment } from "./walkers.ts";

const HALL = hallOf(110, 1);

/** An answer with all bits of it. */
type Told = Forecast & { readonly digest: string };

function watch(moments: readonly Moment[]): readonly (readonly Told[])[] {
  const place = newPlace();
  return moments.map((present, at) =>
    step(place, at, present).map((forecast) => {
      const hash = createHash("sha256").update(forecast.id);
      const ways = waysOf(place, forecast, 5);
      const all = ways.flatMap((way) => [...way.path, ...way.deviation, way.probability]);
      for (const numbers of [forecast.path, forecast.region90, Float64Array.from(all)]) {
        hash.update(new Uint8Array(numbers.buffer));
      }
      return { ...forecast, digest: hash.digest("hex") };
    }),
  );
}

describe("a place", () => {
  it("answers from the past alone, to the bit", () => {
    const told = watch(HALL).slice(0, 80);
    const other = watch([...HALL.slice(0, 80), ...hallOf(30, 2)]).slice(0, 80);
    expect(other.flat().map(({ digest }) => digest)).toEqual(
      told.flat().map(({ digest }) => digest),
    );
    expect(told.flat().length).toBeGreaterThan(100);
  });

  it("answers for everybody seen for five steps and for nobody else", () => {
    const since = new Map<string, number>();
    watch(HALL).forEach((forecasts, at) => {
      const long = (HALL[at] ?? []).filter(({ id }) => {
        since.set(id, (since.get(id) ?? 0) + 1);
        return (since.get(id) ?? 0) >= 5;
      });
      expect(forecasts.map(({ id }) => id)).toEqual(long.map(({ id }) => id));
      expect(forecasts.map(({ seen }) => seen)).toEqual(
        long.map(({ id }) => Math.min(20, since.get(id) ?? 0)),
      );
    });
  });

  it("does better than the last velocity, and its regions hold nine in ten", () => {
    const told = watch(hallOf(260, 3));
    const [ours, straight, held, count] = tally(told, hallOf(260, 3));
    expect(count).toBeGreaterThan(400);
    // Everybody walks alone in this hall: that people keep to their company must be unlearnt here first.
    expect(ours / straight).toBeLessThan(0.985);
    expect(held).toBeGreaterThan(0.86);
    expect(held).toBeLessThan(0.94);
  });

  it("forgets a person who was out of sight for a step", () => {
    const place = newPlace();
    const walk = (at: number): Moment => [{ id: "a", x: at * 0.5, y: 0 }];
    for (let at = 0; at < 4; at++) {
      expect(step(place, at, walk(at))).toEqual([]);
    }
    step(place, 4, []);
    expect(step(place, 5, walk(5))).toEqual([]);
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
    for (const { id, path, region90 } of forecasts.filter(({ seen }) => seen >= SEEN)) {
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
