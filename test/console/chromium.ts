import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** The Chromium of this machine: by `COALIGN_CHROMIUM`, else where Debian and Google put it; undefined when none is. */
export function findChromium(): string | undefined {
  return [
    process.env["COALIGN_CHROMIUM"] ?? "",
    "/usr/bin/chromium",
    "/usr/bin/google-chrome",
  ].find((path) => path !== "" && existsSync(path));
}

/** Starts it without a screen, drawing WebGL in software, and talking to nobody on its own. */
export async function openChromium(path: string): Promise<Browser> {
  return await chromium.launch({
    executablePath: path,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
