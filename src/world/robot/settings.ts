/** Settings of a robot's drive and sensors: one table of names, defaults, ranges, read from a URDF or a world file. */

/** Default, lowest and highest value. */
export type NumberSetting = readonly [standard: number, min: number, max: number];

export type SettingsTable = Readonly<Record<string, NumberSetting>>;

export type Settings<T extends SettingsTable> = { readonly [K in keyof T]: number };

const FREE = Infinity;

/** What every sensor has: how often [Hz], how late [s], how often a reading is lost [1]. */
const timing = (
  rate: number,
): { rate: NumberSetting; delay: NumberSetting; dropout: NumberSetting } => ({
  rate: [rate, 0.1, 1000],
  delay: [0, 0, 10],
  dropout: [0, 0, 1],
});

export const BASE = {
  /** Top speed [m/s]. */
  speed: [1.2, 0, 20],
  /** Top yaw rate [rad/s]. */
  turn: [2.5, 0, 50],
  /** [m/s^2] */
  acceleration: [1.5, 0.01, 100],
  /** [m/s^2] */
  braking: [2.0, 0.01, 100],
  /** [rad/s^2] */
  turnAcceleration: [6, 0.01, 1000],
  /** From a command to the first change of speed [s]. */
  latency: [0.05, 0, 5],
  /** A command older than this stops the base [s]. */
  commandTimeout: [0.2, 0.02, 60],
  /** Mass of the whole robot over what its file says: what it carries [1]. */
  load: [1, 0.1, 10],
  /** Grip of the wheels against being pushed, as a coefficient of friction [1]. */
  grip: [0.6, 0.01, 5],
} as const satisfies SettingsTable;

export const LIDAR = {
  ...timing(10),
  /** Beams of one scan [1]. */
  beams: [360, 1, 100_000],
  /** Direction of the first beam and field of view, counter-clockwise [rad]. */
  angleMin: [-Math.PI, -2 * Math.PI, 2 * Math.PI],
  fieldOfView: [2 * Math.PI, 0.001, 2 * Math.PI],
  /** [m] */
  rangeMin: [0.05, 0, 100],
  /** [m] */
  rangeMax: [10, 0.1, 1000],
  /** Standard deviation of a range [m]. */
  noise: [0.01, 0, 10],
  /** Chance that one beam is lost, NaN in the scan [1]. */
  beamDropout: [0.002, 0, 1],
} as const satisfies SettingsTable;

export const ODOMETRY = {
  ...timing(50),
  /** Standard deviation of each wheel's unknown radius error, drawn once a run [1]. */
  wheelError: [0.005, 0, 1],
  /** Standard deviation of the heading drawn per square root of a turned radian [rad]. */
  turnNoise: [0.005, 0, 10],
  /** ... and of the way per square root of a driven metre [m]. */
  wayNoise: [0.005, 0, 10],
  /** Standard deviation of measured speed [m/s] and yaw rate [rad/s]. */
  speedNoise: [0.005, 0, 10],
} as const satisfies SettingsTable;

export const IMU = {
  ...timing(50),
  /** Standard deviation of a yaw rate [rad/s] and of the bias drawn once a run [rad/s]. */
  gyroNoise: [0.003, 0, 10],
  gyroBias: [0.002, 0, 10],
  /** Standard deviation of an acceleration [m/s^2] and of the bias drawn once a run [m/s^2]. */
  accelerationNoise: [0.02, 0, 100],
  accelerationBias: [0.01, 0, 100],
} as const satisfies SettingsTable;

export const JOINT_STATES = {
  ...timing(50),
  /** Standard deviation of a joint's position [rad]. */
  noise: [0, 0, 10],
} as const satisfies SettingsTable;

export const BUMPER = {
  ...timing(50),
  /** Force from which the bumper answers [N]. */
  threshold: [2, 0, 10_000],
} as const satisfies SettingsTable;

export const PERSON_DETECTOR = {
  ...timing(10),
  /** [m] */
  range: [8, 0.1, 1000],
  /** Horizontal, centred on the robot's x [rad]. */
  fieldOfView: [2 * Math.PI, 0.01, 2 * Math.PI],
  /** Chance to miss a person in plain view, at no distance and at full range [1]. */
  miss: [0.02, 0, 1],
  missFar: [0.15, 0, 1],
  /** Mean false alarms a second [1/s]. */
  falseAlarms: [0.02, 0, 1000],
  /** Chance a second that a person gets a new id, and that two close people swap theirs [1/s]. */
  newIdentity: [0.01, 0, 1000],
  swapIdentity: [0.05, 0, 1000],
  /** Standard deviation of the position across the view and along it per metre of distance [1]. */
  noiseAcross: [0.01, 0, 10],
  noiseAlong: [0.03, 0, 10],
  /** Smallest standard deviation of a position [m]. */
  noiseFloor: [0.02, 0, 10],
  /** Distance up to which the body's direction and the gaze can be measured [m]. */
  headingRange: [6, 0, 1000],
  gazeRange: [4, 0, 1000],
  /** Their standard deviations [rad]. */
  headingNoise: [0.15, 0, 3.2],
  gazeNoise: [0.2, 0, 3.2],
} as const satisfies SettingsTable;

export const TABLES = {
  base: BASE,
  lidar: LIDAR,
  odometry: ODOMETRY,
  imu: IMU,
  joint_states: JOINT_STATES,
  bumper: BUMPER,
  person_detector: PERSON_DETECTOR,
} as const;

export type PartName = keyof typeof TABLES;

/** Raw settings, by their names in files. */
export type RawSettings = Readonly<Record<string, unknown>>;

/** A setting that cannot be used: which one, and the end of a sentence about it. */
export type SettingTrouble = { readonly name: string; readonly sentence: string };

/** Names as files write them: `rangeMax` is `range_max`. */
export function nameInFile(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Values of a table: defaults, overridden by raw settings. Names not in the table nor in `besides` are trouble. */
export function readSettings<T extends SettingsTable>(
  table: T,
  layers: readonly RawSettings[],
  besides: readonly string[] = [],
): Settings<T> | SettingTrouble {
  const names = new Map(Object.keys(table).map((name) => [nameInFile(name), name]));
  const values: Record<string, number> = Object.fromEntries(
    Object.entries(table).map(([name, [standard]]) => [name, standard]),
  );
  for (const [name, raw] of layers.flatMap((layer) => Object.entries(layer))) {
    const key = names.get(name);
    if (key === undefined) {
      if (besides.includes(name)) {
        continue;
      }
      const known = [...names.keys(), ...besides].join(", ");
      return { name, sentence: `is no setting here; there are: ${known}` };
    }
    const [, min, max] = table[key] ?? [0, -FREE, FREE];
    const value = typeof raw === "string" && raw.trim() !== "" ? Number(raw) : raw;
    if (typeof value !== "number" || !(value >= min && value <= max)) {
      return {
        name,
        sentence: `must be a number from ${short(min)} to ${short(max)}, and not ${JSON.stringify(raw)}`,
      };
    }
    values[key] = value;
  }
  return values as Settings<T>;
}

/** Whether settings could not be read. */
export function isTrouble(result: object): result is SettingTrouble {
  return "sentence" in result;
}

function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
