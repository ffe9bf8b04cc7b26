import type { Subscription } from "../port.ts";

/** Counts the endpoints of one kind that this bus has open on each topic, by full name. */
export class OwnEndpoints {
  readonly #counts = new Map<string, number>();

  count(topicName: string): number {
    return this.#counts.get(topicName) ?? 0;
  }

  /** The same endpoint, counted until it is closed. */
  counted<E extends Subscription>(topicName: string, endpoint: E): E {
    this.#counts.set(topicName, this.count(topicName) + 1);
    let open = true;
    return {
      ...endpoint,
      close: () => {
        if (open) {
          open = false;
          this.#counts.set(topicName, this.count(topicName) - 1);
        }
        endpoint.close();
      },
    };
  }
}
