import type { Vector } from "../../quantity/vector.ts";

/** Somebody near the robot; places are from the robot, which stands at the origin [m]. */
export type ScenePerson = Vector & {
  /** Direction the front of the body faces [rad]; undefined where it is not known. */
  readonly front: number | undefined;
};

/** Two people who deal with each other, or a person who deals with a thing. */
export type Tie =
  | { readonly kind: "pair"; readonly one: number; readonly other: number }
  | { readonly kind: "thing"; readonly one: number; readonly thing: Vector };

/** What is known of the place around; what is undefined counts as it is on average. */
export type Place = {
  /** Floor of the room [m²]. */
  readonly area: number | undefined;
  /** From the robot to the nearest wall [m]. */
  readonly wall: number | undefined;
  /** Things people deal with or stand around, from the robot [m]. */
  readonly things: readonly Vector[] | undefined;
};

/** The robot among people, at one moment. */
export type Scene = {
  readonly people: readonly ScenePerson[];
  readonly ties: readonly Tie[];
  readonly place: Place;
};

/** One way the robot is near: to somebody, or to what is between two who deal with each other. */
export type Nearness = {
  readonly kind: "person" | "pair" | "thing";
  /** From the robot [m]. Moving anybody straight towards the robot never makes it longer. */
  readonly distance: number;
  /** Cosine of the angle between the front of the body and the way to the robot [1]; 0 where it is not known. */
  readonly facing: number;
  /** Whom it is about, by place in `people`. */
  readonly who: readonly number[];
};

/** Every way in which the robot is near in a scene. */
export function nearnessesOf({ people, ties }: Scene): readonly Nearness[] {
  return [
    ...people.map((person, index): Nearness => {
      const distance = Math.hypot(person.x, person.y);
      const facing =
        person.front === undefined || distance === 0
          ? 0
          : Math.cos(Math.atan2(-person.y, -person.x) - person.front);
      return { kind: "person", distance, facing, who: [index] };
    }),
    ...ties.flatMap((tie): readonly Nearness[] => {
      const from = people[tie.one];
      const to = tie.kind === "pair" ? people[tie.other] : tie.thing;
      const who = tie.kind === "pair" ? [tie.one, tie.other] : [tie.one];
      return from === undefined || to === undefined
        ? []
        : [{ kind: tie.kind, distance: fromOrigin(from, to), facing: 0, who }];
    }),
  ];
}

/** Distance of the origin from a straight line between two places [m]. */
export function fromOrigin(from: Vector, to: Vector): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const share = length > 0 ? Math.min(1, Math.max(0, -(from.x * dx + from.y * dy) / length)) : 0;
  return Math.hypot(from.x + share * dx, from.y + share * dy);
}
