import { describe, expect, it } from "vitest";
import type { Pose } from "../../src/quantity/frame.ts";
import { createRandom } from "../../src/quantity/random.ts";
import type { Scan } from "../../src/separation/scan.ts";
import { type ContentTrouble, ScanContent } from "../../src/separation/scan-content.ts";

const random = createRandom(3);
const HERE: Pose<"odom", "base"> = { x: 0, y: 0, yaw: 0 };
const at = (x: number, yaw = 0): Pose<"odom", "base"> => ({ x, y: 0, yaw });
const showing = (ranges: Float32Array): Scan => ({
  stamp: 0,
  angleMin: -3,
  angleIncrement: 0.1,
  rangeMin: 0.05,
  rangeMax: 10,
  ranges,
});
const noisy = (): Scan =>
  showing(Float32Array.from({ length: 60 }, () => 3 + 0.01 * random.normal()));
const flat = (range: number): Scan => showing(new Float32Array(60).fill(range));

/** A judge that has seen a scanner's noise. */
function experienced(): { content: ScanContent; shown: Scan[] } {
  const content = new ScanContent();
  const shown = Array.from({ length: 8 }, noisy);
  shown.forEach((scan) => content.take(scan, HERE));
  return { content, shown };
}
const lastOf = (content: ScanContent, scans: readonly Scan[], pose = HERE): ContentTrouble =>
  scans.map((scan) => content.take(scan, pose)).at(-1) ?? "";

describe("the content of scans", () => {
  it("is alive while it is new", () => {
    const { content } = experienced();
    expect(lastOf(content, Array.from({ length: 50 }, noisy))).toBe("");
  });

  it("of a scanner with noise is frozen when it is shown for the third time, at rest too", () => {
    const { content } = experienced();
    const scan = noisy();
    expect(lastOf(content, [scan, scan])).toBe("");
    expect(lastOf(content, [scan])).toBe("scan-frozen");
  });

  it("of a scanner with noise is replayed when it was shown before, until three new ones came", () => {
    const { content, shown } = experienced();
    expect(lastOf(content, shown.slice(2, 3))).toBe("scan-replayed");
    expect(lastOf(content, [noisy(), noisy()])).toBe("scan-replayed");
    expect(lastOf(content, [noisy()])).toBe("");
  });

  it("of a scanner without noise may be the same in one place for ever, and come again there", () => {
    const content = new ScanContent();
    expect(
      lastOf(
        content,
        Array.from({ length: 20 }, () => flat(3)),
      ),
    ).toBe("");
    expect(lastOf(content, [flat(2), flat(3), flat(2)])).toBe("");
  });

  it.each([at(0.03), at(0, 0.03), at(0, -0.03), { x: 0, y: -0.03, yaw: 0 }])(
    "of a scanner without noise cannot be the same in two places: %j",
    (there) => {
      const frozen = new ScanContent();
      frozen.take(flat(3), HERE);
      expect(lastOf(frozen, [flat(3), flat(3)], there)).toBe("scan-frozen");
      const replayed = new ScanContent();
      lastOf(replayed, [flat(3), flat(2)]);
      expect(lastOf(replayed, [flat(3)], there)).toBe("scan-replayed");
    },
  );

  it("does not take a scan that shows next to nothing for a repetition", () => {
    const content = new ScanContent();
    const empty = showing(new Float32Array(60).fill(Infinity));
    expect(["", ""]).toEqual([content.take(empty, HERE), content.take(empty, at(1))]);
    expect(lastOf(content, [empty, empty, empty], at(2))).toBe("");
  });

  it("has its noise learned at rest, wherever that is, from three pairs", () => {
    for (const there of [at(5), { x: 0, y: -4, yaw: 0 }, at(0, 2)]) {
      const known = (scans: number): ContentTrouble => {
        const content = new ScanContent();
        lastOf(content, Array.from({ length: scans }, noisy), there);
        const scan = noisy();
        return lastOf(content, [scan, scan, scan], there);
      };
      expect(known(2)).toBe("");
      expect(known(3)).toBe("scan-frozen");
    }
  });

  it("has its noise where it hits something, however little that is", () => {
    const few = (): Scan => {
      const ranges = new Float32Array(60).fill(Infinity);
      return showing(ranges.map((range, i) => (i < 4 ? 3 + 0.01 * random.normal() : range)));
    };
    const content = new ScanContent();
    lastOf(content, Array.from({ length: 8 }, few));
    const scan = few();
    expect(lastOf(content, [scan, scan, scan])).toBe("scan-frozen");
  });

  it("has no noise where a few beams flicker, or something comes and goes", () => {
    const flickering = (share: number, by: number) => (_: unknown, k: number) =>
      showing(
        new Float32Array(60).fill(3).map((range, i) => (i < 60 * share ? range + k * by : range)),
      );
    for (const [share, by] of [
      [0.1, 0.01],
      [0.45, 0.01],
      [1, 0.11],
    ] as const) {
      const content = new ScanContent();
      lastOf(content, Array.from({ length: 9 }, flickering(share, by)));
      expect(lastOf(content, [flat(4), flat(4), flat(4)]), `${share} ${by}`).toBe("");
    }
  });

  it("does not take movement for noise", () => {
    const content = new ScanContent();
    for (let k = 0; k < 9; k++) {
      content.take(flat(3 + k / 10), at(k / 10));
    }
    expect(lastOf(content, [flat(3), flat(3), flat(3)], HERE)).toBe("");
  });
});
