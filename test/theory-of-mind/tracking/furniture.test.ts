import { describe, expect, it } from "vitest";
import {
  type Furniture,
  isFurniture,
  standingAfter,
} from "../../../src/theory-of-mind/tracking/furniture.ts";

const POST = { x: 3, y: 0 };

/** A post watched for a while by a robot that goes round it through a share of the circle. */
function watched(seconds: number, turn: number, shapes = [POST]): Furniture {
  let furniture: Furniture = [];
  for (let at = 0; at <= seconds; at += 0.5) {
    const angle = (turn * at) / seconds;
    const robot = { x: POST.x + 2 * Math.cos(angle), y: POST.y + 2 * Math.sin(angle) };
    furniture = standingAfter(furniture, at, shapes, robot, () => false);
  }
  return furniture;
}

describe("furniture", () => {
  it("is what stood for a minute and was seen from many sides", () => {
    expect(isFurniture(watched(70, Math.PI), POST)).toBe(true);
    expect(isFurniture(watched(70, Math.PI), { x: 3.5, y: 0 })).toBe(false);
  });

  it("is nobody who stood for less, or was seen from one side alone", () => {
    expect(isFurniture(watched(50, Math.PI), POST)).toBe(false);
    expect(isFurniture(watched(200, 0.1), POST)).toBe(false);
  });

  it("is forgotten when it is gone, and who comes to stand there is new", () => {
    const gone = standingAfter(watched(70, Math.PI), 71, [], POST, () => true);
    const back = standingAfter(gone, 72, [POST], { x: 1, y: 0 }, () => false);

    expect(gone).toEqual([]);
    expect(isFurniture(back, POST)).toBe(false);
  });
});
