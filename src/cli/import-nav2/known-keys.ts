import type { Finding } from "./finding.ts";

type Known = readonly [pattern: RegExp, fate: Finding["fate"], note: string];

/** What coalign has no counterpart for, and why; the first pattern that fits answers. */
const MONITOR: readonly Known[] = [
  [
    /^enabled$/,
    "unsafe",
    "the supervisor has no switch; a signed waiver of 30 s at most lets it crawl",
  ],
  [/^stop_pub_timeout$/, "unsafe", "there, zero falls silent after this; here it is held for ever"],
  [/^base_shift_correction$/, "no counterpart", "points are always carried along by odometry"],
  [
    /^transform_tolerance$/,
    "no counterpart",
    "mounts come from /tf_static; docks name their own timeout",
  ],
  [/^state_topic$/, "no counterpart", "/safety_supervisor/state is always there, and says why"],
  [/^odom_frame_id$/, "no counterpart", "the body's motion comes from self_perception"],
  [
    /^use_realtime_priority$/,
    "no counterpart",
    "the supervisor takes real-time priority wherever it may",
  ],
  [/^collision_points_marker_3d$/, "no counterpart", "display only"],
  [
    /(^|\.)(visualize|polygon_pub_topic)$/,
    "no counterpart",
    "every zone is drawn on /coalign/markers",
  ],
  [/\.simulation_time_step$/, "no counterpart", "the roll-out is solved, not stepped"],
  [/\.footprint_topic$/, "no counterpart", "the zone has points, which come first"],
  [/\.polygon_sub_topic$/, "no counterpart", "the zone has points or a radius, which come first"],
  [/\.(min|max)_height$|\.use_global_height$/, "no counterpart", "a laser scan has one height"],
  [
    /\.min_range$/,
    "unsafe",
    "what is nearer than the sensor can see is blind, and blind counts as occupied",
  ],
  [/\.transport_type$/, "no counterpart", "laser scans only"],
  [/\.obstacles_angle$/, "no counterpart", "laser scans only"],
  [/\.(cost_threshold|treat_unknown_as_obstacle)$/, "no counterpart", "laser scans only"],
  [/\.sampling_distance$/, "no counterpart", "laser scans only"],
  [
    /exclusion_zone|\.frame_hold_timeout$/,
    "unsafe",
    "it may hide a person; draw a `self` filter inside the footprint, or a `dock`, which needs a signed waiver",
  ],
  [/\.enabled$/, "unsafe", "a source cannot be switched off; one that is silent stops the robot"],
  [
    /^(bond_heartbeat_period|bond_timeout|autostart_node)$/,
    "no counterpart",
    "the base has a dead man's switch of its own",
  ],
  [/^use_sim_time$/, "no counterpart", "give use_sim_time to the supervisor when it starts"],
];

const SMOOTHER: readonly Known[] = [
  [
    /^smoothing_frequency$/,
    "no counterpart",
    "the supervisor decides at 50 Hz or more and at once for each command",
  ],
  [
    /^scale_velocities$/,
    "no counterpart",
    "all axes are always scaled alike, so that the curve is kept",
  ],
  [
    /^(feedback|odom_topic|odom_duration)$/,
    "no counterpart",
    "measured motion comes from self_perception",
  ],
  [/^deadband_velocity$/, "no counterpart", "small commands pass as they are"],
  [
    /^max_(velocity|accel|decel)$/,
    "unsafe",
    "it cannot be read as a list of numbers; defaults stand",
  ],
  [
    /^stamp_smoothed_velocity_with_smoothing_time$/,
    "no counterpart",
    "what goes out is stamped when it goes out",
  ],
  [
    /^use_realtime_priority$/,
    "no counterpart",
    "the supervisor takes real-time priority wherever it may",
  ],
  [
    /^enable_stamped_cmd_vel$/,
    "no counterpart",
    "the collision monitor's says it for the supervisor",
  ],
  [
    /^(bond_heartbeat_period|bond_timeout|autostart_node)$/,
    "no counterpart",
    "the base has a dead man's switch of its own",
  ],
  [/^use_sim_time$/, "no counterpart", "give use_sim_time to the supervisor when it starts"],
];

const COSTMAP: readonly Known[] = [
  [/^footprint_padding$/, "no counterpart", "the protective distance adds its own margins"],
  [/^(footprint|robot_radius)$/, "no counterpart", "another outline in the file came first"],
];

/** What is known of a key that nothing was taken from; undefined for a key nobody knows. */
export function knownKey(node: string, key: string): Pick<Finding, "fate" | "note"> | undefined {
  const table = TABLES[node] ?? [];
  const found = table.find(([pattern]) => pattern.test(key));
  return found && { fate: found[1], note: found[2] };
}

const TABLES: { readonly [node: string]: readonly Known[] } = {
  collision_monitor: MONITOR,
  velocity_smoother: SMOOTHER,
  local_costmap: COSTMAP,
  global_costmap: COSTMAP,
};
