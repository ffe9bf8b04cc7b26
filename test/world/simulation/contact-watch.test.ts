import { describe, expect, it } from "vitest";
import { attribute, type ContactReport } from "../../../src/world/simulation/contact-watch.ts";
import { driveAt, run, stageWith } from "../support/stage.ts";

/** Contacts by what was touched, the last told message of each. */
function first(contacts: readonly ContactReport[]): ContactReport {
  const [contact] = contacts;
  if (contact === undefined) {
    throw new Error("no contact");
  }
  return contact;
}

describe("who moved into whom", () => {
  it("is the robot that drives into someone who stands", async () => {
    const simulation = await stageWith({ walkers: [{ x: 2, y: 0, heading: Math.PI }] });

    const contact = first(run(simulation, 3, driveAt(simulation, 1)).contacts);

    expect(contact).toMatchObject({ movedInto: "robot", kind: "person", part: "leg" });
    expect(contact.robotClosing).toBeGreaterThan(0.5);
    expect(Math.abs(contact.otherClosing)).toBeLessThan(0.01);
    expect(contact.robotSpeed).toBeCloseTo(1, 2);
    expect(contact.robotOwnSpeed).toBeCloseTo(1, 2);
    simulation.end();
  });

  it("is not the motors of a standing robot that somebody pushes into another", async () => {
    const simulation = await stageWith({
      walkers: [
        { x: 2, y: 0, vx: -1.6 },
        { x: -0.55, y: 0, heading: 0 },
      ],
    });

    const { contacts } = run(simulation, 4);
    const bumped = contacts.filter(({ robotClosing }) => robotClosing > 0.01);

    expect(bumped.length).toBeGreaterThan(0);
    expect(bumped.every(({ robotSpeed }) => robotSpeed > 0.01)).toBe(true);
    expect(bumped.every(({ robotOwnSpeed }) => robotOwnSpeed === 0)).toBe(true);
    simulation.end();
  });

  it("is the other who walks into a standing robot", async () => {
    const simulation = await stageWith({ walkers: [{ x: 2, y: 0, vx: -1.2 }] });

    const contact = first(run(simulation, 3).contacts);

    expect(contact).toMatchObject({ movedInto: "other", kind: "person" });
    expect(contact.robotSpeed).toBe(0);
    expect(contact.otherClosing).toBeGreaterThan(0.5);
    simulation.end();
  });

  it("is both in a head-on meeting", async () => {
    const simulation = await stageWith({ walkers: [{ x: 4, y: 0, vx: -1 }] });

    const contact = first(run(simulation, 4, driveAt(simulation, 1)).contacts);

    expect(contact.movedInto).toBe("both");
    simulation.end();
  });

  it("is the robot that runs into someone slower from behind", async () => {
    const simulation = await stageWith({ walkers: [{ x: 0.8, y: 0, vx: 0.4 }] });

    const contact = first(run(simulation, 4, driveAt(simulation, 1.2)).contacts);

    expect(contact.movedInto).toBe("robot");
    expect(contact.otherClosing).toBeLessThan(-0.1);
    simulation.end();
  });

  it("is the other who runs into a slower robot from behind", async () => {
    const simulation = await stageWith({ walkers: [{ x: -2, y: 0, vx: 2 }] });

    const contact = first(run(simulation, 4, driveAt(simulation, 0.5)).contacts);

    expect(contact.movedInto).toBe("other");
    expect(contact.robotClosing).toBeLessThan(-0.1);
    simulation.end();
  });

  it.each([
    [0.011, 0, "robot"],
    [0.01, 0.02, "other"],
    [0.011, 0.011, "both"],
    [-0.5, -0.6, "robot"],
    [-0.6, -0.5, "other"],
    [0, 0, "other"],
  ] as const)("closing at %d and %d m/s it is %s", (robot, other, verdict) => {
    expect(attribute(robot, other)).toBe(verdict);
  });
});

describe("a contact", () => {
  it("is told when it begins and once more with its full force, under the same stamp", async () => {
    const wall = { id: "wall", height: 2, bottom: 0, transparent: false } as const;
    const simulation = await stageWith({
      structures: [
        { ...wall, kind: "wall", from: { x: 1, y: -2 }, to: { x: 1, y: 2 }, thickness: 0.1 },
      ],
    });

    const { contacts } = run(simulation, 3, driveAt(simulation, 1));

    const chassis = contacts.filter(({ link }) => link === "chassis");
    expect(chassis.length).toBeGreaterThanOrEqual(1);
    expect(chassis.length).toBeLessThanOrEqual(2);
    expect(new Set(chassis.map(({ at }) => at)).size).toBe(1);
    expect(chassis[0]).toMatchObject({ kind: "structure", other: "wall", movedInto: "robot" });
    expect(chassis[0]?.normal.x).toBeGreaterThan(0.9);
    expect(chassis[0]?.position.x).toBeCloseTo(0.95, 1);
    simulation.end();
  });

  it("has the impulse that stopped the robot as its force: mass times speed in one step", async () => {
    const wall = { id: "wall", height: 2, bottom: 0, transparent: false } as const;
    const simulation = await stageWith({
      structures: [
        { ...wall, kind: "wall", from: { x: 1, y: -2 }, to: { x: 1, y: 2 }, thickness: 0.1 },
      ],
    });

    const { contacts } = run(simulation, 3, driveAt(simulation, 1));

    const peak = Math.max(...contacts.map(({ peakForce }) => peakForce));
    expect(peak).toBeGreaterThan((0.5 * 25 * 1) / 0.02 / 4);
    expect(peak).toBeLessThan((1.5 * 25 * 1) / 0.02);
    simulation.end();
  });

  it("moves both sides by their masses and is over when they part", async () => {
    const simulation = await stageWith({ walkers: [{ x: 2, y: 0 }] });

    run(simulation, 4, driveAt(simulation, 1));

    expect(simulation.bodies.x[0]).toBeGreaterThan(2.02);
    expect(simulation.bodies.x[0]).toBe(simulation.people.crowd.x[0]);
    simulation.end();
  });
});
