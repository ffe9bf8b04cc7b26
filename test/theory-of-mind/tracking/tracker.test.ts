import { describe, expect, it } from "vitest";
import { spread } from "../../../src/theory-of-mind/kinematics.ts";
import { look, NOBODY } from "../../../src/theory-of-mind/tracking/tracker.ts";
import { PLAIN, play, restless, type Stage, walker, type Walker } from "./stage.ts";

const told = (frame: { readonly crowd: { readonly tracks: readonly { existence: number }[] } }) =>
  frame.crowd.tracks.filter(({ existence }) => existence > 0.2);

describe("look", () => {
  it("follows one walking person with one track, its velocity within 0.25 m/s", () => {
    const walkers = [walker(-4, 2, 1.2, 0)];

    const frames = play({ ...PLAIN, walkers, misses: 0.1 }, 6, 3);

    expect(new Set(frames.flatMap(({ crowd }) => crowd.tracks.map(({ id }) => id)))).toEqual(
      new Set(["p1"]),
    );
    const { kinematics, existence } = frames.at(-1)!.crowd.tracks[0]!;
    expect(existence).toBeGreaterThan(0.9);
    expect(Math.hypot(kinematics.vx - 1.2, kinematics.vy)).toBeLessThan(0.25);
  });

  it("keeps one identity through 2 s behind a pillar while its spread grows", () => {
    const stage: Stage = {
      ...PLAIN,
      pillars: [{ x: 2, y: 0, radius: 0.65 }],
      walkers: [walker(4, -4, 0, 1.2)],
      misses: 0.1,
    };

    const frames = play(stage, 6.5, 5);

    const hidden = frames.filter(({ seen, at }) => seen[0] === false && at > 1);
    expect(hidden.length).toBeGreaterThanOrEqual(20);
    expect(
      hidden.every(({ crowd }) => crowd.tracks[0]?.id === "p1" && crowd.tracks[0].existence > 0.2),
    ).toBe(true);
    expect(hidden[15]!.crowd.tracks[0]!.hiding).toBe("hidden");
    expect(spread(hidden.at(-1)!.crowd.tracks[0]!.kinematics)).toBeGreaterThan(
      3 * spread(hidden[0]!.crowd.tracks[0]!.kinematics),
    );
    const last = frames.at(-1)!;
    expect(last.seen[0]).toBe(true);
    expect(told(last).map((track) => (track as { id?: string }).id)).toEqual(["p1"]);
  });

  it("keeps two crossing people apart whatever the detector calls them", () => {
    const frames = play(
      { ...PLAIN, walkers: [walker(3, -3, 0, 1), walker(2.2, 3, 0.05, -1)], misses: 0.05 },
      6,
      11,
    );

    const places = new Map(
      frames.at(-1)!.crowd.tracks.map(({ id, kinematics }) => [id, kinematics.y]),
    );
    const first = frames[10]!.crowd.tracks;
    const up = first.find(({ kinematics }) => kinematics.vy > 0)!.id;
    const down = first.find(({ kinematics }) => kinematics.vy < 0)!.id;
    expect(places.get(up)).toBeGreaterThan(2);
    expect(places.get(down)).toBeLessThan(-2);
  });

  it("drops somebody looked for and not seen within 1.5 s, and keeps somebody outside the view", () => {
    const leave = (at: number, [one]: readonly Walker[]): void => {
      if (at >= 2) {
        one!.x = 1000;
      }
    };
    const still = (): readonly Walker[] => [walker(-3, 0, 0, 0)];
    const turn = (at: number) => ({ x: 0, y: 0, yaw: at < 2 ? Math.PI : 0 });
    const half = { ...PLAIN, fieldOfView: 2, robot: turn };

    const gone = play({ ...PLAIN, walkers: still(), script: leave }, 3.5, 1).at(-1)!;
    const away = play({ ...half, walkers: still() }, 5, 1).at(-1)!;

    expect(told(gone)).toHaveLength(0);
    expect(told(away)).toHaveLength(1);
    expect(away.crowd.tracks[0]!.hiding).toBe("outside");
  });

  it("tells false alarms for fewer than one in 100 person-frames and sees nearly everybody nearly always", () => {
    const walkers = Array.from({ length: 8 }, (_, k) =>
      walker(4 * Math.cos(k), 4 * Math.sin(k), 0.5, 0),
    );

    const frames = play(
      { ...PLAIN, walkers, script: restless, misses: 0.1, alarms: 0.1 },
      60,
      2,
    ).slice(5);

    const total = frames.length * 8;
    const sure = frames.map(({ crowd }) => crowd.tracks.filter(({ existence }) => existence > 0.5));
    const known = sure.reduce((sum, tracks) => sum + tracks.length, 0);
    expect(known / total).toBeGreaterThan(0.98);
    expect(known / total).toBeLessThan(1.03);
  });

  it("leaves out detections that are not finite and frames that are not newer", () => {
    const view = { pose: { x: 0, y: 0, yaw: 0 }, range: 10, fieldOfView: 6.3, sweep: undefined };
    const bad = {
      x: NaN,
      y: 0,
      covariance: new Float64Array(4),
      confidence: 1,
      heading: undefined,
      gaze: undefined,
      height: 0,
      posture: "",
    };

    const crowd = look(NOBODY, {
      at: 1,
      view,
      found: [bad, { ...bad, x: 1, covariance: Float64Array.of(NaN, 0, 0, 1) }, { ...bad, x: 2 }],
    });

    expect(crowd.tracks.map(({ kinematics }) => kinematics.x)).toEqual([2]);
    expect(look(crowd, { at: 1, view, found: [] })).toBe(crowd);
    expect(look(crowd, { at: NaN, view, found: [] })).toBe(crowd);
  });
});
