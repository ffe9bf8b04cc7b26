import { copyFileSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createKeyPair } from "../../src/authority/keys.ts";
import { parseOperators } from "../../src/authority/operators.ts";
import { judgeAct, openAuthority } from "../../src/authority/judge.ts";
import { Loopback } from "../../src/bus/loopback.ts";
import { HumanAct_Request, SupervisorState } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { commandTopic, SERVICES, TOPICS } from "../../src/bus/topics.ts";
import { type Console, openConsole } from "../../src/console/server/open-console.ts";
import { findChromium, openChromium } from "./chromium.ts";
import { pause, until } from "./rig.ts";
import { Synthetic } from "./synthetic.ts";

const CHROMIUM = findChromium();
const SHOTS = process.env["COALIGN_SCREENSHOTS"];

if (CHROMIUM === undefined) {
  process.stderr.write(
    "SKIPPED: the console is not tested in a browser, for no Chromium was found (COALIGN_CHROMIUM names one)\n",
  );
}

async function buildPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "coalign-built-page-"));
  const page = new URL("../../src/console/page/", import.meta.url);
  await build({
    entryPoints: [new URL("main.ts", page).pathname],
    outdir: folder,
    bundle: true,
    format: "esm",
    logLevel: "silent",
  });
  for (const name of ["index.html", "style.css"]) {
    copyFileSync(new URL(name, page), join(folder, name));
  }
  return folder;
}

type Scene = {
  readonly opened: Console;
  readonly synthetic: Synthetic | undefined;
  readonly loopback: Loopback;
  readonly commands: { readonly at: number; readonly x: number; readonly turn: number }[];
  readonly close: () => Promise<void>;
};

/** @param heartbeat - Long by default: a loaded machine's page may be late, and a hold that is late ends [s]. */
async function openScene(
  pageDir: string,
  people: number | undefined,
  heartbeat: number,
): Promise<Scene> {
  const loopback = new Loopback({
    log: (node, severity, sentence) => {
      if (severity === "error") {
        process.stderr.write(`${node}: ${sentence}\n`);
      }
    },
  });
  const start = performance.now();
  const follow = setInterval(() => loopback.advance((performance.now() - start) / 1000), 4);
  const synthetic =
    people === undefined ? undefined : new Synthetic(loopback.bus("synthetic"), people);
  const commands: { at: number; x: number; turn: number }[] = [];
  loopback.bus("ear").subscribe(commandTopic("cmd_vel_teleop"), ({ twist }) => {
    commands.push({ at: performance.now(), x: twist.linear.x, turn: twist.angular.z });
  });
  const opened = await openConsole(loopback.bus("console"), {
    host: "127.0.0.1",
    port: 0,
    hosts: [],
    pageDir,
    robot: "robot",
    drive: { topic: "cmd_vel_teleop", stamped: true, speed: 0.6, spin: 1.2, heartbeat },
    truth: "hidden",
  });
  return {
    opened,
    synthetic,
    loopback,
    commands,
    close: async () => {
      await opened.close();
      clearInterval(follow);
    },
  };
}

/** Run in the page: how many colours there are in the picture. */
const COUNT_COLORS = `(async () => {
  const copy = document.createElement("canvas");
  copy.width = 200;
  copy.height = 100;
  await new Promise(requestAnimationFrame);
  const pen = copy.getContext("2d");
  pen.drawImage(document.querySelector("canvas"), 0, 0, 200, 100);
  return new Set(new Uint32Array(pen.getImageData(0, 0, 200, 100).data.buffer)).size;
})()`;

async function text(page: Page, id: string): Promise<string> {
  return (await page.locator(`#${id}`).textContent()) ?? "";
}

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS !== undefined) {
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  }
}

describe.skipIf(CHROMIUM === undefined)("the page in a real browser", () => {
  let browser: Browser;
  let pageDir: string;
  let scene: Scene | undefined;
  const troubles: string[] = [];

  beforeAll(async () => {
    pageDir = await buildPage();
    browser = await openChromium(CHROMIUM ?? "");
  });

  afterAll(async () => {
    await browser.close();
  });

  afterEach(async () => {
    await Promise.all(
      browser.contexts().map(async (context) => {
        await context.close();
      }),
    );
    await scene?.close();
    scene = undefined;
    expect(troubles.splice(0)).toEqual([]);
  });

  async function open(
    people: number | undefined,
    look: BrowserContextOptions = { viewport: { width: 1000, height: 560 } },
    heartbeat = 2,
  ): Promise<{ page: Page; here: Scene }> {
    const here = await openScene(pageDir, people, heartbeat);
    scene = here;
    const context = await browser.newContext(look);
    const page = await context.newPage();
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(here.opened.address) && !request.url().startsWith("data:")) {
        troubles.push(`the page asked for ${request.url()}`);
      }
    });
    await page.goto(here.opened.address);
    await page.locator("body[data-link=open]").waitFor();
    return { page, here };
  }

  it("shows the verdict with reasons, sources and people, and draws the picture", async () => {
    const { page } = await open(10, { viewport: { width: 1366, height: 768 } });
    await page.locator("#people tr:nth-child(6)").waitFor();
    await pause(1500);
    await shoot(page, "console");

    expect(await text(page, "sentence")).toContain("The robot goes slower than asked");
    expect(await text(page, "mode-word")).toBe("slowed");
    expect(await text(page, "reasons")).toContain("protective separation");
    expect(await text(page, "reasons")).toContain("margin −0.21 m");
    expect(await text(page, "speed-words")).toContain("asked 0.90, given 0.38");
    expect(await text(page, "sources")).toContain("✗ silent");
    expect(await text(page, "people")).toContain("p1");
    expect(await text(page, "foreseen")).toContain("an estimate");
    const lit = await page.evaluate(COUNT_COLORS);
    expect(lit, "colours in the picture").toBeGreaterThan(50);
  });

  it("stops on pointer-down, before the pointer comes up, and says that it is confirmed", async () => {
    const { page, here } = await open(3);
    const box = await page.locator("#stop").boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(96);

    await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 60);
    await page.mouse.down();
    await until(() => here.synthetic?.latched === true, "the stop arrives");
    await page.locator("#stop-words", { hasText: "shows the latch" }).waitFor();
    await shoot(page, "console-latched");
    await page.mouse.up();
    await page.locator("#mode-word", { hasText: "latched" }).waitFor();

    expect(here.synthetic?.vetoes).toBeGreaterThan(0);
    expect(await page.locator("#alarm").isVisible()).toBe(false);
  });

  it.each([
    ["Space", "nothing", "body"],
    ["Escape", "nothing", "body"],
    ["Space", "a button", "#view-top"],
    ["Escape", "a text field", "#reason"],
    ["Space", "the box for keys", "#keys"],
  ])("stops on %s with the focus on %s", async (key, _, focus) => {
    const { page, here } = await open(1);
    if (focus !== "body") {
      await page.locator(focus).focus();
    }

    await page.keyboard.press(key);

    await until(() => here.synthetic?.latched === true, "the stop arrives");
    expect(await page.locator("#view-top").getAttribute("aria-pressed")).toBe("false");
    expect(await page.locator("#keys").isChecked()).toBe(true);
  });

  it("takes a space as text where text is typed", async () => {
    const { page, here } = await open(1);

    await page.locator("#reason").pressSequentially("way is clear");
    await pause(100);

    expect(await page.locator("#reason").inputValue()).toBe("way is clear");
    expect(here.synthetic?.vetoes).toBe(0);
  });

  it("says loudly that a stop was not confirmed, and takes it back when the latch shows", async () => {
    const { page, here } = await open(undefined);

    await page.keyboard.press("Escape");
    await page.locator("#alarm:not([hidden])", { hasText: "NOT " }).waitFor();
    await shoot(page, "console-not-confirmed");
    expect(await text(page, "mode-word")).toBe("not heard");

    const late = here.loopback.bus("late").advertise(TOPICS.supervisorState);
    late.publish(SupervisorState.create({ mode: "latched", latched: true, sentence: "Latched." }));
    await page.locator("#stop-words", { hasText: "shows the latch" }).waitFor();
  });

  it("drives while a key is held and ends with a zero when it is let go", async () => {
    const { page, here } = await open(1);

    await page.keyboard.down("w");
    await page.keyboard.down("ArrowLeft");
    await until(() => here.commands.some(({ turn }) => turn > 0), "it drives and turns");
    await pause(400);
    const moving = here.commands.length;
    await page.keyboard.up("w");
    await page.keyboard.up("ArrowLeft");
    await until(() => here.commands.at(-1)?.x === 0 && here.commands.at(-1)?.turn === 0, "zero");
    const zeros = here.commands.length;
    await pause(200);

    expect(moving).toBeGreaterThan(6);
    expect(here.commands.find(({ x }) => x > 0)?.x).toBeCloseTo(0.36);
    expect(here.commands.length, "silence after the zero").toBe(zeros);
  });

  it("drives by the pad", async () => {
    const { page, here } = await open(1);
    const box = (await page.locator("#pad").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.05);
    await page.mouse.down();
    await until(() => here.commands.some(({ x }) => x > 0.3), "forward");
    await page.mouse.move(box.x + box.width * 0.95, box.y + box.height / 2);
    await until(() => here.commands.some(({ turn }) => turn < -0.5), "to the right");
    await shoot(page, "console-driving");
    await page.mouse.up();

    await until(() => here.commands.at(-1)?.turn === 0, "zero on release");
  });

  it("ends the hold on blur, on a hidden tab, on stop, and on a dead socket", async () => {
    const { page, here } = await open(1);
    const hide = (state: string): string =>
      `Object.defineProperty(document, "visibilityState", { value: "${state}", configurable: true })`;
    const ways: readonly (readonly [name: string, act: () => Promise<unknown>])[] = [
      ["blur", async () => await page.evaluate(`window.dispatchEvent(new Event("blur"))`)],
      [
        "a hidden tab",
        async () =>
          await page.evaluate(
            `${hide("hidden")}; document.dispatchEvent(new Event("visibilitychange")); ${hide("visible")};`,
          ),
      ],
      ["stop", async () => await page.keyboard.press("Escape")],
      ["a closed page", async () => await page.close()],
    ];
    for (const [name, act] of ways) {
      here.commands.length = 0;
      await page.keyboard.down("s");
      await until(() => here.commands.some(({ x }) => x < 0), `it drives back before ${name}`);
      await act();
      await until(() => here.commands.at(-1)?.x === 0, `zero after ${name}`, 1000);
      const count = here.commands.length;
      await pause(150);
      expect(here.commands.length, `a key still down counts for nothing: ${name}`).toBe(count);
      if (!page.isClosed()) {
        await page.keyboard.up("s");
        await pause(50);
      }
    }
  });

  it("ends the hold of a page that froze, and does not take it up again when it thaws", async () => {
    const { page, here } = await open(1, { viewport: { width: 800, height: 500 } }, 0.25);

    await page.keyboard.down("w");
    await until(() => here.commands.some(({ x }) => x > 0), "it drives");
    const thawed = page.evaluate(
      `{ const end = performance.now() + 1200; while (performance.now() < end) {} }`,
    );
    await until(() => here.commands.at(-1)?.x === 0, "zero while it hangs", 1000);
    await thawed;
    const count = here.commands.length;
    await pause(400);
    expect(here.commands.slice(count).filter(({ x }) => x > 0)).toEqual([]);

    await page.keyboard.up("w");
    await page.keyboard.down("w");
    await until(() => (here.commands.at(-1)?.x ?? 0) > 0, "a new press drives again");
  });

  it("signs acts in the browser so that the robot's own check accepts them", async () => {
    const { page, here } = await open(1);
    const keys = createKeyPair();
    const operators = parseOperators(
      JSON.stringify({ ada: { publicKey: keys.publicKey, role: "operator" } }),
      "operators.json",
    );
    const answers: unknown[] = [];
    const judge = here.loopback.bus("judge");
    const authority = openAuthority(operators, "robot", "this start", Date.now() / 1000);
    judge.advertise(TOPICS.boot).publish({ data: "this start" });
    judge.serve(SERVICES.reset, (request: HumanAct_Request) => {
      const now = Date.now() / 1000;
      const { answer } = judgeAct(authority, "reset", request, now);
      answers.push(answer);
      return { success: answer.refused === undefined, message: answer.refused ?? "reset done" };
    });

    await page.keyboard.press("Escape");
    await page.locator("#act-reset:enabled").waitFor();
    await page.locator("#act-reset").click();
    expect(await text(page, "acts-answer")).toContain(
      "Give your name as operator, a reason, your key",
    );
    await page.locator("#operator").fill("ada");
    await page.locator("#reason").fill("the way is clear");
    await page.locator("#acts summary").click();
    await page.locator("#key-text").fill(keys.privateKey);
    await page.locator("#reason").focus();
    await page.locator("#key-words", { hasText: "Key loaded" }).waitFor();
    await page.locator("#act-reset").click();
    await pause(100);
    expect(answers, "one press alone sends nothing").toEqual([]);
    await shoot(page, "console-reset");
    await page.locator("#confirm-yes").click();
    await page.locator("#acts-answer", { hasText: "accepted" }).waitFor();

    expect(answers).toEqual([{ accepted: "ada" }]);
    expect(await page.locator("#key-text").inputValue(), "the key is not left lying").toBe("");
  });

  it("fits a phone of 320 px, where a finger stops the robot", async () => {
    const { page, here } = await open(5, {
      viewport: { width: 320, height: 640 },
      hasTouch: true,
      isMobile: true,
    });
    await pause(1000);
    await shoot(page, "console-phone");

    const wide = await page.evaluate("document.documentElement.scrollWidth");
    expect(wide, "no scrolling sideways").toBeLessThanOrEqual(320);
    const box = await page.locator("#stop").boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(96);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
    await page.locator("#stop").tap();
    await until(() => here.synthetic?.latched === true, "the stop arrives");
  });

  it("says that the link is lost, goes grey, and links again by itself", async () => {
    const { page, here } = await open(1);
    const port = Number(new URL(here.opened.address).port);
    await here.opened.close();
    await page.locator("#alarm:not([hidden])", { hasText: "Link lost" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#alarm", { hasText: "NOT DELIVERED" }).waitFor();

    const again = await openConsole(here.loopback.bus("console"), {
      host: "127.0.0.1",
      port,
      hosts: [],
      pageDir,
      robot: "robot",
      drive: { topic: "cmd_vel_teleop", stamped: true, speed: 1, spin: 1, heartbeat: 0.2 },
      truth: "hidden",
    });
    await page.locator("body[data-link=open]").waitFor();
    await again.close();
  });
});
