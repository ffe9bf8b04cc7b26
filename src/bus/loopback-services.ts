import type { Seconds } from "../quantity/time.ts";
import type { Service } from "./port.ts";

type Server = {
  readonly node: string;
  readonly answer: (request: unknown) => unknown;
};

/** What the services need of the bus they are on. */
export type ServiceHost = {
  /** Runs an act of a node in its turn and keeps to itself what it throws. */
  readonly ask: (node: string, where: string, act: () => unknown) => void;
  /** Calls back after a time on the monotonic clock [s]. */
  readonly after: (delay: Seconds, act: () => void) => void;
};

/** Services of the loopback bus. */
export class Services {
  readonly #servers = new Map<string, Server>();
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** @throws Error when somebody serves it already. */
  serve(node: string, name: string, answer: (request: unknown) => unknown): () => void {
    const other = this.#servers.get(name);
    if (other !== undefined) {
      throw new Error(`the service ${name} is already served by ${other.node}`);
    }
    const server: Server = { node, answer };
    this.#servers.set(name, server);
    return () => {
      if (this.#servers.get(name) === server) {
        this.#servers.delete(name);
      }
    };
  }

  /** Rejects with one sentence when nobody serves it, or when no answer came within `timeout` [s]. */
  async call<Request, Response>(
    service: Service<Request, Response>,
    request: Request,
    timeout: Seconds,
  ): Promise<Response> {
    const server = this.#servers.get(service.name);
    if (server === undefined) {
      throw new Error(`nobody serves ${service.name}`);
    }
    return await new Promise<Response>((resolve, reject) => {
      this.#host.after(timeout, () =>
        reject(new Error(`${service.name} did not answer within ${timeout} s`)),
      );
      this.#host.ask(server.node, `the service ${service.name}`, () => {
        const result = server.answer(request);
        if (result instanceof Promise) {
          return result.then((response: Response) => resolve(response));
        }
        resolve(result as Response);
        return undefined;
      });
    });
  }
}
