import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";

const made: string[] = [];

afterEach(() => {
  made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

/** An empty folder that goes away after the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "coalign-record-"));
  made.push(folder);
  return folder;
}
