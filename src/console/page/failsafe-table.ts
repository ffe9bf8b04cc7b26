import { CAUSES } from "../../kernel/reason.ts";
import { need, write, writeCells, writeRows } from "./dom.ts";

const ENDS = {
  condition: "with its condition",
  arming: "when it was found in order",
  human: "by a human's reset and resume",
} as const;

const DRIVES = {
  anyone: "whoever does",
  another: "another driver",
  nobody: "nobody",
} as const;

/** The kernel's table of causes, with those marked that hold now. */
export function writeFailsafes(active: ReadonlySet<string>): void {
  const causes = Object.entries(CAUSES);
  const rows = writeRows(need("failsafes", "tbody"), "tr", causes.length);
  causes.forEach(([id, { action, clear, takeover, sentence }], i) => {
    const row = rows[i];
    if (row !== undefined) {
      const now = active.has(id) ? "● now" : "";
      const cells = writeCells(row, "td", [now, id, action, ENDS[clear], DRIVES[takeover]]);
      cells[1]?.setAttribute("title", sentence);
      row.classList.toggle("active", active.has(id));
    }
  });
  const count = causes.filter(([id]) => active.has(id)).length;
  write(need("failsafes-words", "summary"), `${causes.length} causes, ${count} hold now`);
}
