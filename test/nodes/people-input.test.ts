import { describe, expect, it } from "vitest";
import type { PersonDetections } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Point, TransformStamped, Vector3 } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Expression, IdsList } from "../../src/bus/messages/hri-msgs.gen.ts";
import { People, Person } from "../../src/bus/messages/people-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import type { Bus, Topic } from "../../src/bus/port.ts";
import { TOPICS } from "../../src/bus/topics.ts";
import { peopleInput } from "../../src/nodes/people-input.ts";
import { stampOf } from "../../src/quantity/time.ts";
import { FacultyStage } from "./faculty-stage.ts";

const HALF = Math.SQRT1_2;
/** A quarter turn to the left; the z axis laid forward; and laid to the left. */
const LEFT = { x: 0, y: 0, z: HALF, w: HALF };
const Z_FORWARD = { x: 0, y: HALF, z: 0, w: HALF };
const STRAIGHT = { x: 0, y: 0, z: 0, w: 1 };

type Turn = TransformStamped["transform"]["rotation"];

function frame(
  child: string,
  parent: string,
  at: number,
  [x, y, z]: readonly [number, number, number],
  rotation: Turn = STRAIGHT,
): TransformStamped {
  return TransformStamped.create({
    header: Header.create({ stamp: stampOf(at), frame_id: parent }),
    child_frame_id: child,
    transform: { translation: Vector3.create({ x, y, z }), rotation },
  });
}

function topic<T>(name: string, type: Topic<T>["type"]): Topic<T> {
  return { name, owner: "everyone", type, qos: TOPICS.tf.qos };
}

/** Somebody else's perception, and what the node makes of it. */
async function perceive(
  parameters: { readonly [name: string]: unknown } = {},
): Promise<{ stage: FacultyStage; told: PersonDetections[] }> {
  const stage = await new FacultyStage().start(peopleInput, parameters);
  const told = stage.heard<PersonDetections>(TOPICS.peopleDetections);
  const camera = frame("camera", "base_link", 0, [0.2, 0, 1], LEFT);
  stage.hand.advertise(TOPICS.tfStatic).publish({ transforms: [camera] });
  return { stage, told };
}

function list(stage: FacultyStage, kind: string, ids: readonly string[], at: number): void {
  const header = Header.create({ stamp: stampOf(at) });
  stage.hand
    .advertise(topic(`/humans/${kind}/tracked`, IdsList))
    .publish(IdsList.create({ header, ids }));
}

describe("people_input from humans", () => {
  it("tells bodies with where they face, and gives them the eyes and the expression of the face that is theirs", async () => {
    const { stage, told } = await perceive();
    const transforms = stage.hand.advertise(TOPICS.tf);

    for (let k = 1; k <= 10; k++) {
      const at = k / 10;
      stage.loopback.advance(at - 0.05);
      transforms.publish({
        transforms: [
          frame("body_b1", "camera", at, [2, 0, 0], STRAIGHT),
          frame("face_f1", "camera", at, [2.1, 0, 0.6]),
          frame("gaze_f1", "face_f1", at, [0, 0, 0], Z_FORWARD),
          frame("person_p7", "camera", at, [0, -3, 0]),
        ],
      });
      list(stage, "bodies", ["b1"], at);
      list(stage, "faces", ["f1"], at);
      list(stage, "persons", ["p7"], at);
      stage.hand
        .advertise(topic("/humans/faces/f1/expression", Expression))
        .publish(Expression.create({ expression: "scared", confidence: 0.9, valence: -0.8 }));
      stage.loopback.advance(at);
    }

    const { header, people, range } = told.at(-1)!;
    expect(header.frame_id).toBe("base_link");
    expect(range).toBe(4);
    expect(people.map(({ id }) => id)).toEqual(["b1", "p7"]);
    const [body, person] = people;
    expect([body!.position.x, body!.position.y]).toEqual([
      expect.closeTo(0.2, 6),
      expect.closeTo(2, 6),
    ]);
    expect(body).toMatchObject({ has_heading: true, has_gaze: true, expression: "scared" });
    expect(body!.heading).toBeCloseTo(Math.PI / 2, 6);
    expect(body!.gaze).toBeCloseTo(Math.PI / 2, 6);
    expect(body!.gaze_pitch).toBeCloseTo(0, 6);
    expect([person!.position.x, person!.position.y]).toEqual([
      expect.closeTo(3.2, 6),
      expect.closeTo(0, 6),
    ]);
    expect(person).toMatchObject({ has_heading: false, has_gaze: false });
  });

  it("says that nobody is there only while somebody looks, and drops those whose frames are old", async () => {
    const { stage, told } = await perceive();
    const transforms = stage.hand.advertise(TOPICS.tf);

    stage.loopback.advance(1);
    expect(told).toEqual([]);
    transforms.publish({ transforms: [frame("body_b1", "camera", 1, [2, 0, 0])] });
    list(stage, "bodies", ["b1"], 1);
    stage.loopback.advance(1.3);
    list(stage, "bodies", ["b1"], 1.3);
    expect(told.at(-1)!.people).toHaveLength(1);
    stage.loopback.advance(1.7);
    list(stage, "bodies", ["b1"], 1.7);
    stage.loopback.advance(1.9);
    expect(told.at(-1)!.people).toEqual([]);
    stage.loopback.advance(2.5);
    const count = told.length;
    stage.loopback.advance(4);

    expect(told).toHaveLength(count);
  });
});

describe("people_input from people_msgs", () => {
  it("tells everybody in the base frame, and passes over what it cannot place or read", async () => {
    const { stage, told } = await perceive({ from: "people_msgs" });
    const people = stage.hand.advertise(topic("/people", People));
    const send = (frameId: string, x: number): void => {
      people.publish(
        People.create({
          header: Header.create({ stamp: stampOf(1), frame_id: frameId }),
          people: [Person.create({ name: "a", position: Point.create({ x }), reliability: 0.7 })],
        }),
      );
      stage.loopback.advance(stage.loopback.bus("clock").now() + 0.02);
    };

    stage.loopback.advance(1);
    send("camera", 2);
    send("map", 2);
    send("camera", NaN);

    expect(told).toHaveLength(1);
    const [person] = told[0]!.people;
    expect(person!.position.y).toBeCloseTo(2, 6);
    expect(person!.confidence).toBeCloseTo(0.7, 6);
    expect(stage.sentences.join("\n")).toMatch(/\/tf does not say where 'map' is/);
    expect(stage.sentences.join("\n")).toMatch(/a number of 'a' is not finite/);
  });
});

describe("people_input where a package is missing", () => {
  it.each([
    ["humans", "hri_msgs"],
    ["people_msgs", "people_msgs"],
  ])("refuses to hear %s with one line that names %s", (from, packageName) => {
    const bus = new FacultyStage().loopback.bus("people_input", { from });
    const without: Bus = {
      ...bus,
      now: () => bus.now(),
      monotonic: () => bus.monotonic(),
      advertise: (one) => bus.advertise(one),
      every: (period, clock, tick) => bus.every(period, clock, tick),
      subscribe: (one, receive) => {
        if (one.type.name.startsWith(packageName)) {
          throw new Error(`${one.name} of type ${one.type.name} cannot be used here`);
        }
        return bus.subscribe(one, receive);
      },
    };

    const parameters = bus.declare(peopleInput.parameters);
    expect(() => peopleInput.start(without, parameters)).toThrow(
      new RegExp(`'from' is '${from}'.*install its package ${packageName}`),
    );
  });
});
