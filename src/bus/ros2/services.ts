import { createRequire } from "node:module";
import { join } from "node:path";
import type { Seconds } from "../../quantity/time.ts";
import type { MessageType } from "../messages/message-type.ts";
import type { Service, Subscription } from "../port.ts";
import type { Guard } from "../fault.ts";
import { findRclnodejs, type Handle, type Native, Ros2Error } from "./native.ts";
import type { RosNode } from "./node.ts";
import { SERVICE_QOS } from "./quality.ts";
import { splitTypeName } from "./type-name.ts";

/**
 * Services. rcl hands their messages over as C structs and never as bytes; rmw serializes the struct, and our own codec
 * reads the bytes. So a service has the same message values as a topic, and no second conversion to keep right.
 */

/** A C struct as rclnodejs' generated bindings hold it. */
type Struct = { toRawROS(): Uint8Array };
type StructType = { new (): Struct; destroyRawROS(struct: Struct): void };
type Half = { readonly type: MessageType<unknown>; readonly struct: StructType };

const require = createRequire(import.meta.url);

function loadStruct(type: MessageType<unknown>): StructType {
  const { packageName, folder, name } = splitTypeName(type.name);
  const file = join(
    findRclnodejs(),
    "generated",
    packageName,
    `${packageName}__${folder}__${name}.js`,
  );
  try {
    return require(file) as StructType;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Ros2Error(
      `there are no bindings for ${type.name} (${why.split("\n")[0] ?? why}): \`node src/setup/coalign.mjs setup\` makes them`,
    );
  }
}

/** Loads the bindings of one half when they are needed first. */
function lazily(type: MessageType<unknown>): () => Half {
  let half: Half | undefined;
  return () => (half ??= { type, struct: loadStruct(type) });
}

/** Runs an act on an empty struct; what came back as its first value says whether the struct was filled. */
function receive<T>(
  native: Native,
  { type, struct }: Half,
  take: (bytes: Uint8Array) => T | undefined,
): { readonly mark: T; readonly message: unknown } | undefined {
  const { packageName, folder, name } = splitTypeName(type.name);
  const empty = new struct();
  const raw = empty.toRawROS();
  try {
    const mark = take(raw);
    return mark === undefined
      ? undefined
      : { mark, message: type.decode(native.serialize(packageName, folder, name, raw)) };
  } finally {
    struct.destroyRawROS(empty);
  }
}

/** Runs an act on a struct that holds a message. */
function send<T>(
  native: Native,
  { type, struct }: Half,
  message: unknown,
  act: (raw: Uint8Array) => T,
): T {
  const { packageName, folder, name } = splitTypeName(type.name);
  const filled = new struct();
  const raw = filled.toRawROS();
  try {
    native.deserialize(packageName, folder, name, type.encode(message), raw);
    return act(raw);
  } finally {
    struct.destroyRawROS(filled);
  }
}

/** Requests or answers that wait at most: the depth of the quality of services [1]. */
const DEPTH = 10;

/**
 * Serves as many requests as came: one that cannot be read, which rcl does not tell from none, does not hold up the next.
 * @throws Ros2Error when this ROS 2 has no such type or refuses the name.
 */
export function serve<Request, Response>(
  node: RosNode,
  guard: Guard,
  service: Service<Request, Response>,
  answer: (request: Request) => Response | Promise<Response>,
): Subscription {
  const { native } = node;
  const handle = make(service, (name, packageName) =>
    native.createService(node.handle, service.name, name, packageName, SERVICE_QOS),
  );
  const request = lazily(service.type.request);
  const response = lazily(service.type.response);
  const where = `the service ${service.name}`;
  let open = true;
  const respond = (header: Handle, message: Response): void => {
    if (open) {
      send(native, response(), message, (raw) => native.sendResponse(handle, raw, header));
    }
  };
  const answerOne = (): unknown => {
    const got = receive(native, request(), (raw) =>
      native.rclTakeRequest(handle, node.handle, raw),
    );
    if (got === undefined) {
      return undefined;
    }
    const result = answer(got.message as Request);
    if (result instanceof Promise) {
      return result.then((message: Response) => respond(got.mark, message));
    }
    respond(got.mark, result);
    return undefined;
  };
  const end = node.wait("service", handle, (arrivals) => {
    for (let left = Math.min(arrivals, DEPTH); left > 0 && open; left--) {
      guard(where, answerOne);
    }
  });
  return {
    close: () => {
      open = false;
      end();
    },
  };
}

/** How often a caller looks whether somebody serves what it wants to call [ms]. */
const LOOK = 20;

type Client = {
  readonly handle: Handle;
  readonly waiting: Map<number, (response: unknown) => void>;
  readonly request: () => Half;
};

/** Callers of services: one client per service, made at the first call and kept, since discovery takes its time. */
export class Callers {
  readonly #node: RosNode;
  readonly #guard: Guard;
  readonly #clients = new Map<string, Client>();

  constructor(node: RosNode, guard: Guard) {
    this.#node = node;
    this.#guard = guard;
  }

  /** Rejects with one sentence when nobody serves it or no answer came within `timeout` [s]. */
  async call<Request, Response>(
    service: Service<Request, Response>,
    request: Request,
    timeout: Seconds,
  ): Promise<Response> {
    const { native } = this.#node;
    const deadline = performance.now() + timeout * 1000;
    const client = this.#clients.get(service.name) ?? this.#open(service);
    while (!native.serviceServerIsAvailable(this.#node.handle, client.handle)) {
      if (performance.now() >= deadline) {
        throw new Error(`nobody serves ${service.name}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
    const sequence = send(native, client.request(), request, (raw) =>
      native.sendRequest(client.handle, raw),
    );
    return await new Promise<Response>((resolve, reject) => {
      const late = setTimeout(
        () => {
          client.waiting.delete(sequence);
          reject(new Error(`${service.name} did not answer within ${timeout} s`));
        },
        Math.max(1, deadline - performance.now()),
      );
      client.waiting.set(sequence, (response) => {
        clearTimeout(late);
        resolve(response as Response);
      });
    });
  }

  #open(service: Service<unknown, unknown>): Client {
    const { native, handle: node } = this.#node;
    const handle = make(service, (name, packageName) =>
      native.createClient(node, service.name, name, packageName, SERVICE_QOS),
    );
    const response = lazily(service.type.response);
    const client: Client = { handle, waiting: new Map(), request: lazily(service.type.request) };
    this.#clients.set(service.name, client);
    const takeOne = (): void => {
      const got = receive(native, response(), (raw) => native.rclTakeResponse(handle, raw));
      if (got !== undefined) {
        client.waiting.get(got.mark)?.(got.message);
        client.waiting.delete(got.mark);
      }
    };
    this.#node.wait("client", handle, (arrivals) => {
      for (let left = Math.min(arrivals, DEPTH); left > 0; left--) {
        this.#guard(`the answer of ${service.name}`, takeOne);
      }
    });
    return client;
  }
}

function make(
  service: { readonly name: string; readonly type: { readonly name: string } },
  create: (name: string, packageName: string) => Handle,
): Handle {
  const { packageName, name } = splitTypeName(service.type.name);
  try {
    return create(name, packageName);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Ros2Error(
      `${service.name} of type ${service.type.name} cannot be used here: ${text.split("\n")[0] ?? text}`,
    );
  }
}
