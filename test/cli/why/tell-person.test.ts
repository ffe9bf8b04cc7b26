import { describe, expect, it } from "vitest";
import { Person } from "../../../src/bus/messages/coalign-msgs.gen.ts";
import { tellPerson, tellUnknown } from "../../../src/cli/why/tell-person.ts";

const WALKER = Person.create({
  id: "p3",
  source: "/people_detections",
  age: 0.1,
  confidence: 0.97,
  position: { x: 1.25, y: -2, z: 0 },
  velocity: { x: 0.6, y: 0.8, z: 0 },
  covariance: Float64Array.from({ length: 16 }, (_, k) => (k % 5 === 0 ? 0.04 : 0)),
  sees_robot: 0.8,
  aware_of_robot: 0.95,
  futures: [
    {
      probability: 0.7,
      step: 0.4,
      points: [
        { x: 1, y: 1, z: 0 },
        { x: 2, y: 2, z: 0 },
      ],
      radius90: Float64Array.of(0.2, 0.5),
    },
    { probability: 0.3, step: 0.4, points: [{ x: 9, y: 9, z: 0 }], radius90: Float64Array.of(1) },
  ],
  because: "Seen in 12 frames of /people_detections, walks at 1.0 m/s.",
});

describe("tellPerson", () => {
  it("says where somebody is and may go, what they know, and why", () => {
    const told = tellPerson(WALKER, "odom");

    expect(told).toContain(
      "p3 is there with probability 0.97, and moves at 1.0 m/s at (1.3, -2.0) in odom, give or take 0.20 m.",
    );
    expect(told).toContain("because: Seen in 12 frames of /people_detections, walks at 1.0 m/s.");
    expect(told).toContain("p3 knows of the robot with probability 0.95");
    expect(told).toContain("In 0.8 s p3 is most likely near (2.0, 2.0) in odom, within 0.5 m");
    expect(told.match(/because: /gu)).toHaveLength(told.match(/would change: /gu)!.length);
  });

  it("tells every further estimate with its interval, reason and what would change it", () => {
    const told = tellPerson(
      {
        ...WALKER,
        estimates: [
          {
            what: "comfort",
            value: 0.4,
            low: 0.1,
            high: 0.7,
            source: "motion",
            age: 0.1,
            because: "The robot is near.",
            would_change: "It would rise if the robot left.",
          },
        ],
      },
      "odom",
    );

    expect(told).toContain("comfort of p3: 0.40, by nine chances of ten from 0.10 to 0.70.");
    expect(told).toContain("  because: The robot is near. (motion, 0.1 s old)");
    expect(told).toContain("  would change: It would rise if the robot left.");
  });
});

describe("tellUnknown", () => {
  it("names those who are known", () => {
    const people = [WALKER, { ...WALKER, id: "p7" }];

    expect(tellUnknown("p9", { people })).toBe("nobody is called 'p9'; there is p3, p7");
    expect(tellUnknown("p9", { people: [] })).toContain("nobody is believed to be around");
  });
});
