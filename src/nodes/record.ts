import { Decision } from "../bus/messages/coalign-msgs.gen.ts";
import {
  DiagnosticArray,
  DiagnosticStatus,
  DiagnosticStatusConstants,
  KeyValue,
} from "../bus/messages/diagnostic-msgs.gen.ts";
import { Header } from "../bus/messages/std-msgs.gen.ts";
import { ParameterError, type ParameterSpecs, type ParameterValues } from "../bus/parameters.ts";
import type { Bus, NodeDefinition, Topic } from "../bus/port.ts";
import { COMMAND_NAMES, commandTopic, plainCommandTopic, TOPICS } from "../bus/topics.ts";
import { stampOf, secondsOf, type Seconds } from "../quantity/time.ts";
import { describeQos, hasHeader, stampIn } from "../record/channel-text.ts";
import { START } from "../record/hash-chain.ts";
import { type Progress, Recorder } from "../record/recorder.ts";
import { RecordingError } from "../record/recording-error.ts";
import { createFiles, nameAt } from "../record/recording-folder.ts";

/**
 * Records everything: an MCAP file with every topic, and the decisions in a chained log beside it.
 *
 * | topic | type | direction | rate |
 * |---|---|---|---|
 * | every topic of the runtime, the ground truth too | as in `bus/topics.ts` | in | as it comes |
 * | the three command topics | geometry_msgs/TwistStamped or Twist | in | as it comes |
 * | `/diagnostics` | diagnostic_msgs/DiagnosticArray | out | 1 Hz |
 */
const PARAMETERS = {
  directory: {
    kind: "string",
    default: ".coalign/recordings",
    description: "Folder in which every recording gets a folder of its own.",
  },
  name: {
    kind: "string",
    default: "",
    description:
      "Name of the recording's folder; empty: the ROS time of its start as YYYYMMDD-HHMMSS.",
  },
  about: {
    kind: "string",
    default: "",
    description: "What is recorded, for a reader; the first record of the decision log carries it.",
  },
  cmd_vel_in_topic: {
    kind: "string",
    default: COMMAND_NAMES.in,
    description: "Where autonomy's commands go.",
  },
  cmd_vel_teleop_topic: {
    kind: "string",
    default: COMMAND_NAMES.teleop,
    description: "Where a teleoperator's commands go.",
  },
  cmd_vel_out_topic: {
    kind: "string",
    default: COMMAND_NAMES.out,
    description: "Where the base gets its commands.",
  },
  cmd_vel_base_topic: {
    kind: "string",
    default: COMMAND_NAMES.base,
    description: "Where the base gets them instead when a deadman stands before it.",
  },
  enable_stamped_cmd_vel: {
    kind: "boolean",
    default: true,
    description: "TwistStamped when true, Twist when false.",
  },
} as const satisfies ParameterSpecs;

type Parameters = ParameterValues<typeof PARAMETERS>;

/** Time between two writes to the disk, and so the most that the end of the process can cost [s]. */
const PERIOD: Seconds = 1;

export const record: NodeDefinition<typeof PARAMETERS> = {
  name: "record",
  parameters: PARAMETERS,
  inactive: "silent",
  start: (bus, parameters) => {
    let trouble = "";
    const started = begin(bus, parameters, (sentence) => {
      trouble = sentence;
      bus.log("error", sentence);
    });
    const diagnostics = bus.advertise(TOPICS.diagnostics);
    if (started !== undefined) {
      topicsOf(parameters).forEach((topic) => listen(bus, topic, started.recorder));
      bus.log("info", `recording to ${started.folder}`);
    }
    const timer = bus.every(PERIOD, "steady", () => {
      started?.recorder.flush();
      diagnostics.publish(report(bus.now(), trouble, started));
    });
    return {
      stop: () => {
        timer.cancel();
        started?.recorder.close();
      },
    };
  },
};

type Started = { readonly recorder: Recorder; readonly folder: string };

const NOTHING: Progress = { messages: 0n, bytes: 0, head: START };

/**
 * Begins to record. A disk that is full already is said and nothing more: the runtime goes on without a recording.
 * @throws ParameterError when the place that was chosen cannot be written.
 */
function begin(
  bus: Bus,
  parameters: Parameters,
  stopped: (sentence: string) => void,
): Started | undefined {
  try {
    const name = parameters.name === "" ? nameAt(bus.now()) : parameters.name;
    const files = createFiles(parameters.directory, name);
    return { recorder: new Recorder(files, parameters.about, stopped), folder: files.folder };
  } catch (error) {
    if (error instanceof RecordingError && error.blame === "disk") {
      stopped(`nothing is recorded: ${error.message}`);
      return undefined;
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new ParameterError(
      `record: parameter 'directory' must be a folder that can be written: ${why}`,
    );
  }
}

function topicsOf(parameters: Parameters): readonly Topic<unknown>[] {
  const { cmd_vel_in_topic, cmd_vel_teleop_topic, cmd_vel_out_topic, cmd_vel_base_topic } =
    parameters;
  const command = parameters.enable_stamped_cmd_vel ? commandTopic : plainCommandTopic;
  const names = [cmd_vel_in_topic, cmd_vel_teleop_topic, cmd_vel_out_topic, cmd_vel_base_topic];
  const commands = names.map((name) => command(name) as Topic<unknown>);
  return [...(Object.values(TOPICS) as readonly Topic<unknown>[]), ...commands];
}

function listen(bus: Bus, topic: Topic<unknown>, recorder: Recorder): void {
  const stamped = hasHeader(topic.type.schema);
  const channel = recorder.addChannel({
    topic: topic.name,
    type: topic.type.name,
    schema: topic.type.schema,
    qos: describeQos(topic.qos),
  });
  const isDecision = topic.name === TOPICS.decisions.name;
  bus.tap(topic, (bytes) => {
    recorder.write(channel, bytes, bus.now(), stamped ? stampIn(bytes) : undefined);
    if (isDecision) {
      const decision = Decision.decode(bytes);
      recorder.decide(decision, secondsOf(decision.header.stamp));
    }
  });
}

function report(now: Seconds, trouble: string, started: Started | undefined): DiagnosticArray {
  const { messages, bytes, head } = started?.recorder.progress ?? NOTHING;
  const values = [
    ["messages", String(messages)],
    ["bytes", String(bytes)],
    ["decision_log_records", String(head.records)],
    ["decision_log_hash", head.hash],
  ] as const;
  const health =
    trouble === ""
      ? { level: DiagnosticStatusConstants.OK, message: "recording" }
      : { level: DiagnosticStatusConstants.ERROR, message: trouble };
  const status = DiagnosticStatus.create({
    ...health,
    name: "record: recording",
    values: values.map(([key, value]) => KeyValue.create({ key, value })),
  });
  return DiagnosticArray.create({
    header: Header.create({ stamp: stampOf(now) }),
    status: [status],
  });
}
