import type { Publisher } from "../port.ts";

/** Counts the publishers this bus has open on each topic, by full name. */
export class OwnPublishers {
  readonly #counts = new Map<string, number>();

  count(topicName: string): number {
    return this.#counts.get(topicName) ?? 0;
  }

  /** The same publisher, counted until it is closed. */
  counted<T>(topicName: string, publisher: Publisher<T>): Publisher<T> {
    this.#counts.set(topicName, this.count(topicName) + 1);
    let open = true;
    return {
      ...publisher,
      close: () => {
        if (open) {
          open = false;
          this.#counts.set(topicName, this.count(topicName) - 1);
        }
        publisher.close();
      },
    };
  }
}
