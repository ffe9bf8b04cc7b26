import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/quantity/random.ts";
import type { Scan } from "../../src/separation/scan.ts";
import { ScanContent } from "../../src/separation/scan-content.ts";

const scan = (range: (i: number) => number): Scan => ({
  stamp: 0,
  angleMin: -Math.PI,
  angleIncrement: Math.PI / 180,
  rangeMin: 0.05,
  rangeMax: 10,
  ranges: Float32Array.from({ length: 360 }, (_, i) => range(i)),
});

/** What an exact scanner sees from a place before a round wall 3 m away [m]. */
const seen = (x: number): Scan => scan((i) => 3 - x * Math.cos(-Math.PI + (i * Math.PI) / 180));

describe("an exact scanner on a robot that creeps by less than a millimetre", () => {
  it("is not taken for one with noise: standing still afterwards, it may show the same for ever", () => {
    const content = new ScanContent();
    for (let k = 0; k <= 10; k++) {
      expect(content.take(seen(0.0005 * k), { x: 0.0005 * k, y: 0, yaw: 0 })).toBe("");
    }
    for (let k = 0; k < 10; k++) {
      expect(content.take(seen(0.005), { x: 0.005, y: 0, yaw: 0 })).toBe("");
    }
  });

  it("is told from one with noise, which never shows the same twice", () => {
    const content = new ScanContent();
    const random = createRandom(2);
    let last = seen(0);
    for (let k = 0; k <= 10; k++) {
      last = scan(() => 3 + 0.01 * random.normal());
      content.take(last, { x: 0.0005 * k, y: 0, yaw: 0 });
    }
    content.take(last, { x: 0.005, y: 0, yaw: 0 });
    expect(content.take(last, { x: 0.005, y: 0, yaw: 0 })).toBe("scan-frozen");
  });
});
