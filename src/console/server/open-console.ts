import type { Bus } from "../../bus/port.ts";
import { PROTOCOL } from "../protocol.ts";
import { Desk } from "./desk.ts";
import { type DriveOptions, DriveSeat } from "./drive-seat.ts";
import { Feed } from "./feed.ts";
import { listen } from "./listen.ts";
import { Pages } from "./pages.ts";
import { StopOrder } from "./stop-order.ts";
import { createWeb } from "./web.ts";

export type ConsoleOptions = {
  readonly host: string;
  /** Wanted port; the next free one is taken where it is in use, any free one where it is 0. */
  readonly port: number;
  /** Names besides addresses and `localhost` that the server answers to. */
  readonly hosts: readonly string[];
  /** Folder of the built page. */
  readonly pageDir: string;
  /** Name of the robot, as acts are signed for it. */
  readonly robot: string;
  readonly drive: DriveOptions;
  /** Whether the overlay of ground truth is there. */
  readonly truth: "shown" | "hidden";
};

export type Console = {
  /** Address of the page. */
  readonly address: string;
  /** Pages open now [1]. */
  pages(): number;
  close(): Promise<void>;
};

/** Seconds of a clock that never jumps; operators' hands and sockets live in real time, whatever the bus simulates. */
function wallClock(): number {
  return performance.now() / 1000;
}

/**
 * Opens the operator's console on a bus.
 * @throws Error with one sentence when it cannot listen.
 */
export async function openConsole(bus: Bus, options: ConsoleOptions): Promise<Console> {
  const stop = new StopOrder(bus, wallClock);
  const seat = new DriveSeat(bus, options.drive, wallClock);
  const feed = new Feed(
    bus,
    { truth: options.truth, onLatch: (latched) => stop.learn(latched) },
    wallClock,
  );
  const desk = new Desk(bus, stop, seat);
  const server = createWeb(desk, { pageDir: options.pageDir, hosts: options.hosts });
  const { speed, spin, heartbeat } = options.drive;
  const pages = new Pages(
    server,
    desk,
    seat,
    feed,
    {
      hosts: options.hosts,
      hello: {
        protocol: PROTOCOL,
        robot: options.robot,
        bus: bus.kind,
        drive: { speed, spin, heartbeat },
        truth: options.truth,
      },
    },
    wallClock,
  );
  const port = await listen(server, options.host, options.port);
  if (options.port !== 0 && port !== options.port) {
    bus.log("warn", `console: port ${options.port} is taken, so it listens on ${port}`);
  }
  const address = `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}/`;
  return {
    address,
    pages: () => pages.open,
    close: async () => {
      pages.close();
      seat.close();
      stop.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
