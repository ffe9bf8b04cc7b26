import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forecast } from "../../src/harm-prediction/forecast.ts";
import type { Harm } from "../../src/harm-prediction/harm.ts";
import type { PersonAhead } from "../../src/harm-prediction/person-ahead.ts";
import { RADIUS90 } from "../../src/theory-of-mind/futures.ts";
import { driving, person, scene, SETTINGS } from "./scene.ts";
import { evenly } from "../support/evenly.ts";

/** Rounding of positions and of sums over roll-outs. */
const ROUNDING = 1e-9;

/** Somebody who stands, with a place known to 0.1 m: draws are within 0.35 m. */
function standing(x: number, y: number): PersonAhead {
  const points = Array.from({ length: 12 }, () => ({ x, y }));
  const radius90 = new Float64Array(12).fill(0.1 * RADIUS90);
  return person(x, y, 0, 0, {
    deviation: 0.1,
    futures: [{ probability: 1, step: 0.4, points, radius90 }],
  });
}

/** What driving straight on does to somebody who stands ahead, by a robot that could still stop in time. */
function towards(x: number, y: number, speed: number): Harm {
  const robot = { ...driving(speed), braking: 8 };
  return forecast(scene(robot, [standing(x, y)]), SETTINGS).alternatives[0]!.people[0]!;
}

describe("forecast", () => {
  it("never foresees less contact, a softer one, or less harm, closer or faster", () => {
    fc.assert(
      fc.property(evenly(1.2, 4), evenly(-1, 1), evenly(0.2, 1), evenly(0, 1), (x, y, v, more) => {
        const here = towards(x, y, v);

        for (const worse of [towards(x - more * (x - 1.2), y, v), towards(x, y, v + 0.2 * more)]) {
          expect(worse.contactProbability).toBeGreaterThanOrEqual(
            here.contactProbability - ROUNDING,
          );
          expect(worse.harm).toBeGreaterThanOrEqual(here.harm - ROUNDING);
          expect(worse.impactSpeed * worse.contactProbability).toBeGreaterThanOrEqual(
            here.impactSpeed * here.contactProbability - ROUNDING,
          );
        }
      }),
    );
  });

  it("holds stopping harmless, and keeps every number in its range, whatever the scene", () => {
    const anyone = fc
      .tuple(evenly(-4, 4), evenly(-4, 4), evenly(-2, 2), evenly(-2, 2), evenly(0, 1), evenly(0, 1))
      .map(([x, y, vx, vy, aware, confidence]) => person(x, y, vx, vy, { aware, confidence }));
    fc.assert(
      fc.property(
        fc.array(anyone, { maxLength: 4 }),
        evenly(-1.5, 1.5),
        evenly(-1.5, 1.5),
        evenly(-2.5, 2.5),
        (people, now, vx, wz) => {
          const { alternatives, committed } = forecast(
            scene(driving(now), people, { vx, vy: 0, wz }),
            SETTINGS,
          );

          expect(alternatives[2]!.worst).toBe(0);
          expect(
            alternatives[2]!.people.every(({ harm, benefit }) => harm === 0 && benefit === 0),
          ).toBe(true);
          for (const one of [...alternatives, ...committed].flatMap((each) => each.people)) {
            for (const share of [
              one.contactProbability,
              one.severity,
              one.harm,
              one.benefit,
              one.omission,
            ]) {
              expect(share).toBeGreaterThanOrEqual(0);
              expect(share).toBeLessThanOrEqual(1);
            }
            expect(one.timeToContact).toBeGreaterThanOrEqual(0);
            expect(one.timeToContact).not.toBeNaN();
            expect(one.impactSpeed).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });

  it("never foresees less harm to somebody it believes in more", () => {
    fc.assert(
      fc.property(evenly(0.6, 3), evenly(-1, 1), evenly(0, 1), evenly(0, 1), (x, y, a, b) => {
        const harm = (confidence: number): number =>
          forecast(scene(driving(1), [person(x, y, 0, 0, { confidence })]), SETTINGS)
            .alternatives[0]!.worst;

        expect(harm(Math.max(a, b))).toBeGreaterThanOrEqual(harm(Math.min(a, b)));
      }),
    );
  });

  it("foresees, of two kinds of futures, no less harm than either alone, for every motion", () => {
    fc.assert(
      fc.property(
        fc.tuple(evenly(0.5, 3), evenly(-1.5, 1.5), evenly(-1.5, 1.5), evenly(-1.5, 1.5)),
        fc.tuple(evenly(-1.5, 1.5), evenly(-1.5, 1.5)),
        ([x, y, vx, vy], [otherX, otherY]) => {
          const [told, assumed] = [person(x, y, vx, vy), person(x, y, otherX, otherY).futures];
          const harms = (one: PersonAhead): readonly number[] => {
            const { alternatives, committed } = forecast(scene(driving(1), [one]), SETTINGS);
            return [...alternatives, ...committed].map(({ worst }) => worst);
          };
          const both = harms({ ...told, besides: [assumed] });

          expect(both).toEqual(
            harms(told).map((harm, n) =>
              Math.max(harm, harms({ ...told, futures: assumed })[n] ?? 0),
            ),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
