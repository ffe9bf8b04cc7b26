import { Capability } from "../bus/messages/coalign-msgs.gen.ts";
import type { JointState } from "../bus/messages/sensor-msgs.gen.ts";
import { Header } from "../bus/messages/std-msgs.gen.ts";
import { ParameterError } from "../bus/parameters.ts";
import type { NodeDefinition } from "../bus/port.ts";
import { TOPICS } from "../bus/topics.ts";
import { type Seconds, stampOf } from "../quantity/time.ts";
import type { Vector } from "../quantity/vector.ts";
import { describeBody, outlineOf } from "../self-perception/body.ts";
import { capabilityOf } from "../self-perception/capability.ts";
import { awake, felt, sent } from "../self-perception/self.ts";
import { DescriptionError } from "../self-perception/xml.ts";
import { hearCommands } from "./hear-commands.ts";
import {
  agencyMessage,
  bodyMessage,
  draw,
  type DrawnBody,
  readingOf,
} from "./self-perception-messages.ts";
import { declarationsOf, SELF_PARAMETERS } from "./self-perception-parameters.ts";

/**
 * The robot's sense of its own body. It speaks when odometry comes, at most at its rate; without odometry or without a
 * body it is silent, so that whoever needs it sees the silence.
 *
 * | topic | type | direction | rate |
 * |---|---|---|---|
 * | `/robot_description` | std_msgs/String | in | latched |
 * | `/odom` | nav_msgs/Odometry | in | 50 Hz |
 * | `/joint_states` | sensor_msgs/JointState | in | 50 Hz |
 * | parameter `cmd_vel_out_topic` | geometry_msgs/TwistStamped or Twist | in | as it comes |
 * | `/self_perception/body`, `/self_perception/agency` | coalign_msgs | out | 50 Hz |
 * | `/self_perception/capability` | coalign_msgs/Capability | out | on change, latched |
 */
export const selfPerception: NodeDefinition<typeof SELF_PARAMETERS> = {
  name: "self_perception",
  parameters: SELF_PARAMETERS,
  inactive: "silent",
  start: (bus, parameters) => {
    const declared = declarationsOf(parameters);
    const footprint = declaredOutline(parameters.footprint);
    const bodies = bus.advertise(TOPICS.body);
    const agencies = bus.advertise(TOPICS.agency);
    const capabilities = bus.advertise(TOPICS.capability);
    let drawn: DrawnBody | undefined;
    let self = awake(declared);
    let joints: JointState | undefined;
    let spoken: Seconds = -Infinity;
    let trouble = "";
    let known = "";
    const complain = (sentence: string): void => {
      if (sentence !== trouble && sentence !== "") {
        bus.log("warn", sentence);
      }
      trouble = sentence;
    };

    bus.subscribe(TOPICS.robotDescription, ({ data }) => {
      drawn = undefined;
      try {
        const declaredBody = { height: parameters.declared_height, mass: parameters.declared_mass };
        const baseFrame = parameters.base_frame;
        drawn = draw(describeBody(data, { ...declaredBody, baseFrame, footprint }));
      } catch (error) {
        if (!(error instanceof DescriptionError)) {
          throw error;
        }
        bus.log("error", error.message);
      }
    });
    bus.subscribe(TOPICS.jointStates, (message) => {
      joints = message;
    });
    const type = parameters.enable_stamped_cmd_vel;
    hearCommands(bus, parameters.cmd_vel_out_topic, type, (twist, at) => {
      self = sent(self, at, twist);
    });
    bus.subscribe(TOPICS.odom, (odometry) => {
      const next = felt(self, readingOf(odometry), declared);
      if ("sentence" in next) {
        complain(`A reading is passed over: ${next.sentence}.`);
        return;
      }
      self = next;
      const { motion } = next;
      const due = Math.abs(motion.at - spoken) >= 0.8 / parameters.rate;
      if (drawn !== undefined && due) {
        spoken = motion.at;
        bodies.publish(bodyMessage(drawn, self, motion, odometry, joints));
        if (agencies.subscribers() > 0) {
          agencies.publish(agencyMessage(self, motion, odometry));
        }
      }
    });
    bus.every(1, "ros", () => {
      const { canStrafe, ...now } = capabilityOf(
        self.capability,
        self.stopping,
        declared.capability,
      );
      const said = JSON.stringify(now);
      if (said !== known) {
        known = said;
        const header = Header.create({
          stamp: stampOf(bus.now()),
          frame_id: parameters.base_frame,
        });
        capabilities.publish(Capability.create({ ...now, can_strafe: canStrafe, header }));
      }
      const silent = self.motion === undefined || bus.now() - self.motion.at > 1;
      complain(silent ? "Its own motion is unknown: /odom is silent." : bodyTrouble(drawn));
    });
    return { stop: () => undefined };
  },
};

function bodyTrouble(drawn: DrawnBody | undefined): string {
  return drawn === undefined ? "The body is unknown: no usable /robot_description has come." : "";
}

function declaredOutline(coordinates: readonly number[]): readonly Vector[] {
  try {
    return outlineOf(coordinates);
  } catch (error) {
    throw error instanceof DescriptionError ? new ParameterError(error.message) : error;
  }
}
