import { type CommandTypeSetting, whenTypeKnown } from "../bus/command-type.ts";
import type { Twist as TwistMessage } from "../bus/messages/geometry-msgs.gen.ts";
import type { Bus } from "../bus/port.ts";
import { commandTopic, plainCommandTopic } from "../bus/topics.ts";
import type { Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";

/** The planar part of a twist message. */
export function twistOf(message: TwistMessage): Twist {
  return { vx: message.linear.x, vy: message.linear.y, wz: message.angular.z };
}

/**
 * Calls back for every command on a topic with the ROS time at which it was heard; one that is not finite is passed over.
 * @param setting - Which type it has.
 */
export function hearCommands(
  bus: Bus,
  name: string,
  setting: CommandTypeSetting,
  receive: (twist: Twist, at: Seconds) => void,
): void {
  const take = (message: TwistMessage): void => {
    const twist = twistOf(message);
    if (Number.isFinite(twist.vx) && Number.isFinite(twist.vy) && Number.isFinite(twist.wz)) {
      receive(twist, bus.now());
    }
  };
  whenTypeKnown(bus, { topic: name, others: "publishers", setting }, (type) => {
    if (type === "stamped") {
      bus.subscribe(commandTopic(name), ({ twist }) => take(twist));
    } else {
      bus.subscribe(plainCommandTopic(name), take);
    }
  });
}
