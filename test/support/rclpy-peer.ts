import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ros2, ros2Variables } from "./ros2.ts";

/** Something the peer says. */
export type PeerEvent = {
  readonly event: "ready" | "message" | "request" | "answer" | "failed" | "flooded";
  readonly topic?: string;
  readonly service?: string;
  readonly fields?: Fields;
  readonly id?: number;
  readonly response?: unknown;
  readonly error?: string;
  readonly why?: string;
};

/** How long an answer is waited for before it is asked for again [s]. */
const AGAIN = 4;

/** Fields of a message; a number JSON cannot write is a text: "nan", "inf". */
export type Fields = { readonly [name: string]: unknown };

/**
 * An rclpy process: an independent implementation of ROS 2 that tests publish from, listen with and call services by. It
 * runs `rclpy_peer.py`.
 */
export class RclpyPeer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly events: PeerEvent[] = [];
  #errors = "";
  #rest = "";
  #calls = 0;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    child.stderr.on("data", (data: Buffer) => (this.#errors += data.toString()));
    child.stdout.on("data", (data: Buffer) => {
      const lines = (this.#rest + data.toString()).split("\n");
      this.#rest = lines.pop() ?? "";
      this.events.push(...lines.map((line) => JSON.parse(line) as PeerEvent));
    });
  }

  /** Starts the peer and waits until it is a node. */
  static async start(domain: number, node = "peer", namespace = ""): Promise<RclpyPeer> {
    const script = join("test", "support", "rclpy_peer.py");
    const child = spawn(ros2.python, [script, node, namespace], { env: ros2Variables(domain) });
    const peer = new RclpyPeer(child);
    await peer.hear(({ event }) => event === "ready");
    return peer;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  tell(command: { readonly do: string; readonly [name: string]: unknown }): void {
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
  }

  /**
   * The first event that fits; it is taken off the list.
   * @throws Error with what the peer said when it failed or `timeout` [s] passed.
   */
  async hear(fits: (event: PeerEvent) => boolean, timeout = 15): Promise<PeerEvent> {
    const deadline = performance.now() + timeout * 1000;
    for (;;) {
      const index = this.events.findIndex((event) => event.event === "failed" || fits(event));
      const [found] = index < 0 ? [] : this.events.splice(index, 1);
      if (found !== undefined && found.event !== "failed") {
        return found;
      }
      if (found !== undefined || this.#child.exitCode !== null || performance.now() > deadline) {
        throw new Error(`the rclpy peer: ${found?.why ?? "it did not say it"}\n${this.#errors}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /**
   * Calls a service.
   * @throws Error when nobody serves it or no answer comes within `timeout` [s].
   */
  async call(service: string, type: string, request: Fields, timeout = 15): Promise<unknown> {
    return await this.#ask({ do: "call", service, type, request, timeout }, timeout + 5);
  }

  /**
   * Calls a service that may be called twice, and again where no answer comes: while nodes find each other an answer gets
   * lost, and the service of a killed node is on the graph for a while.
   * @throws Error as `call` does.
   */
  async insist(service: string, type: string, request: Fields, timeout = 30): Promise<unknown> {
    const deadline = performance.now() + timeout * 1000;
    for (;;) {
      try {
        return await this.call(service, type, request, AGAIN);
      } catch (error) {
        if (this.#child.exitCode !== null || performance.now() > deadline) {
          throw error;
        }
      }
    }
  }

  /**
   * Publishes once so many `readers` are there, and waits until each has it.
   * @throws Error when they are fewer, or one does not get it.
   */
  async deliver(topic: string, type: string, fields: Fields, readers: number): Promise<void> {
    await this.#ask({ do: "deliver", topic, type, fields, readers }, 25);
  }

  /** Names of the nodes that publish a topic. */
  async publishers(topic: string): Promise<readonly string[]> {
    return (await this.#ask({ do: "publishers", topic }, 5)) as string[];
  }

  /** Full names of all nodes on the graph. */
  async nodes(): Promise<readonly string[]> {
    return (await this.#ask({ do: "nodes" }, 5)) as string[];
  }

  /** Ends it at once, as `kill -9` does. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill("SIGKILL");
      await once(this.#child, "close");
    }
  }

  async #ask(
    command: { readonly do: string; readonly [name: string]: unknown },
    timeout: number,
  ): Promise<unknown> {
    const id = this.#calls++;
    this.tell({ ...command, id });
    const answer = await this.hear((event) => event.event === "answer" && event.id === id, timeout);
    if (answer.error !== undefined) {
      throw new Error(answer.error);
    }
    return answer.response;
  }
}
