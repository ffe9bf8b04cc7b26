import { describe, expect, it } from "vitest";
import { begin, prepare, watch } from "../../src/rules/watch.ts";
import { findingsOf, ruleOf, type Sample, verdictsOn } from "../support/rule-book.ts";

const PAUSE = "not once[0 s, 5 s] person_distance < 0.5 m";

function distances(...samples: [time: number, distance: number | undefined][]): Sample[] {
  return samples.map(([time, person_distance]) => [time, { person_distance }]);
}

describe("watch: no motion for 5 s after a person was within 0.5 m", () => {
  const rule = ruleOf(PAUSE);

  it("is broken from the sample that saw the person until 5 s after the last such moment", () => {
    const samples = distances([0, 2], [1, 0.4], [2, 0.6], [6.9, 2], [7, 2], [8, 2]);

    expect(verdictsOn(rule, samples)).toEqual([
      ...["kept", "broken", "broken", "broken", "kept", "kept"],
    ]);
  });

  it("says by how much, in the signal's unit, and since when", () => {
    const samples = distances([0, 2], [1, 0.4], [2, 0.25], [3, 0.75], [8, 1], [9, 1]);
    const findings = findingsOf([rule], samples).flat();

    expect(findings.map(({ margin }) => margin)).toEqual(
      [1.5, -0.1, -0.25, -0.25, 0.25, 0.25].map((value) => expect.closeTo(value, 12) as number),
    );
    expect(findings.map(({ marginAtBest }) => marginAtBest)).toEqual(
      findings.map(({ margin }) => margin),
    );
    expect(findings.map(({ since }) => since)).toEqual([0, 1, 1, 1, 8, 8]);
    expect(findings.map(({ unit }) => unit)).toEqual(Array(6).fill("m"));
  });

  it("holds a value until the next sample: a person seen once is near until then", () => {
    expect(verdictsOn(rule, distances([0, 0.4], [60, 2], [64.9, 2], [65, 2]))).toEqual([
      ...["broken", "broken", "broken", "kept"],
    ]);
  });

  it("takes the last of several samples of one moment", () => {
    const samples = distances([0, 2], [1, 2], [1, 0.4], [1, 2], [2, 2]);

    expect(verdictsOn(rule, samples)).toEqual(["kept", "kept", "broken", "kept", "kept"]);
  });
});

describe("watch: what is not known", () => {
  const rule = ruleOf(PAUSE);

  it.each([NaN, undefined])(
    "is not kept while a signal is %s, and for as long as it may matter",
    (lost) => {
      const samples = distances([0, 2], [1, lost], [1.5, 2], [6.4, 2], [6.5, 2]);
      const findings = findingsOf([rule], samples).flat();

      expect(findings.map(({ verdict }) => verdict)).toEqual([
        ...["kept", "unknown", "unknown", "unknown", "kept"],
      ]);
      expect(findings.map(({ missing }) => missing)).toEqual([[], ["person_distance"], [], [], []]);
      expect(findings[1]).toMatchObject({ margin: -Infinity, marginAtBest: Infinity });
      expect(findings[2]).toMatchObject({ margin: -Infinity, marginAtBest: 1.5 });
    },
  );

  it("is broken, not unknown, when what is known decides it", () => {
    expect(verdictsOn(rule, distances([0, 2], [1, NaN], [2, 0.4]))).toEqual([
      ...["kept", "unknown", "broken"],
    ]);
  });

  it("names every signal that is missing, even one that another makes up for", () => {
    const either = ruleOf("speed < 1 m/s or spin < 1 rad/s");
    const [first, second] = findingsOf(
      [either],
      [
        [0, { speed: 0.5, spin: 0 }],
        [1, { speed: 0.5 }],
      ],
    ).flat();

    expect(first?.verdict).toBe("kept");
    expect(second).toMatchObject({ verdict: "unknown", missing: ["spin"] });
  });

  it("begins with the first sample that has every signal, and is unknown until then", () => {
    const samples = distances([0, undefined], [1, NaN], [2, 2], [3, 2]);

    expect(verdictsOn(rule, samples)).toEqual(["unknown", "unknown", "kept", "kept"]);
  });

  it("does not vouch for the time before the first sample, unless that is left out", () => {
    const samples = distances([0, 2], [4.9, 2], [5, 2], [6, 2]);

    expect(verdictsOn(ruleOf(PAUSE, { past: "unknown" }), samples)).toEqual([
      ...["unknown", "unknown", "kept", "kept"],
    ]);
    expect(verdictsOn(rule, samples)).toEqual(Array(4).fill("kept"));
  });

  it("knows nothing once a sample is older than it may speak for", () => {
    const samples = distances([0, 2], [0.5, 2], [1.1, 2], [6.0, 2], [6.1, 2]);
    const often: Sample[] = [];
    for (let time = 1.1; time < 6.05; time += 0.35) {
      often.push([time, { person_distance: 2 }]);
    }

    expect(verdictsOn(rule, samples.slice(0, 2), 0.5)).toEqual(["kept", "kept"]);
    expect(verdictsOn(rule, samples.slice(0, 3), 0.5)).toEqual(["kept", "kept", "unknown"]);
    expect(
      verdictsOn(rule, [...samples.slice(0, 2), ...often, [6.0, { person_distance: 2 }]], 0.5).at(
        -1,
      ),
    ).toBe("unknown");
    expect(
      verdictsOn(rule, [...samples.slice(0, 2), ...often, [6.2, { person_distance: 2 }]], 0.5).at(
        -1,
      ),
    ).toBe("kept");
  });
});

describe("watch: time", () => {
  const rule = ruleOf(PAUSE);

  it.each([NaN, Infinity, -Infinity, 0.9])(
    "knows nothing at %d after 1, and nothing of the past from then on",
    (time) => {
      const samples = distances([0, 2], [1, 2], [time, 2], [1.2, 2], [6.1, 2], [6.2, 2]);
      const findings = findingsOf([rule], samples).flat();

      expect(findings.map(({ verdict }) => verdict)).toEqual([
        ...["kept", "kept", "unknown", "unknown", "unknown", "kept"],
      ]);
    },
  );

  it("may begin anywhere, before zero too", () => {
    expect(verdictsOn(rule, distances([-100, 2], [-99, 0.4], [-94, 2], [-93.9, 2]))).toEqual([
      ...["kept", "broken", "broken", "broken"],
    ]);
    expect(verdictsOn(rule, distances([-100, 2], [-99, 0.4], [-98, 2], [-93, 2]))).toEqual([
      ...["kept", "broken", "broken", "kept"],
    ]);
  });
});

describe("watch: the other operators", () => {
  const speeds = (...samples: [number, number][]): Sample[] =>
    samples.map(([time, speed]) => [time, { speed, spin: 0 }]);

  it("previously is the truth at the sample before", () => {
    const rule = ruleOf("previously speed < 1 m/s");

    expect(verdictsOn(rule, speeds([0, 0], [1, 2], [1.5, 2], [9, 0], [10, 0]))).toEqual([
      ...["broken", "kept", "broken", "broken", "kept"],
    ]);
    expect(verdictsOn({ ...rule, past: "unknown" }, speeds([0, 0], [1, 2]))).toEqual([
      ...["unknown", "kept"],
    ]);
  });

  it("once previously sees the moments between samples as they were", () => {
    const rule = ruleOf("once[1 s, 2 s] previously speed < 1 m/s");

    expect(verdictsOn(rule, speeds([0, 0], [1, 2], [2, 2], [3, 2], [4, 2], [4.5, 2]))).toEqual([
      ...["broken", "broken", "kept", "kept", "broken", "broken"],
    ]);
  });

  it("since keeps a robot slow until the person is clear again", () => {
    const rule = ruleOf("not (person_distance < 0.8 m since person_distance < 0.3 m)");

    expect(
      verdictsOn(
        rule,
        distances([0, 2], [1, 0.7], [2, 0.2], [3, 0.7], [9, 0.7], [10, 0.9], [11, 0.7]),
      ),
    ).toEqual(["kept", "kept", "broken", "broken", "broken", "kept", "kept"]);
  });

  it("historically over a window that has not begun is true, once is false", () => {
    const samples = speeds([0, 2], [0.5, 2], [1, 2]);

    expect(verdictsOn(ruleOf("historically[1 s, 2 s] speed < 1 m/s"), samples)).toEqual([
      ...["kept", "kept", "broken"],
    ]);
    expect(verdictsOn(ruleOf("once[1 s, 2 s] speed > 1 m/s"), samples)).toEqual([
      ...["broken", "broken", "kept"],
    ]);
  });

  it("gives the margin no unit where its comparisons have several", () => {
    const [finding] = findingsOf(
      [ruleOf("speed < 1 m/s and spin < 1 rad/s")],
      speeds([0, 0]),
    ).flat();
    const [turn] = findingsOf(
      [ruleOf("spin < 1 rad/s and spin > -1 rad/s")],
      speeds([0, 0]),
    ).flat();

    expect(finding).toMatchObject({ margin: 1, unit: "1" });
    expect(turn?.unit).toBe("rad/s");
  });
});

describe("watch: its state", () => {
  it("is a value: a watch goes on from it as often as one likes, and the book's order is kept", () => {
    const prepared = prepare({
      rules: [ruleOf(PAUSE, { id: "one" }), ruleOf("speed < 1 m/s", { id: "two" })],
      hold: Infinity,
    });
    const near = { person_distance: 0.4, speed: 0 };
    const clear = { person_distance: 2, speed: 0 };
    const start = watch(prepared, begin(prepared), near, 0).watch;
    const again = JSON.stringify(start);

    const on = (time: number): unknown =>
      watch(prepared, start, clear, time).findings.map(({ rule, verdict }) => [rule.id, verdict]);

    expect(on(10)).toEqual([
      ["one", "broken"],
      ["two", "kept"],
    ]);
    expect(on(1)).toEqual(on(10));
    expect(JSON.stringify(start)).toBe(again);
  });

  it("that belongs to another book knows nothing of the past", () => {
    const none = begin(prepare({ rules: [], hold: 1 }));
    const prepared = prepare({ rules: [ruleOf(PAUSE)], hold: 10 });
    const first = watch(prepared, none, { person_distance: 2 }, 0);
    const later = watch(prepared, first.watch, { person_distance: 2 }, 5);

    expect(first.findings[0]?.verdict).toBe("unknown");
    expect(later.findings[0]?.verdict).toBe("kept");
  });
});
