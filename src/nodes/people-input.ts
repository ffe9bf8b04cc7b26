import { PersonDetections } from "../bus/messages/coalign-msgs.gen.ts";
import { Header } from "../bus/messages/std-msgs.gen.ts";
import { ParameterError, type ParameterSpecs } from "../bus/parameters.ts";
import type { Bus, NodeDefinition } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import { secondsOf, type Seconds, stampOf } from "../quantity/time.ts";
import { FrameTree } from "./people-input/frame-tree.ts";
import { Humans } from "./people-input/humans.ts";
import { detectionOf, type Sighting } from "./people-input/sighting.ts";
import { sightingsIn, trackedPeople } from "./people-input/tracked-people.ts";

/**
 * People as other software perceives them, told as a detector of this runtime tells them.
 *
 * | topic | type | direction | rate |
 * |---|---|---|---|
 * | `/humans/bodies/tracked`, `/faces/tracked`, `/persons/tracked` | hri_msgs/IdsList | in, from `humans` | as they come |
 * | `/humans/faces/ID/expression` | hri_msgs/Expression | in, from `humans` | as they come |
 * | parameter `people_topic` | people_msgs/People | in, from `people_msgs` | as they come |
 * | `/tf`, `/tf_static` | tf2_msgs/TFMessage | in | as they come |
 * | `/people_detections` | coalign_msgs/PersonDetections | out | 10 Hz, or as they come |
 */
const PARAMETERS = {
  from: {
    kind: "string",
    default: "humans",
    oneOf: ["humans", "people_msgs"],
    description: "Who perceives people: 'humans', as REP-155 has it, or 'people_msgs'.",
  },
  humans_prefix: {
    kind: "string",
    default: "/humans",
    description: "What the names of REP-155's topics begin with.",
  },
  people_topic: {
    kind: "string",
    default: "/people",
    description: "Where a people_msgs/People is published.",
  },
  base_frame: { kind: "string", default: "base_link", description: "The robot's base frame." },
  range: {
    kind: "number",
    default: 4,
    min: 0.1,
    max: 100,
    description: "How far whoever perceives them sees people; less is more careful [m].",
  },
  field_of_view: {
    kind: "number",
    default: 1,
    min: 0.05,
    max: 6.2832,
    description: "How wide it sees, centred ahead of the base; less is more careful [rad].",
  },
  deviation: {
    kind: "number",
    default: 0.15,
    min: 0.01,
    max: 2,
    description: "Standard deviation of the places it tells, along each axis [m].",
  },
  patience: {
    kind: "number",
    default: 0.5,
    min: 0.05,
    max: 5,
    description: "Age beyond which a frame, or word of who is there, is not used [s].",
  },
} as const satisfies ParameterSpecs;

/** Between two tellings of who is there by REP-155, which has no frame of a detector [s]. */
const PERIOD: Seconds = 0.1;

export const peopleInput: NodeDefinition<typeof PARAMETERS> = {
  name: "people_input",
  parameters: PARAMETERS,
  inactive: "silent",
  start: (bus, parameters) => {
    const { base_frame: base, range, field_of_view, deviation, patience } = parameters;
    const frames = new FrameTree();
    const detections = bus.advertise(TOPICS.peopleDetections);
    const tell = (at: Seconds, sightings: readonly Sighting[]): void => {
      const header = Header.create({ stamp: stampOf(at), frame_id: base });
      const people = sightings.map((sighting) => detectionOf(sighting, deviation));
      detections.publish(PersonDetections.create({ header, range, field_of_view, people }));
    };
    bus.subscribe(TOPICS.tf, ({ transforms }) => frames.learn(transforms, "moves"));
    bus.subscribe(TOPICS.tfStatic, ({ transforms }) => frames.learn(transforms, "for ever"));
    if (parameters.from === "people_msgs") {
      hearPeople(bus, parameters.people_topic, (message) => {
        const found = sightingsIn(message, frames, base, patience);
        if (typeof found === "string") {
          return found;
        }
        tell(secondsOf(message.header.stamp), found);
        return "";
      });
      return { stop: () => undefined };
    }
    const humans = needing("hri_msgs", "humans", () => new Humans(bus, parameters.humans_prefix));
    const timer = bus.every(PERIOD, "ros", () => {
      if (bus.monotonic() - humans.heardAt <= patience) {
        const now = bus.now();
        tell(now, humans.sightings(frames, base, now - patience));
      }
    });
    return { stop: () => timer.cancel() };
  },
};

/** @param take - What is done with a message; what it says is wrong is logged once. */
function hearPeople(
  bus: Bus,
  name: string,
  take: (message: Parameters<typeof sightingsIn>[0]) => string,
): void {
  let trouble = "";
  needing("people_msgs", "people_msgs", () =>
    bus.subscribe(trackedPeople(name), (message) => {
      const wrong = take(message);
      if (wrong !== "" && wrong !== trouble) {
        bus.log("warn", wrong);
      }
      trouble = wrong;
    }),
  );
}

/** @throws ParameterError when this ROS 2 has no such package. */
function needing<T>(packageName: string, from: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ParameterError(
      `people_input: parameter 'from' is '${from}', and this ROS 2 cannot hear it: install its package ${packageName} (${why})`,
    );
  }
}
