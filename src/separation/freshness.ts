import type { Restriction } from "../kernel/fact.ts";
import type { ReasonId } from "../kernel/reason.ts";
import type { Pose, Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { BodyContent } from "./body-content.ts";
import { type ClockKind, haveJumped, NO_CLOCK_READ, readClocks } from "./clocks.ts";
import { hear, NOTHING_HEARD, type Pace, troubleOf } from "./pace.ts";
import type { Scan } from "./scan.ts";
import { type ContentTrouble, ScanContent } from "./scan-content.ts";
import { UnfeltMotion } from "./unfelt-motion.ts";

/** When a message came. */
export type Came = {
  /** On the monotonic clock [s]. */
  readonly received: Seconds;
  /** ROS time then, less the message's stamp [s]. */
  readonly age: Seconds;
};

/** One thing that is wrong, and with which source. */
export type Finding = { readonly trouble: ReasonId; readonly about: string };

/** Reasons for stamps that do not go on, and for a rate that collapsed. */
type Reasons = { readonly stuck: ReasonId; readonly slow: ReasonId };

const SCAN: Reasons = { stuck: "scan-frozen", slow: "scan-stale" };
const BODY: Reasons = { stuck: "body-frozen", slow: "body-stale" };
const COMMAND: Reasons = { stuck: "command-stale", slow: "command-stale" };

/** A driver that has been silent for this long is judged by its silence alone [s]. */
const GONE: Seconds = 1;

/**
 * Whether what the supervisor is told is news. The kernel judges how long ago a message came and how old its stamp says
 * it is; this judges what the kernel does not: stamps that do not go on, a rate that collapses, content that was shown
 * before, and clocks that part.
 */
export class Freshness {
  readonly #kind: ClockKind;
  #clocks = NO_CLOCK_READ;
  /** How the messages of each source follow one another. */
  #scan = NOTHING_HEARD;
  #body = NOTHING_HEARD;
  readonly #drivers = new Map<string, Pace>();
  #scans = new ScanContent();
  #bodies = new BodyContent();
  #content: ContentTrouble = "";
  #unfelt = new UnfeltMotion();

  /** @param kind - Which clock ROS time is. */
  constructor(kind: ClockKind) {
    this.#kind = kind;
  }

  /** Both clocks, read together [s]: at every message and every period. After a jump everything is learned anew. */
  clock(monotonic: Seconds, ros: Seconds): void {
    const before = this.#clocks.jumps;
    this.#clocks = readClocks(this.#clocks, { monotonic, ros }, this.#kind);
    if (this.#clocks.jumps !== before) {
      this.restart();
    }
  }

  /** Forgets all messages: time was set anew. */
  restart(): void {
    this.#scan = NOTHING_HEARD;
    this.#body = NOTHING_HEARD;
    this.#drivers.clear();
    this.#scans = new ScanContent();
    this.#bodies = new BodyContent();
    this.#content = "";
    this.#unfelt = new UnfeltMotion();
  }

  /** @param stamp - Of the command [s]; 0 for one that was never set, which means "now". */
  command(driver: string, stamp: Seconds, came: Came): void {
    const now = this.#clocks.last?.ros ?? came.received;
    const before = this.#drivers.get(driver) ?? NOTHING_HEARD;
    this.#drivers.set(driver, paceAfter(before, stamp === 0 ? now : stamp, came));
  }

  body(stamp: Seconds, pose: Pose<"odom", "base">, twist: Twist, came: Came): void {
    this.#body = paceAfter(this.#body, stamp, came);
    this.#bodies.take(pose, twist, came.received);
  }

  /**
   * @param pose - Of the base when the scan was made.
   * @returns What this scan shows, or its stamp, to be wrong at once.
   */
  scan(scan: Scan, pose: Pose<"odom", "base">, came: Came): ContentTrouble {
    this.#scan = paceAfter(this.#scan, scan.stamp, came);
    this.#content = this.#scans.take(scan, pose);
    this.#bodies.see(scan.ranges);
    return this.#scan.stuck > 0 ? "scan-frozen" : this.#content;
  }

  /** What a scan that is news shows of the way since another; pose as for `scan`. */
  compare(
    scan: Scan,
    mount: Pose<"base", "sensor">,
    pose: Pose<"odom", "base">,
    received: Seconds,
  ): void {
    this.#unfelt.see(scan, mount, pose, received);
  }

  /** What went out to the motors. */
  given(twist: Twist, now: Seconds): void {
    this.#bodies.told(twist, now);
    this.#unfelt.told(twist, now);
  }

  /** Everything that is wrong at a time of the monotonic clock, the gravest first. */
  findings(now: Seconds): readonly Finding[] {
    const found: Finding[] = [];
    const add = (trouble: ReasonId | "", about: string): void => {
      if (trouble !== "") {
        found.push({ trouble, about });
      }
    };
    add(this.#unfelt.judge(), "odometry");
    add(haveJumped(this.#clocks, now) === "jumped" ? "clock-jumped" : "", "clock");
    add(this.#content, "scan");
    add(this.#bodies.judge(now), "body");
    const judge = (pace: Pace, reasons: Reasons, about: string): void => {
      const trouble = troubleOf(pace);
      add(trouble === "" ? "" : reasons[trouble], about);
    };
    judge(this.#scan, SCAN, "scan");
    judge(this.#body, BODY, "body");
    for (const [name, pace] of this.#drivers) {
      if (now - pace.received <= GONE) {
        judge(pace, COMMAND, name);
      }
    }
    return found;
  }

  /** The same for the kernel: the gravest finding forbids all motion. */
  restriction(now: Seconds): Restriction {
    const [gravest] = this.findings(now);
    const most = gravest === undefined ? Infinity : 0;
    return {
      speed: most,
      spin: most,
      bounds: [],
      because: gravest?.trouble ?? "clock-jumped",
      about: gravest?.about ?? "",
      trouble: gravest?.trouble ?? "",
    };
  }
}

function paceAfter(before: Pace, stamp: Seconds, { received, age }: Came): Pace {
  return hear(before, received, stamp, age);
}
