import { describe, expect, it } from "vitest";
import { FreshPlaces } from "../../src/separation/fresh-places.ts";

describe("fresh places", () => {
  it("know since when a place has been hit, and right beside it", () => {
    const places = new FreshPlaces();
    for (let k = 0; k <= 10; k++) {
      places.hit(1.02, -0.52, k / 10);
    }
    expect(places.age(1.02, -0.52, 1)).toBe(1);
    // cells of 5 cm: [1, 1.05) x [-0.55, -0.5), and one more on each side
    expect(places.age(1.08, -0.47, 1)).toBe(1);
    expect(places.age(0.96, -0.58, 1)).toBe(1);
    expect(places.age(1.11, -0.52, 1)).toBe(0);
    expect(places.age(1.02, -0.44, 1)).toBe(0);
    expect(places.age(0.94, -0.52, 1)).toBe(0);
    expect(places.age(1.02, -0.61, 1)).toBe(0);
  });

  it("are fresh before anything hit them, and at the first hit", () => {
    const places = new FreshPlaces();
    expect(places.age(0, 0, 3)).toBe(0);
    places.hit(0, 0, 3);
    expect(places.age(0, 0, 3)).toBe(0);
    expect(places.age(0, 0, 3.1)).toBeCloseTo(0.1, 12);
  });

  it("are as old as the oldest beside them", () => {
    const places = new FreshPlaces();
    places.hit(0.02, 0.02, 0);
    places.hit(0.07, 0.02, 0.3);
    expect(places.age(0.07, 0.02, 0.4)).toBeCloseTo(0.4, 12);
    expect(places.age(0.12, 0.02, 0.4)).toBeCloseTo(0.1, 12);
  });

  it("are left when nothing hit them for half a second", () => {
    const places = new FreshPlaces();
    places.hit(0.02, 0.02, 0);
    expect(places.age(0.02, 0.02, 0.5)).toBe(0.5);
    expect(places.age(0.02, 0.02, 0.51)).toBe(0);
    places.hit(0.02, 0.02, 0.51);
    expect(places.age(0.02, 0.02, 0.6)).toBeCloseTo(0.09, 12);
  });

  it("are not mistaken for those 12.8 m away, along either axis", () => {
    const places = new FreshPlaces();
    places.hit(0.02, 0.02, 0);
    expect(places.age(12.82, 0.02, 0.2)).toBe(0);
    expect(places.age(0.02, -12.78, 0.2)).toBe(0);
    places.hit(12.82, 0.02, 0.3);
    expect(places.age(12.82, 0.02, 0.4)).toBeCloseTo(0.1, 12);
    expect(places.age(0.02, 0.02, 0.4)).toBe(0);
  });
});
