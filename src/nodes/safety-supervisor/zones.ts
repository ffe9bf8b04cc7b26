import { MarkerArray } from "../../bus/messages/visualization-msgs.gen.ts";
import type { Publisher } from "../../bus/port.ts";
import { polygonTopic, scanTopic, TOPICS } from "../../bus/topics.ts";
import type { Dated } from "../../kernel/fact.ts";
import { invert, type Pose, STANDSTILL } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Scan } from "../../separation/scan.ts";
import type { Waiver } from "../../separation/zones/exclusion.ts";
import type { ActiveZone } from "../../separation/zones/judge-zone.ts";
import type { ZoneSet } from "../../separation/zones/zone.ts";
import { shapeTopics, ZoneWatch } from "../zone-watch.ts";
import { zoneMarkers } from "../zone-markers.ts";
import { scanOf } from "./inputs.ts";
import { headerAt } from "./messages.ts";
import type { Senses } from "./senses.ts";
import type { Turn } from "./turn.ts";

/** Zones of a file, watched: scans and shapes in, a restriction before each decision, a picture for people out. */
export class Zones {
  readonly #turn: Turn;
  readonly #senses: Senses;
  readonly #watch: ZoneWatch;
  readonly #markers: Publisher<MarkerArray>;
  #active: readonly ActiveZone[] = [];

  constructor(turn: Turn, senses: Senses, set: ZoneSet) {
    const { bus, parameters, safely } = turn;
    this.#turn = turn;
    this.#senses = senses;
    this.#watch = new ZoneWatch(set, 1 / parameters.rate);
    this.#markers = bus.advertise(TOPICS.zoneMarkers);
    senses.onBody((body, { received }) => {
      this.#watch.feel(body);
      this.#watch.place("odom", invert(body.pose), received);
    });
    for (const topic of new Set(set.sources.map((source) => source.topic))) {
      bus.subscribe(
        scanTopic(topic),
        safely((message) => {
          const mount = senses.mountOf(message.header.frame_id);
          const dated = turn.facts.dated(message.header.stamp);
          if (typeof mount !== "string") {
            this.#see(topic, scanOf(message, mount.side), mount.pose, dated);
          }
        }),
      );
    }
    for (const topic of shapeTopics(set)) {
      bus.subscribe(
        polygonTopic(topic),
        safely((message) => {
          const dated = turn.facts.dated(message.header.stamp);
          this.#watch.shape(topic, message, parameters.base_frame, takenAt(dated));
        }),
      );
    }
  }

  /** Before each decision. @param waivers - In force here, by the name of the zone or dock. */
  attend(now: Seconds, waivers: ReadonlyMap<string, Waiver>): void {
    const asked = this.#turn.facts.state.command?.twist ?? STANDSTILL;
    const { restriction, active } = this.#watch.judge(asked, waivers, now);
    this.#active = active;
    this.#turn.facts.remind("zones", restriction);
  }

  /** Draws all zones, when somebody looks. */
  draw(now: Seconds): void {
    const footprint = this.#senses.body?.footprint;
    if (footprint !== undefined && this.#markers.subscribers() > 0) {
      const header = headerAt(this.#turn.bus.now(), this.#turn.parameters.base_frame);
      const shaping = { footprint, received: this.#watch.received, now };
      const markers = zoneMarkers(this.#watch.zones, shaping, this.#active, header);
      this.#markers.publish(MarkerArray.create({ markers }));
    }
  }

  #see(topic: string, scan: Scan, mount: Pose<"base", "sensor">, dated: Dated): void {
    this.#watch.see(topic, scan, mount, takenAt(dated), dated.received);
  }
}

/** When it was taken by its own stamp, on the monotonic clock [s]; a stamp in the future stays there. */
function takenAt({ received, stampAge }: Dated): Seconds {
  return received - stampAge;
}
