import { HumanAct_Request } from "../../bus/messages/coalign-msgs.gen.ts";
import type { Bus } from "../../bus/port.ts";
import { SERVICES } from "../../bus/topics.ts";
import type { ActFrame, ActedFrame, PageFrame } from "../protocol.ts";
import type { DriveSeat } from "./drive-seat.ts";
import type { PageLink } from "./page-link.ts";
import type { StopOrder } from "./stop-order.ts";

/** The supervisor has this long to judge an act [s]. */
const ACT_DEADLINE = 2;

/** Where pages' frames become orders: stop, drive, signed acts. It judges none of them. */
export class Desk {
  readonly #bus: Bus;
  readonly #stop: StopOrder;
  readonly #seat: DriveSeat;

  constructor(bus: Bus, stop: StopOrder, seat: DriveSeat) {
    this.#bus = bus;
    this.#stop = stop;
    this.#seat = seat;
  }

  /** Does what a page asks; answers on its link. */
  take(link: PageLink, frame: PageFrame): void {
    switch (frame.kind) {
      case "stop":
        void this.#orderStop(link, frame.press);
        return;
      case "drive": {
        const answer = this.#seat.drive(link.page, frame, (sentence) =>
          link.answer({ kind: "driving", hold: frame.hold, outcome: "ended", sentence }),
        );
        if (answer === "began") {
          link.answer({ kind: "driving", hold: frame.hold, outcome: "driving", sentence: "" });
        } else if (answer !== "goes on") {
          const sentence = answer.refused;
          link.answer({ kind: "driving", hold: frame.hold, outcome: "refused", sentence });
        }
        return;
      }
      case "release":
        this.#seat.release(link.page, frame.hold);
        return;
      case "act":
        void this.#relay(frame).then((acted) => link.answer(acted));
        return;
      case "ping":
        link.answer({ kind: "pong", sent: frame.sent });
        return;
    }
  }

  /** Stops and says how it went; also for those who have no page. */
  async stop(): ReturnType<StopOrder["order"]> {
    const outcome = this.#stop.order();
    this.#seat.clear("somebody stopped the robot");
    return await outcome;
  }

  async #orderStop(link: PageLink, press: number): Promise<void> {
    const outcome = await this.stop();
    link.answer({ kind: "stopped", press, ...outcome });
  }

  async #relay(frame: ActFrame): Promise<ActedFrame> {
    const { act, robot, boot, operator, reason, sec, nanosec, nonce } = frame;
    try {
      const answer = await this.#bus.call(
        SERVICES[act],
        HumanAct_Request.create({
          act,
          robot,
          boot,
          operator_name: operator,
          reason,
          stamp: { sec, nanosec },
          nonce,
          signature: new Uint8Array(Buffer.from(frame.signature, "base64")),
        }),
        ACT_DEADLINE,
      );
      const outcome = answer.success ? "accepted" : "refused";
      return { kind: "acted", act, outcome, sentence: answer.message };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { kind: "acted", act, outcome: "refused", sentence: `not delivered: ${why}` };
    }
  }
}
