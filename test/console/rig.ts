import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { Loopback } from "../../src/bus/loopback.ts";
import { HumanAct_Request, SupervisorState } from "../../src/bus/messages/coalign-msgs.gen.ts";
import type { TwistStamped } from "../../src/bus/messages/geometry-msgs.gen.ts";
import type { Bus } from "../../src/bus/port.ts";
import { commandTopic, SERVICES, TOPICS } from "../../src/bus/topics.ts";
import type { PageFrame, ServerFrame } from "../../src/console/protocol.ts";
import { type Console, openConsole } from "../../src/console/server/open-console.ts";

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until something holds; fails with the sentence after `ms`. */
export async function until(holds: () => boolean, sentence: string, ms = 4000): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > ms) {
      throw new Error(`not within ${ms} ms: ${sentence}`);
    }
    await pause(5);
  }
}

/** The supervisor's side of the bus, as far as a console sees it: latches on a veto or a call, says so at 50 Hz. */
export class Latch {
  latched = false;
  vetoes = 0;
  calls = 0;
  readonly acts: HumanAct_Request[] = [];
  mute = false;

  constructor(bus: Bus, reachable: "reachable" | "deaf" = "reachable") {
    const state = bus.advertise(TOPICS.supervisorState);
    bus.subscribe(TOPICS.veto, ({ data }) => {
      this.vetoes += data ? 1 : 0;
      this.latched ||= data && reachable === "reachable";
    });
    if (reachable === "reachable") {
      bus.serve(SERVICES.stop, () => {
        this.calls += 1;
        this.latched = true;
        return { success: true, message: "stopped" };
      });
      bus.serve(SERVICES.reset, (request) => {
        this.acts.push(request);
        return { success: false, message: "refused: nobody known" };
      });
    }
    bus.every(0.02, "steady", () => {
      if (!this.mute) {
        state.publish(
          SupervisorState.create({
            mode: this.latched ? "latched" : "ready",
            latched: this.latched,
            sentence: this.latched ? "Latched: a human stopped it." : "Nothing is asked.",
          }),
        );
      }
    });
  }
}

export type Rig = {
  readonly loopback: Loopback;
  readonly opened: Console;
  readonly origin: string;
  readonly latch: Latch;
  /** Every teleoperation command with its wall-clock time [s]. */
  readonly commands: { readonly at: number; readonly x: number; readonly turn: number }[];
  readonly close: () => Promise<void>;
};

/** A console on a loopback bus whose time follows the wall clock, beside a latch and an ear on the command topic. */
export async function openRig(
  options: {
    readonly supervisor?: "reachable" | "deaf";
    readonly port?: number;
    readonly pageDir?: string;
  } = {},
): Promise<Rig> {
  const loopback = new Loopback({
    log: (node, severity, sentence) => {
      if (severity === "error") {
        throw new Error(`${node}: ${sentence}`);
      }
    },
  });
  const start = performance.now();
  const follow = setInterval(() => loopback.advance((performance.now() - start) / 1000), 2);
  const latch = new Latch(loopback.bus("safety_supervisor"), options.supervisor);
  const commands: { at: number; x: number; turn: number }[] = [];
  loopback.bus("ear").subscribe(commandTopic("cmd_vel_teleop"), (message: TwistStamped) => {
    const at = performance.now() / 1000;
    commands.push({ at, x: message.twist.linear.x, turn: message.twist.angular.z });
  });
  const opened = await openConsole(loopback.bus("console"), {
    host: "127.0.0.1",
    port: options.port ?? 0,
    hosts: [],
    pageDir: options.pageDir ?? plainPage(),
    robot: "robot",
    drive: { topic: "cmd_vel_teleop", stamped: true, speed: 0.6, spin: 1.2, heartbeat: 0.2 },
    truth: "hidden",
  });
  return {
    loopback,
    opened,
    origin: opened.address.replace(/\/$/u, ""),
    latch,
    commands,
    close: async () => {
      await opened.close();
      clearInterval(follow);
    },
  };
}

/** A page of one file, with files around it that no address may reach. */
function plainPage(): string {
  const outer = mkdtempSync(join(tmpdir(), "coalign-page-"));
  const folder = join(outer, "page");
  mkdirSync(join(folder, "inner"), { recursive: true });
  for (const secret of ["../secret.js", "inner/secret.js", ".secret.js", "secret.pem"]) {
    writeFileSync(join(folder, secret), "a secret");
  }
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>page</title>");
  return folder;
}

/** A page's socket as a test holds it. */
export class Socket {
  readonly frames: ServerFrame[] = [];
  readonly socket: WebSocket;
  closed: { readonly code: number; readonly reason: string } | undefined;
  refused: string | undefined;

  constructor(origin: string, said: string | undefined = origin) {
    this.socket = new WebSocket(`${origin.replace("http", "ws")}/link`, {
      ...(said === "" ? {} : { headers: { origin: said } }),
    });
    this.socket.on("message", (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString()) as ServerFrame);
    });
    this.socket.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    this.socket.on("error", (error) => {
      this.refused ??= error.message;
    });
  }

  async opened(): Promise<this> {
    await until(
      () => this.frames.length > 0 || this.refused !== undefined,
      "the socket opens or is refused",
    );
    return this;
  }

  send(frame: PageFrame): void {
    this.socket.send(JSON.stringify(frame));
  }

  last<K extends ServerFrame["kind"]>(kind: K): Extract<ServerFrame, { kind: K }> | undefined {
    return this.frames.findLast(
      (frame): frame is Extract<ServerFrame, { kind: K }> => frame.kind === kind,
    );
  }
}
