import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comfortOf } from "../../../src/theory-of-mind/feeling/comfort.ts";
import type { Scene } from "../../../src/theory-of-mind/feeling/scene.ts";
import { evenly } from "../../support/evenly.ts";
import { anyScene } from "./scenes.ts";

/** What rounding may do to a distance, in terms of comfort [1]. */
const ROUNDING = 1e-9;

describe("comfortOf", () => {
  it("never rises when somebody comes straight nearer, all else equal", () => {
    fc.assert(
      fc.property(anyScene, fc.nat(), evenly(0, 1), (scene, pick, share) => {
        const who = pick % scene.people.length;
        const nearer: Scene = {
          ...scene,
          people: scene.people.map((person, at) =>
            at === who ? { ...person, x: person.x * share, y: person.y * share } : person,
          ),
        };

        expect(comfortOf(nearer).comfort).toBeLessThanOrEqual(comfortOf(scene).comfort + ROUNDING);
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same in whatever order people and ties are given", () => {
    fc.assert(
      fc.property(anyScene, (scene) => {
        const last = scene.people.length - 1;
        const turned: Scene = {
          people: [...scene.people].reverse(),
          ties: [...scene.ties]
            .reverse()
            .map((tie) =>
              tie.kind === "pair"
                ? { ...tie, one: last - tie.one, other: last - tie.other }
                : { ...tie, one: last - tie.one },
            ),
          place: scene.place,
        };

        expect(comfortOf(turned).comfort).toBe(comfortOf(scene).comfort);
      }),
    );
  });

  it("does not change when the world is turned about the robot or seen in a mirror", () => {
    fc.assert(
      fc.property(anyScene, evenly(-3, 3), (scene, angle) => {
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const move = <P extends { readonly x: number; readonly y: number }>(p: P): P => ({
          ...p,
          x: c * p.x + s * p.y,
          y: s * p.x - c * p.y,
        });
        const other: Scene = {
          people: scene.people.map((person) => ({
            ...move(person),
            front: angle - (person.front ?? 0),
          })),
          ties: scene.ties.map((tie) =>
            tie.kind === "thing" ? { ...tie, thing: move(tie.thing) } : tie,
          ),
          place: { ...scene.place, things: scene.place.things?.map(move) },
        };

        expect(comfortOf(other).comfort).toBeCloseTo(comfortOf(scene).comfort, 9);
      }),
    );
  });
});
