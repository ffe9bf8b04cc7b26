import type { Seconds } from "../quantity/time.ts";
import type { MessageType, ServiceType } from "./messages/message-type.ts";
import type { ParameterSpecs, ParameterValues } from "./parameters.ts";

/**
 * The port every node talks through. Two adapters implement it: `loopback` (in process, lock-step, deterministic) and
 * `ros2` (real ROS 2). A node cannot tell which one it has.
 */

export type Qos = {
  readonly reliability: "reliable" | "best-effort";
  readonly durability: "volatile" | "transient-local";
  /** Messages kept for a slow reader [1]. */
  readonly depth: number;
};

/**
 * Where a name belongs. `robot`: to the robot whose node uses it, so that in the namespace `/robot1` the topic `/scan` is
 * `/robot1/scan`. `everyone`: it is the same for all, as are names that begin with a slash in ROS 2.
 */
export type Owner = "robot" | "everyone";

export type Topic<T> = {
  /** Full name, as a node without a namespace has it. */
  readonly name: string;
  /** `everyone` when missing. */
  readonly owner?: Owner;
  readonly type: MessageType<T>;
  readonly qos: Qos;
};

export type Service<Request, Response> = {
  /** Full name, as a node without a namespace has it. */
  readonly name: string;
  /** `everyone` when missing. */
  readonly owner?: Owner;
  readonly type: ServiceType<Request, Response>;
};

/** How a message came. */
export type Arrival = {
  /** When it was handed over, on the monotonic clock [s]. */
  readonly received: Seconds;
  /** Its size on the wire, 0 where nothing was encoded [bytes]. */
  readonly size: number;
};

/** A message that could not be decoded. */
export type Refusal = {
  readonly topic: string;
  readonly received: Seconds;
  readonly sentence: string;
};

export type Publisher<T> = {
  /**
   * Sends one message. Messages are values: neither side changes one after it was handed over.
   * @throws RangeError when a fixed array has the wrong length; on loopback only where messages travel as bytes.
   */
  publish(message: T): void;
  /** Number of subscriptions that match now [1]. */
  subscribers(): number;
  close(): void;
};

export type Subscription = { close(): void };

export type Timer = { cancel(): void };

/**
 * Which clock a timer follows. `steady` never jumps and never stops; it is what watchdogs use. `ros` follows `/clock`
 * when the parameter `use_sim_time` is true (time is 0 and stands still until somebody publishes one), else the system
 * clock; on loopback it follows `/clock` from the first one on.
 */
export type ClockName = "steady" | "ros";

export type Severity = "debug" | "info" | "warn" | "error";

/** An endpoint of a topic on the graph. */
export type Endpoint = {
  /** Full name of its node, for example `/safety_supervisor`. */
  readonly node: string;
  /** Whether this bus's own node made it. */
  readonly own: "own" | "foreign";
  /** Full ROS 2 name of its message type, for example `geometry_msgs/msg/Twist`. */
  readonly type: string;
};

export type Bus = {
  readonly kind: "loopback" | "ros2";
  /** Name of the node this bus belongs to, without namespace. */
  readonly node: string;
  /** Namespace of that node, `/` or `/robot1`. */
  readonly namespace: string;
  /** Whether ROS time follows `/clock`, which may run at another rate than the monotonic clock, or the system clock. */
  readonly clock: "simulated" | "system";
  /** ROS time [s]: simulated where `/clock` rules, else the system clock. */
  now(): Seconds;
  /** Monotonic time [s]; on loopback it is the simulation's own time. */
  monotonic(): Seconds;

  advertise<T>(topic: Topic<T>): Publisher<T>;
  /** Calls back for every message, in order. A throw in the callback is logged as an error and ends nothing. */
  subscribe<T>(
    topic: Topic<T>,
    receive: (message: T, arrival: Arrival) => void,
    refuse?: (refusal: Refusal) => void,
  ): Subscription;
  /** As `subscribe`, with the CDR bytes as they came: for recorders and bridges. */
  tap(topic: Topic<unknown>, receive: (bytes: Uint8Array, arrival: Arrival) => void): Subscription;

  serve<Request, Response>(
    service: Service<Request, Response>,
    answer: (request: Request) => Response | Promise<Response>,
  ): Subscription;
  /** Asks a service. Rejects with one sentence when it is not there or does not answer within `timeout` [s]. */
  call<Request, Response>(
    service: Service<Request, Response>,
    request: Request,
    timeout: Seconds,
  ): Promise<Response>;

  /** Calls back at start + k × period on an absolute schedule; a late call is not made up for by a burst. */
  every(period: Seconds, clock: ClockName, tick: () => void): Timer;

  /** Who publishes a topic now. */
  publishers(topicName: string): readonly Endpoint[];
  /** Who subscribes to a topic now. */
  subscriptions(topicName: string): readonly Endpoint[];

  /**
   * Declares the node's parameters and returns their values: defaults, then parameter files, then command line. They
   * are visible to other nodes with description and range, and cannot be changed from there while the node runs.
   * @throws ParameterError with one sentence naming the parameter and what would be right.
   */
  declare<S extends ParameterSpecs>(specs: S): ParameterValues<S>;

  log(severity: Severity, sentence: string): void;
};

/** A node that runs. */
export type RunningNode = {
  stop(): void | Promise<void>;
  /**
   * Told to a node that holds while it is inactive (`NodeDefinition.inactive`): held, nothing it commands may move anything,
   * and it goes on to say so at its rate. Its bus sees to it besides. What is latched stays latched when it is released.
   */
  hold?(hold: "held" | "released"): void | Promise<void>;
};

/** A node: its name, its parameters, and what it does on a bus. */
export type NodeDefinition<S extends ParameterSpecs = ParameterSpecs> = {
  /** The same word as the room, the topic namespace and the process, in ROS spelling: `theory_of_mind`. */
  readonly name: string;
  readonly parameters: S;
  /**
   * What it is while a manager of lifecycles has it inactive: `silent`, stopped until it is started anew; or `holds`, for one
   * whose silence would be dangerous: it runs from the start of its process to the end, and holds still meanwhile. Missing:
   * it is active as long as it runs, and refuses every transition.
   */
  readonly inactive?: "silent" | "holds";
  start(bus: Bus, parameters: ParameterValues<S>): RunningNode | Promise<RunningNode>;
};
