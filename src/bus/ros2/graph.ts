import type { Endpoint } from "../port.ts";
import type { NativeEndpoint } from "./native.ts";
import type { RosNode } from "./node.ts";
import type { OwnEndpoints } from "./own-endpoints.ts";

/**
 * Who publishes a topic. A node elsewhere may bear our own name, so the name alone makes nobody ours: of those that bear
 * it, as many are ours as we made.
 */
export function listPublishers(
  node: RosNode,
  own: OwnEndpoints,
  topicName: string,
): readonly Endpoint[] {
  const full = node.resolve(topicName);
  const found = node.native.getPublishersInfoByTopic(node.handle, full, false);
  return found.map(tellApart(node, own.count(full)));
}

/** Who subscribes to a topic; as `listPublishers`. */
export function listSubscriptions(
  node: RosNode,
  own: OwnEndpoints,
  topicName: string,
): readonly Endpoint[] {
  const full = node.resolve(topicName);
  const found = node.native.getSubscriptionsInfoByTopic(node.handle, full, false);
  return found.map(tellApart(node, own.count(full)));
}

function tellApart(node: RosNode, made: number): (found: NativeEndpoint) => Endpoint {
  let mine = made;
  return (found) => {
    // Of a node discovered a moment ago the namespace may not be known yet, nor its name.
    const namespace = found.node_namespace.startsWith("/") ? found.node_namespace : "/";
    const name = `${namespace === "/" ? "" : namespace}/${found.node_name}`;
    const isOwn = name === node.full && mine > 0;
    mine -= isOwn ? 1 : 0;
    return { node: name, own: isOwn ? "own" : "foreign", type: found.topic_type };
  };
}
