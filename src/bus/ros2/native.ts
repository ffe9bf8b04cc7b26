import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isMainThread } from "node:worker_threads";

/**
 * The native half of rclnodejs 2.2.0, as far as the adapter uses it, and the way to load it. The JavaScript half stays
 * out: it aborts the process on a throw, builds every message twice and takes one message a wake-up. The version is
 * pinned, because these functions are nobody's public interface; `loadNative` looks for each of them.
 */

/** Something that rcl made; `release` ends it. */
export type Handle = { release(): void };

/** Quality of service in the numbers of rmw. */
export type NativeQos = {
  readonly history: number;
  readonly depth: number;
  readonly reliability: number;
  readonly durability: number;
  readonly liveliness: number;
  readonly avoidRosNameSpaceConventions: false;
};

export type NativeEndpoint = {
  readonly node_name: string;
  readonly node_namespace: string;
  readonly topic_type: string;
};

/** The object whose handles rclnodejs waits for in a thread of its own, and whose `execute` it then calls. */
export type ShadowNode = {
  start(context: Handle, timeout: number): void;
  stop(): void;
  syncHandles(): void;
};

export type Native = {
  readonly ShadowNode: new () => ShadowNode;
  createContext(): Handle;
  init(context: Handle, args: readonly string[]): void;
  shutdown(context: Handle): void;
  createNode(
    name: string,
    namespace: string,
    context: Handle,
    args: readonly string[],
    useGlobalArguments: true,
  ): Handle;
  getNodeName(node: Handle): string;
  getNamespace(node: Handle): string;
  getNodeLoggerName(node: Handle): string;
  initRosoutPublisherForNode(node: Handle): void;
  finiRosoutPublisherForNode(node: Handle): void;
  log(
    logger: string,
    severity: number,
    message: string,
    fn: string,
    line: number,
    file: string,
  ): void;
  createGuardCondition(context: Handle): Handle;
  triggerGuardCondition(guard: Handle): void;
  createPublisher(
    node: Handle,
    packageName: string,
    folder: string,
    name: string,
    topic: string,
    qos: NativeQos,
  ): Handle;
  publishRawMessage(publisher: Handle, bytes: Uint8Array): void;
  getSubscriptionCount(publisher: Handle): number;
  createSubscription(
    node: Handle,
    packageName: string,
    folder: string,
    name: string,
    topic: string,
    options: { readonly isRaw: true; readonly qos: NativeQos },
  ): Handle;
  rclTakeRaw(subscription: Handle): Uint8Array | undefined;
  getPublishersInfoByTopic(node: Handle, topic: string, noMangle: false): NativeEndpoint[];
  getSubscriptionsInfoByTopic(node: Handle, topic: string, noMangle: false): NativeEndpoint[];
  getTopicNamesAndTypes(
    node: Handle,
    noMangle: false,
  ): { readonly name: string; readonly types: readonly string[] }[];
  resolveName(node: Handle, name: string, onlyExpand: false, isService: boolean): string;
  createService(
    node: Handle,
    service: string,
    name: string,
    packageName: string,
    qos: string,
  ): Handle;
  rclTakeRequest(service: Handle, node: Handle, request: Uint8Array): Handle | undefined;
  sendResponse(service: Handle, response: Uint8Array, header: Handle): void;
  createClient(
    node: Handle,
    service: string,
    name: string,
    packageName: string,
    qos: string,
  ): Handle;
  serviceServerIsAvailable(node: Handle, client: Handle): boolean;
  sendRequest(client: Handle, request: Uint8Array): number;
  rclTakeResponse(client: Handle, response: Uint8Array): number | undefined;
  serialize(packageName: string, folder: string, name: string, struct: Uint8Array): Uint8Array;
  deserialize(
    packageName: string,
    folder: string,
    name: string,
    bytes: Uint8Array,
    struct: Uint8Array,
  ): void;
};

const NEEDED = [
  "ShadowNode createContext init shutdown createNode getNodeName getNamespace getNodeLoggerName",
  "initRosoutPublisherForNode finiRosoutPublisherForNode log createGuardCondition triggerGuardCondition",
  "createPublisher publishRawMessage getSubscriptionCount createSubscription rclTakeRaw getPublishersInfoByTopic",
  "getSubscriptionsInfoByTopic getTopicNamesAndTypes",
  "resolveName createService rclTakeRequest sendResponse createClient serviceServerIsAvailable sendRequest",
  "rclTakeResponse serialize deserialize",
].flatMap((line) => line.split(" "));

/** ROS 2 cannot be used in this process; the message is one sentence. */
export class Ros2Error extends Error {
  override readonly name = "Ros2Error";
}

const require = createRequire(import.meta.url);

/**
 * Folder of rclnodejs.
 * @throws Ros2Error when it is not installed.
 */
export function findRclnodejs(): string {
  try {
    return dirname(require.resolve("rclnodejs/package.json"));
  } catch {
    throw new Ros2Error("rclnodejs is not installed: `npm ci` installs it");
  }
}

/**
 * Loads the addon from where it was built, or the one that rclnodejs brings for this Ubuntu. The loader of rclnodejs is
 * left alone: when it cannot load the addon, it starts a compiler.
 * @throws Ros2Error in one sentence.
 */
export function loadNative(): Native {
  const root = findRclnodejs();
  if (!isMainThread) {
    throw new Ros2Error(
      "a ROS 2 bus must be on the main thread of its process: rclnodejs kills a process that uses it in a worker",
    );
  }
  if (process.env["AMENT_PREFIX_PATH"] === undefined) {
    throw new Ros2Error(
      "no ROS 2 is sourced in this process (AMENT_PREFIX_PATH is not set): source it, or use the loopback bus",
    );
  }
  const file = [join(root, "build", "Release", "rclnodejs.node"), prebuiltFile(root)].find((path) =>
    existsSync(path),
  );
  if (file === undefined) {
    throw new Ros2Error(
      "the native addon of rclnodejs is not built: `node src/setup/coalign.mjs setup` builds it",
    );
  }
  const addon = loadAddon(file);
  const missing = NEEDED.filter((name) => typeof addon[name] !== "function");
  if (missing.length > 0) {
    throw new Ros2Error(
      `${file} is not the addon of rclnodejs 2.2.0: it has no ${missing.join(", ")}`,
    );
  }
  return addon as Native;
}

function loadAddon(file: string): { readonly [name: string]: unknown } {
  try {
    return require(file) as { readonly [name: string]: unknown };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Ros2Error(
      `the native addon of rclnodejs cannot be loaded (${reason}): \`node src/setup/coalign.mjs setup\` builds it anew`,
    );
  }
}

/** Where rclnodejs keeps the addon for this distribution of ROS 2 and of Linux. */
function prebuiltFile(root: string): string {
  const distro = process.env["ROS_DISTRO"] ?? "";
  const name = `${distro}-${linuxName()}-${process.arch}-node-rclnodejs.node`;
  return join(root, "prebuilds", `${process.platform}-${process.arch}`, name);
}

function linuxName(): string {
  try {
    return /^VERSION_CODENAME=(.*)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "";
  } catch {
    return "";
  }
}
