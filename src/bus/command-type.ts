import type { Seconds } from "../quantity/time.ts";
import type { Bus, Endpoint, Timer } from "./port.ts";

/** Which type commands have. */
export type CommandType = "stamped" | "plain";

/** What the parameter `enable_stamped_cmd_vel` says: true, false, or what others use. */
export type CommandTypeSetting = boolean | "auto";

/** The parameter, for a node that does not move anything before the type is known. */
export const ENABLE_STAMPED = {
  kind: "boolean-or-auto",
  default: true,
  description:
    "TwistStamped when true, Twist when false; auto: what others use on the topic, nothing until somebody does.",
} as const;

/** How the types that others use on a topic look together. */
export type TypeInUse = CommandType | "unknown" | "both";

const TYPES: { readonly [name: string]: CommandType } = {
  "geometry_msgs/msg/TwistStamped": "stamped",
  "geometry_msgs/msg/Twist": "plain",
};

/** Nodes of this runtime that only follow what is commanded: what they read says nothing about the base. */
const FOLLOWERS = new Set([
  "self_perception",
  "harm_prediction",
  "record",
  "console",
  "evaluation",
]);

/** Who else is at a topic: those who publish what this node reads, or those who read what it publishes. */
export type Others = "publishers" | "subscriptions";

/** The type that others use, by what the graph says of one topic. */
export function typeInUse(endpoints: readonly Endpoint[], others: Others): TypeInUse {
  const counts = ({ own, node }: Endpoint): boolean =>
    own === "foreign" && (others === "publishers" || !FOLLOWERS.has(lastPart(node)));
  const types = new Set(
    endpoints
      .filter(counts)
      .map(({ type }) => TYPES[type])
      .filter((type) => type !== undefined),
  );
  const [first] = types;
  return types.size > 1 ? "both" : (first ?? "unknown");
}

function lastPart(node: string): string {
  return node.slice(node.lastIndexOf("/") + 1);
}

/** How often it looks at the graph [s]. */
const PERIOD: Seconds = 0.1;

/** How long nobody may be there before it is said [s]. */
const PATIENCE: Seconds = 5;

/** One end of a topic that a node wants to open. */
export type CommandEnd = {
  readonly topic: string;
  /** Whose type counts. */
  readonly others: Others;
  readonly setting: CommandTypeSetting;
};

/**
 * Opens an end of a command topic as soon as its type is known: at once unless the setting is `auto`. Two types at once are
 * no answer: nothing is opened until one of them is gone. What was opened stays.
 * @returns What ends the looking.
 */
export function whenTypeKnown(
  bus: Bus,
  { topic, others, setting }: CommandEnd,
  open: (type: CommandType) => void,
): Timer {
  if (setting !== "auto") {
    open(setting ? "stamped" : "plain");
    return { cancel: () => undefined };
  }
  const began = bus.monotonic();
  let said: TypeInUse | undefined;
  const timer = bus.every(PERIOD, "steady", () => {
    const found = typeInUse(bus[others](topic), others);
    if (found === "stamped" || found === "plain") {
      timer.cancel();
      bus.log(
        "info",
        `${topic} is ${found === "stamped" ? "TwistStamped" : "Twist"}, as others use it`,
      );
      open(found);
    } else if (said !== found && (found === "both" || bus.monotonic() - began > PATIENCE)) {
      said = found;
      bus.log("warn", `${topic} is not opened: ${TROUBLES[found][others]}`);
    }
  });
  return timer;
}

const TROUBLES = {
  both: {
    publishers:
      "some publish Twist on it and others TwistStamped; enable_stamped_cmd_vel must say which counts",
    subscriptions:
      "some read Twist from it and others TwistStamped; enable_stamped_cmd_vel must say which counts",
  },
  unknown: {
    publishers: "nobody publishes on it, so its type is unknown",
    subscriptions: "nobody reads it, so its type is unknown",
  },
} as const;
