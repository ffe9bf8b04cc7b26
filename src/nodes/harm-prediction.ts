import { ENABLE_STAMPED } from "../bus/command-type.ts";
import type { BodyState, HarmForecast } from "../bus/messages/coalign-msgs.gen.ts";
import { COMMAND_NAMES, TOPICS } from "../bus/topics.ts";
import type { ParameterSpecs } from "../bus/parameters.ts";
import type { NodeDefinition } from "../bus/port.ts";
import { advise } from "../harm-prediction/advice.ts";
import { forecast, type Settings } from "../harm-prediction/forecast.ts";
import type { PersonAhead } from "../harm-prediction/person-ahead.ts";
import type { Twist } from "../quantity/frame.ts";
import { secondsOf, type Seconds } from "../quantity/time.ts";
import { emptyForecast, forecastMessage, peopleOf, robotOf } from "./harm-prediction-messages.ts";
import { hearCommands } from "./hear-commands.ts";

/**
 * What the present command would do to each person, against stopping safely. It speaks after every estimate of people,
 * and in between when they come late; without fresh people or a body it says that it foresees nothing.
 *
 * | topic | type | direction | rate |
 * |---|---|---|---|
 * | `/theory_of_mind/people` | coalign_msgs/People | in | 10 Hz |
 * | `/self_perception/body`, `/self_perception/capability` | coalign_msgs | in | 50 Hz, latched |
 * | parameters `cmd_vel_in_topic`, `cmd_vel_teleop_topic` | geometry_msgs/TwistStamped or Twist | in | as they come |
 * | `/harm_prediction/forecast` | coalign_msgs/HarmForecast | out | 10 Hz |
 */
const PARAMETERS = {
  horizon: {
    kind: "number",
    default: 2.5,
    min: 0.5,
    max: 4.5,
    description: "How far it looks ahead [s].",
  },
  rollouts: {
    kind: "integer",
    default: 64,
    min: 8,
    max: 4096,
    description: "Simulated futures of every person for each alternative [1].",
  },
  commitment: {
    kind: "number",
    default: 0.5,
    min: 0.1,
    max: 4.5,
    description:
      "How long a motion is held before a safe stop, when advice is sought [s]: as long as the supervisor may heed one advice (its advice_timeout).",
  },
  harm_threshold: {
    kind: "number",
    default: 0.05,
    min: 0.001,
    max: 1,
    description: "Harm to any one person above which a motion is advised against [1].",
  },
  futures: {
    kind: "string",
    default: "told",
    oneOf: ["told", "told and assumed"],
    description:
      "Which futures of people count: those 'told', or 'told and assumed', the larger harm of the two.",
  },
  people_timeout: {
    kind: "number",
    default: 0.5,
    min: 0.05,
    max: 5,
    description: "Age beyond which estimates of people are not used [s].",
  },
  body_timeout: {
    kind: "number",
    default: 0.3,
    min: 0.02,
    max: 5,
    description: "Age beyond which the body's state is not used [s].",
  },
  command_timeout: {
    kind: "number",
    default: 0.5,
    min: 0.02,
    max: 5,
    description: "Age beyond which a command is not asked any more [s].",
  },
  acceleration: {
    kind: "number",
    default: 1.5,
    min: 0.05,
    max: 20,
    description: "Acceleration of the base until its capability is known [m/s^2].",
  },
  rate: {
    kind: "number",
    default: 10,
    min: 1,
    max: 100,
    description: "Rate at which it speaks while people come late [Hz].",
  },
  cmd_vel_in_topic: {
    kind: "string",
    default: COMMAND_NAMES.in,
    description: "What autonomy asks for.",
  },
  cmd_vel_teleop_topic: {
    kind: "string",
    default: COMMAND_NAMES.teleop,
    description: "What a teleoperator asks for.",
  },
  enable_stamped_cmd_vel: ENABLE_STAMPED,
} as const satisfies ParameterSpecs;

type Heard = { readonly twist: Twist; readonly at: Seconds };

export const harmPrediction: NodeDefinition<typeof PARAMETERS> = {
  name: "harm_prediction",
  parameters: PARAMETERS,
  inactive: "silent",
  start: (bus, parameters) => {
    const settings: Settings = { ...parameters, threshold: parameters.harm_threshold };
    const forecasts = bus.advertise(TOPICS.forecast);
    const type = parameters.enable_stamped_cmd_vel;
    const feared = parameters.futures === "told" ? "told" : "told and assumed";
    let { acceleration } = parameters;
    let body: BodyState | undefined;
    let people: { readonly at: Seconds; readonly list: readonly PersonAhead[] } | undefined;
    let autonomy: Heard | undefined;
    let teleop: Heard | undefined;
    let spoken: Seconds = -Infinity;

    const foresee = (now: Seconds): HarmForecast => {
      const frame = body?.header.frame_id ?? "odom";
      const at = body === undefined ? -Infinity : secondsOf(body.header.stamp);
      const robot = body && robotOf(body, acceleration);
      if (robot === undefined || Math.abs(now - at) > parameters.body_timeout) {
        return emptyForecast(
          now,
          frame,
          "Nothing is foreseen: the state of its own body is unknown.",
        );
      }
      if (people === undefined || Math.abs(now - people.at) > parameters.people_timeout) {
        return emptyForecast(now, frame, "Nothing is foreseen: where people are is unknown.");
      }
      const fresh = (heard: Heard | undefined): boolean =>
        heard !== undefined && Math.abs(now - heard.at) <= parameters.command_timeout;
      const asked = [teleop, autonomy].find(fresh);
      const scene = {
        robot,
        people: people.list,
        command: asked?.twist ?? robot.twist,
        offset: Math.max(0, at - people.at),
      };
      const foreseen = forecast(scene, settings);
      return forecastMessage(
        foreseen.alternatives,
        advise(foreseen, settings),
        settings,
        now,
        frame,
      );
    };
    const speak = (): void => {
      spoken = bus.now();
      forecasts.publish(foresee(spoken));
    };

    bus.subscribe(TOPICS.body, (message) => {
      body = message;
    });
    bus.subscribe(TOPICS.capability, (message) => {
      acceleration = message.acceleration > 0 ? message.acceleration : acceleration;
    });
    hearCommands(bus, parameters.cmd_vel_in_topic, type, (twist, at) => {
      autonomy = { twist, at };
    });
    hearCommands(bus, parameters.cmd_vel_teleop_topic, type, (twist, at) => {
      teleop = { twist, at };
    });
    bus.subscribe(TOPICS.people, (message) => {
      const list = peopleOf(message, feared);
      if (typeof list === "string") {
        bus.log("warn", list);
        return;
      }
      people = { at: secondsOf(message.header.stamp), list };
      speak();
    });
    bus.every(1 / parameters.rate, "ros", () => {
      if (Math.abs(bus.now() - spoken) > 1.5 / parameters.rate) {
        speak();
      }
    });
    return { stop: () => undefined };
  },
};
