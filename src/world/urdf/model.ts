import type { Placement, Point } from "../../quantity/placement.ts";
import type { Solid } from "../space/shape.ts";
import type { Element } from "./element.ts";

/** A robot as its URDF describes it. */
export type RobotModel = {
  readonly name: string;
  /** The file's text, as `/robot_description` carries it. */
  readonly text: string;
  /** Name for error sentences. */
  readonly file: string;
  /** Root first, parents before children. */
  readonly links: readonly Link[];
  readonly joints: readonly Joint[];
  /** Name of the root link. */
  readonly root: string;
  /** Sum over all links [kg]. */
  readonly mass: number;
  /** The `<coalign>` element with drive and sensors, where the file has one. */
  readonly extension: Element | undefined;
};

export type Link = {
  readonly name: string;
  readonly line: number;
  /** Where it is in the root link with every joint at its rest position. */
  readonly rest: Placement;
  /** What it collides with, in the link's frame. */
  readonly collisions: readonly Solid[];
  readonly inertia: Inertia | undefined;
};

export type Inertia = {
  /** [kg] */
  readonly mass: number;
  readonly at: Placement;
  /** ixx, iyy, izz about the centre of mass [kg m^2]. */
  readonly moments: readonly [number, number, number];
};

export const JOINT_TYPES = [
  "fixed",
  "continuous",
  "revolute",
  "prismatic",
  "floating",
  "planar",
] as const;

export type Joint = {
  readonly name: string;
  readonly line: number;
  readonly type: (typeof JOINT_TYPES)[number];
  readonly parent: string;
  readonly child: string;
  /** Of the child's frame in the parent's, at position zero. */
  readonly origin: Placement;
  /** Unit vector in the joint's frame [1]. */
  readonly axis: Point;
  /** Lowest and highest position, absent where unbounded [rad or m]. */
  readonly bounds: readonly [number, number] | undefined;
  /** Position at rest: zero, or the nearest within the bounds [rad or m]. */
  readonly rest: number;
};
