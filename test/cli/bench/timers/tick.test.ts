import { expect, it } from "vitest";
import { latenessOf } from "../../../../src/cli/bench/timers/tick.ts";

const times = (of: (k: number) => number): Float64Array =>
  Float64Array.from({ length: 1000 }, (_, k) => of(k + 1));

it("takes the earliest call for one in time, wherever the schedule lies", () => {
  const { p50, max, drift } = latenessOf(
    times((k) => 0.3 + 20 * k),
    20,
  );
  expect(p50).toBeCloseTo(0, 6);
  expect(max).toBeCloseTo(0, 6);
  expect(drift).toBeCloseTo(0, 9);
});

it("tells one late call from many, and neither from drift", () => {
  const oneLate = latenessOf(
    times((k) => 20 * k + (k === 500 ? 3 : 0)),
    20,
  );
  expect(oneLate.p99).toBeCloseTo(0, 6);
  expect(oneLate.max).toBeCloseTo(3000, 6);
  expect(Math.abs(oneLate.drift)).toBeLessThan(1e-6);
  expect(
    latenessOf(
      times((k) => 20.2 * k),
      20,
    ).drift,
  ).toBeCloseTo(0.01, 9);
});
