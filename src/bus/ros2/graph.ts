import type { Endpoint } from "../port.ts";
import type { RosNode } from "./node.ts";
import type { OwnPublishers } from "./own-publishers.ts";

/**
 * Who publishes a topic. A node elsewhere may bear our own name, so the name alone makes nobody ours: of those that bear
 * it, as many are ours as we made.
 */
export function listPublishers(
  node: RosNode,
  own: OwnPublishers,
  topicName: string,
): readonly Endpoint[] {
  const full = node.resolve(topicName);
  let mine = own.count(full);
  return node.native.getPublishersInfoByTopic(node.handle, full, false).map((found) => {
    // Of a node discovered a moment ago the namespace may not be known yet, nor its name.
    const namespace = found.node_namespace.startsWith("/") ? found.node_namespace : "/";
    const name = `${namespace === "/" ? "" : namespace}/${found.node_name}`;
    const isOwn = name === node.full && mine > 0;
    mine -= isOwn ? 1 : 0;
    return { node: name, own: isOwn ? "own" : "foreign", type: found.topic_type };
  });
}
