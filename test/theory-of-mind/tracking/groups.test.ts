import { describe, expect, it } from "vitest";
import { firstKinematics } from "../../../src/theory-of-mind/kinematics.ts";
import {
  type Groups,
  groupsAfter,
  NO_GROUPS,
} from "../../../src/theory-of-mind/tracking/groups.ts";
import { firstTrack, type Track } from "../../../src/theory-of-mind/tracking/track.ts";

function trackAt(id: string, x: number, y: number, vx: number, vy: number): Track {
  const fix = { x, y, xx: 0.01, xy: 0, yy: 0.01 };
  const sighting = {
    fix,
    confidence: 0.9,
    heading: undefined,
    gaze: undefined,
    height: 0,
    posture: "",
    name: "",
  };
  return { ...firstTrack(id, 0, sighting), kinematics: { ...firstKinematics(fix), vx, vy } };
}

function after(seconds: number, tracksAt: (at: number) => readonly Track[]): Groups {
  let groups = NO_GROUPS;
  for (let at = 0; at <= seconds; at += 0.1) {
    groups = groupsAfter(groups, tracksAt(at), at);
  }
  return groups;
}

describe("groupsAfter", () => {
  it("joins who walk side by side, after some seconds, and not who comes towards them", () => {
    const tracksAt = (at: number): readonly Track[] => [
      trackAt("p1", at, 0, 1, 0),
      trackAt("p2", at, 0.7, 1, 0),
      trackAt("p3", 5 - at, 0.3, -1, 0),
    ];

    expect(after(0.4, tracksAt).members).toEqual([]);
    expect(after(5, tracksAt).members).toEqual([["p1", "p2"]]);
  });

  it("joins who stand close for long, and parts those who go apart", () => {
    const together = after(20, () => [trackAt("p1", 0, 0, 0, 0), trackAt("p2", 0.9, 0, 0, 0)]);
    let groups = together;
    for (let at = 20.5; at < 26; at += 0.5) {
      groups = groupsAfter(
        groups,
        [trackAt("p1", 0, 0, 0, 0), trackAt("p2", 0.9 + at - 20, 0, 1, 0)],
        at,
      );
    }

    expect(together.members).toEqual([["p1", "p2"]]);
    expect(groups.members).toEqual([]);
  });
});
