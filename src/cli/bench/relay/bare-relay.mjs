// rclnodejs by itself, on its fastest way: bytes in, the same bytes out. Not a part of the runtime.
import rclnodejs from "rclnodejs";

const [incoming = "", outgoing = ""] = process.argv.slice(2);
const type = "geometry_msgs/msg/TwistStamped";
await rclnodejs.init();
const node = new rclnodejs.Node("bare_relay");
const publisher = node.createPublisher(type, outgoing);
/** @param {Buffer} bytes - A command as it came. */
const forward = (bytes) => publisher.publish(bytes);
node.createSubscription(type, incoming, { isRaw: true }, forward);
node.spin();
