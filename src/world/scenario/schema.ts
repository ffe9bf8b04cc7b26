/** The shape of a world file. Every leaf's message is what would be right there, to follow "should be". */
import { z } from "zod";
import { CHARACTERS } from "./description.ts";
import { listWords } from "./nearest-word.ts";

const number = (right: string): z.ZodNumber => z.number({ error: right });

/** Larger numbers stand in no world; physics counts in single precision, where they would become infinite. */
const LARGEST = 1_000_000;
const FARTHEST = 10_000;

const above = (what: string): z.ZodNumber =>
  number(`${what} above 0`)
    .gt(0, { error: `${what} above 0` })
    .lte(LARGEST, { error: `${what} above 0, up to ${LARGEST}` });
const atLeast0 = (what: string): z.ZodNumber =>
  number(`${what} of 0 or more`)
    .gte(0, { error: `${what} of 0 or more` })
    .lte(LARGEST, { error: `${what} of 0 or more, up to ${LARGEST}` });
const within = (what: string, reach: number): z.ZodNumber => {
  const error = `${what} from -${reach} to ${reach}`;
  return number(what).gte(-reach, { error }).lte(reach, { error });
};
const share = (right: string): z.ZodNumber =>
  number(right).gte(0, { error: right }).lte(1, { error: right });

const name = (right: string): z.ZodString =>
  z.string({ error: right }).regex(/^[A-Za-z][\w-]*$/, { error: right });
const id = name("a name of letters, digits, `-` and `_`, beginning with a letter");
const place = name("the name of a place");
const flag = z.boolean({ error: "`true` or `false`" });
const colour = z
  .string({ error: "a CSS colour" })
  .regex(/^(#[\da-f]{3,8}|[a-z]+|(rgb|hsl)a?\([^()]*\))$/i, {
    error: "a CSS colour, such as `#8a6d4b` or `teal`",
  });

const coordinate = within("a number [m]", FARTHEST);
const angle = within("an angle [rad]", FARTHEST);
const point = z.tuple([coordinate, coordinate], { error: "two numbers `[x, y]` [m]" });
const stand = z.tuple([coordinate, coordinate, angle], {
  error: "three numbers `[x, y, yaw]` [m, m, rad]",
});
const stand4 = z.tuple([coordinate, coordinate, coordinate, angle], {
  error: "four numbers `[x, y, z, yaw]` [m, m, m, rad]",
});

const RANGE = "a duration or `[shortest, longest]` of 0 or more [s]";
const seconds = number(RANGE)
  .gte(0, { error: RANGE })
  .lte(LARGEST, { error: `${RANGE}, up to ${LARGEST}` });
const duration = z
  .union([seconds, z.tuple([seconds, seconds])], { error: RANGE })
  .transform((value) =>
    typeof value === "number" ? { low: value, high: value } : { low: value[0], high: value[1] },
  )
  .refine((range) => range.low <= range.high, { error: `${RANGE}, the shortest first` });

const solid = {
  height: above("a height [m]"),
  bottom: atLeast0("a height [m]").default(0),
  transparent: flag.default(false),
  colour: colour.optional(),
};

/** By the key that names the thing. */
export const STRUCTURES = {
  wall: z.strictObject({
    wall: id,
    from: point,
    to: point,
    thickness: above("a thickness [m]").default(0.1),
    ...solid,
  }),
  box: z.strictObject({
    box: id,
    at: stand,
    length: above("a length [m]"),
    width: above("a width [m]"),
    ...solid,
  }),
  cylinder: z.strictObject({ cylinder: id, at: point, radius: above("a radius [m]"), ...solid }),
};

const loose = {
  at: stand4,
  mass: above("a mass [kg]"),
  friction: atLeast0("a friction coefficient [1]").default(0.5),
  restitution: share("a coefficient of restitution from 0 to 1 [1]").default(0.1),
  breaks_at: above("an impulse [N s]").optional(),
  colour: colour.optional(),
};

export const OBJECTS = {
  box: z.strictObject({
    box: id,
    length: above("a length [m]"),
    width: above("a width [m]"),
    height: above("a height [m]"),
    ...loose,
  }),
  cylinder: z.strictObject({
    cylinder: id,
    radius: above("a radius [m]"),
    height: above("a height [m]"),
    ...loose,
  }),
  sphere: z.strictObject({ sphere: id, radius: above("a radius [m]"), ...loose }),
};

export const PLACES = {
  point: z.strictObject({
    point: id,
    at: point,
    facing: angle.optional(),
  }),
  area: z.strictObject({ area: id, from: point, to: point }),
};

export const ACTIVITIES = {
  go: z.strictObject({ go: place }),
  wander: z.strictObject({
    wander: place,
    goals: z
      .int({ error: "a whole number above 0" })
      .gt(0, { error: "a whole number above 0" })
      .default(1),
  }),
  wait: z.strictObject({ wait: duration }),
  look: z.strictObject({ look: place, for: duration }),
  talk: z.strictObject({ talk: duration }),
  sit: z.strictObject({ sit: duration }),
  phone: z.strictObject({ phone: duration }),
  fall: z.strictObject({ fall: duration }),
};

const character = z.enum(CHARACTERS, {
  error: `a character: ${listWords(CHARACTERS, "or")}`,
});
const plan = z
  .array(z.unknown(), { error: "a list of activities" })
  .min(1, { error: "a list of at least one activity" });

export const PEOPLE = {
  person: z.strictObject({
    person: id,
    character,
    start: stand,
    plan,
    repeat: flag.default(true),
    speed: above("a walking speed [m/s]")
      .lte(6, { error: "a walking speed up to 6 [m/s]" })
      .optional(),
    height: number("a body height from 0.7 to 2.3 [m]")
      .gte(0.7, { error: "a body height from 0.7 to 2.3 [m]" })
      .lte(2.3, { error: "a body height from 0.7 to 2.3 [m]" })
      .optional(),
    delay: atLeast0("a delay [s]").default(0),
  }),
};

const COUNT = "a whole number from 1 to 1000";

export const GROUPS = {
  group: z.strictObject({
    group: id,
    count: z.int({ error: COUNT }).gte(1, { error: COUNT }).lte(1000, { error: COUNT }),
    start: place,
    mix: z.record(z.string(), atLeast0("a share [1]"), {
      error: "shares by character, such as `{ adult: 0.8, child: 0.2 }`",
    }),
    plan,
    repeat: flag.default(true),
    walk: z.enum(["together", "apart"], { error: "`together` or `apart`" }).default("apart"),
    delay: duration.default({ low: 0, high: 0 }),
  }),
};

const SETTING = "a number, a word, `true`, `false` or a list of numbers or words";
const setting = z.union(
  [z.number(), z.string(), z.boolean(), z.array(z.union([z.number(), z.string()]))],
  { error: SETTING },
);

export const ROBOTS = {
  robot: z.strictObject({
    robot: id,
    urdf: z
      .string({ error: "the name of a robot or the path of a URDF file" })
      .min(1, { error: "the name of a robot or the path of a URDF file" }),
    start: stand,
    goals: z.array(point, { error: "a list of points `[x, y]` [m]" }).default([]),
    radius: above("a radius [m]").default(0.3),
    sensors: z
      .record(z.string(), z.record(z.string(), setting, { error: "settings by name" }), {
        error: "settings by sensor",
      })
      .default({}),
  }),
};

const JITTER_SHARE = "a share from 0 to below 1 [1]";
const part = number(JITTER_SHARE)
  .gte(0, { error: JITTER_SHARE })
  .lt(1, { error: JITTER_SHARE })
  .default(0);

export const JITTER = z.strictObject(
  {
    position: atLeast0("a distance [m]").default(0),
    heading: atLeast0("an angle [rad]").default(0),
    speed: part,
    schedule: part,
    delay: duration.default({ low: 0, high: 0 }),
    robot_position: atLeast0("a distance [m]").default(0),
    robot_heading: atLeast0("an angle [rad]").default(0),
  },
  { error: "a map of what a seed varies" },
);

const list = (what: string): z.ZodDefault<z.ZodArray<z.ZodUnknown>> =>
  z.array(z.unknown(), { error: `a list of ${what}` }).default([]);

export const WORLD = z.strictObject(
  {
    name: id,
    description: z.string({ error: "a sentence" }).default(""),
    bounds: z.tuple([coordinate, coordinate, coordinate, coordinate], {
      error: "four numbers `[min x, min y, max x, max y]` [m]",
    }),
    structures: list("structures"),
    objects: list("objects"),
    places: list("places"),
    people: list("people"),
    groups: list("groups"),
    robots: list("robots"),
    jitter: z.unknown().optional(),
  },
  { error: "a map with at least `name`, `bounds` and `robots`" },
);
