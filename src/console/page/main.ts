import type { PersonView } from "../people-frame.ts";
import type { ForecastFrame, ServerFrame, StateFrame } from "../protocol.ts";
import { ActsControl } from "./acts.ts";
import { Alarm } from "./alarm.ts";
import { need, write } from "./dom.ts";
import { DriveControl } from "./drive.ts";
import { writeFailsafes } from "./failsafe-table.ts";
import { Link, type LinkState } from "./link.ts";
import { writePeople } from "./people-table.ts";
import { Picture } from "./scene/picture.ts";
import { StopControl } from "./stop.ts";
import { feedAge, VerdictCard, writeSources } from "./verdict.ts";

/** Tables are written this often at most [ms]; the verdict with every state. */
const TABLES = 250;

let state: StateFrame | undefined;
let forecast: ForecastFrame | undefined;
let people: readonly PersonView[] = [];
let page = 0;
let roundTrip = 0;

const alarm = new Alarm();
const link = new Link({
  frame: (frame) => take(frame),
  state: (now) => showLink(now),
  roundTrip: (seconds) => {
    roundTrip = seconds;
    showLink("open");
  },
});
const drive = new DriveControl(link);
const stop = new StopControl(
  link,
  (sentence) => alarm.raise("stop", sentence),
  () => drive.end("Ended: stop was pressed."),
);
const acts = new ActsControl(link);
const verdict = new VerdictCard((sentence) => alarm.raise("supervisor", sentence));
const picture = openPicture();

setInterval(() => {
  if (state !== undefined && link.alive) {
    writeSources(state);
    writePeople(people, state.body, forecast);
    writeFailsafes(new Set(state.supervisor?.reasons.map(({ id }) => id)));
  }
}, TABLES);

function take(frame: ServerFrame): void {
  switch (frame.kind) {
    case "hello":
      page = frame.page;
      write(need("robot", "span"), `· ${frame.robot} · ${frame.bus}`);
      drive.learn(frame.drive);
      acts.learn(frame.robot);
      return;
    case "stopped":
      stop.take(frame);
      return;
    case "driving":
      drive.take(frame);
      return;
    case "acted":
      acts.take(frame);
      return;
    case "pong":
      return;
    case "state":
      state = frame;
      takeState(frame);
      break;
    case "people":
      people = frame.people;
      break;
    case "forecast":
      forecast = frame;
      verdict.foresee(frame);
      break;
    case "scan":
    case "description":
    case "marks":
    case "truth":
      break;
  }
  picture?.take(frame);
}

function takeState(frame: StateFrame): void {
  verdict.update(frame);
  acts.update(frame);
  const age = feedAge(frame, "/safety_supervisor/state");
  if (frame.supervisor?.latched === true && age !== null && age < 0.5) {
    stop.see();
  }
}

function showLink(now: LinkState): void {
  document.body.dataset["link"] = now === "open" ? "open" : "lost";
  const who = sayDriver(state?.driving ?? null);
  const words: { readonly [S in LinkState]: string } = {
    opening: "opening…",
    open: `link ${Math.round(roundTrip * 1000)} ms${who}`,
    lost: "link lost",
    "other version": "other version",
  };
  write(need("link", "p"), words[now]);
  alarm.raise(
    "link",
    now === "lost"
      ? "Link lost: this page shows the past. Stop is still tried; the hardware stop is certain."
      : now === "other version"
        ? "This page is of another version than its server: reload it."
        : "",
  );
  if (now === "lost") {
    drive.end("Ended: the link was lost.");
  }
}

function sayDriver(driver: number | null): string {
  return driver === null ? "" : driver === page ? " · you drive" : " · another page drives";
}

/** Without WebGL everything but the picture still works. */
function openPicture(): Picture | undefined {
  try {
    return new Picture();
  } catch {
    const words = need("no-picture", "p");
    words.hidden = false;
    write(
      words,
      "This browser draws no 3D picture (WebGL is missing); everything else here works.",
    );
    return undefined;
  }
}
