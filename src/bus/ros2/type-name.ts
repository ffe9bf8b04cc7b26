import { Ros2Error } from "./native.ts";

/** The three parts of a full ROS 2 name such as `geometry_msgs/msg/Twist`. */
export type TypeName = {
  readonly packageName: string;
  readonly folder: string;
  readonly name: string;
};

/** @throws Ros2Error for a name of another form. */
export function splitTypeName(full: string): TypeName {
  const [packageName, folder, name] = full.split("/");
  if (packageName === undefined || folder === undefined || name === undefined) {
    throw new Ros2Error(`'${full}' is no full name of a ROS 2 type, such as std_msgs/msg/Bool`);
  }
  return { packageName, folder, name };
}
