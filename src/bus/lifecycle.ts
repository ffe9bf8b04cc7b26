/** The lifecycle of a managed node, as ROS 2 defines it (design.ros2.org, "Managed nodes"). */

/** States with the numbers of lifecycle_msgs/State. */
export const STATES = {
  unknown: 0,
  unconfigured: 1,
  inactive: 2,
  active: 3,
  finalized: 4,
  configuring: 10,
  cleaningup: 11,
  shuttingdown: 12,
  activating: 13,
  deactivating: 14,
  errorprocessing: 15,
} as const;

export type StateName = keyof typeof STATES;

/** A change that may be asked for, or how one that is under way ended. */
export type Transition = {
  /** As lifecycle_msgs/Transition numbers it. */
  readonly id: number;
  readonly label: string;
  readonly from: StateName;
  readonly to: StateName;
};

/** What an act of a node can be asked to be. */
export type ActName = "configure" | "cleanup" | "activate" | "deactivate" | "shutdown";

/** One act of a node: where it may begin, what the node is meanwhile, and where it ends. */
export type Act = {
  readonly id: number;
  readonly name: ActName;
  readonly from: StateName;
  readonly during: StateName;
  readonly success: StateName;
  readonly failure: StateName;
  /** Of the transition that ends it well; the next two numbers are failure and error. */
  readonly ends: number;
};

const ACTS: readonly Act[] = [
  {
    id: 1,
    name: "configure",
    from: "unconfigured",
    during: "configuring",
    success: "inactive",
    failure: "unconfigured",
    ends: 10,
  },
  {
    id: 2,
    name: "cleanup",
    from: "inactive",
    during: "cleaningup",
    success: "unconfigured",
    failure: "inactive",
    ends: 20,
  },
  {
    id: 3,
    name: "activate",
    from: "inactive",
    during: "activating",
    success: "active",
    failure: "inactive",
    ends: 30,
  },
  {
    id: 4,
    name: "deactivate",
    from: "active",
    during: "deactivating",
    success: "inactive",
    failure: "active",
    ends: 40,
  },
  ...(["unconfigured", "inactive", "active"] as const).map((from, index): Act => ({
    id: 5 + index,
    name: "shutdown",
    from,
    during: "shuttingdown",
    success: "finalized",
    failure: "finalized",
    ends: 50,
  })),
];

/** Every transition of the state machine, in the order in which rcl tells them. */
export const TRANSITIONS: readonly Transition[] = [
  ...ACTS.flatMap((act, index) => {
    const begin = { id: act.id, label: act.name, from: act.from, to: act.during };
    const isLast = ACTS[index + 1]?.during !== act.during;
    return isLast ? [begin, ...endsOf(act.ends, act.during, act.success, act.failure)] : [begin];
  }),
  ...endsOf(60, "errorprocessing", "unconfigured", "finalized", "finalized"),
];

function endsOf(
  id: number,
  from: StateName,
  success: StateName,
  failure: StateName,
  error: StateName = "errorprocessing",
): readonly Transition[] {
  return [
    { id, label: "transition_success", from, to: success },
    { id: id + 1, label: "transition_failure", from, to: failure },
    { id: id + 2, label: "transition_error", from, to: error },
  ];
}

/** What may be asked for in a state. */
export function availableIn(state: StateName): readonly Transition[] {
  return TRANSITIONS.filter(({ from }) => from === state);
}

/**
 * What a request asks for, or one sentence about why it is refused. As in rclcpp, a label counts before a number.
 * @param asked - Number and label as lifecycle_msgs/Transition has them.
 */
export function askedFor(
  state: StateName,
  asked: { readonly id: number; readonly label: string },
): { readonly act: Act } | { readonly refused: string } {
  const act = ACTS.find(
    ({ id, name, from }) =>
      from === state && (asked.label === "" ? id === asked.id : name === asked.label),
  );
  if (act !== undefined) {
    return { act };
  }
  const legal = ACTS.filter(({ from }) => from === state).map(({ name }) => `'${name}'`);
  const instead =
    legal.length === 0 ? "nothing may be asked for" : `${legal.join(" or ")} may be asked for`;
  return { refused: `it is ${state}, where ${instead}` };
}
