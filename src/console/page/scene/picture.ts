import { RingGeometry } from "three";
import type { PersonView } from "../../people-frame.ts";
import type { BodyView, ForecastFrame, ViewFrame } from "../../protocol.ts";
import { commandHarms } from "../people-table.ts";
import { HarmFigure } from "./harm.ts";
import { Labels } from "./labels.ts";
import { LidarFigure } from "./lidar.ts";
import { flat, LimitFigure } from "./limit.ts";
import { MarksFigure } from "./marks.ts";
import { MotionFigure } from "./motion.ts";
import { LAYERS, PALETTE } from "./palette.ts";
import { PeopleFigure } from "./people.ts";
import { RobotFigure } from "./robot.ts";
import { Stage } from "./stage.ts";
import { TruthFigure } from "./truth.ts";

/** Everything drawn, and which frame changes what. */
export class Picture {
  readonly #stage = new Stage();
  readonly #robot = new RobotFigure();
  readonly #lidar = new LidarFigure();
  readonly #limit = new LimitFigure();
  readonly #motion = new MotionFigure();
  readonly #people = new PeopleFigure();
  readonly #harm = new HarmFigure();
  readonly #marks = new MarksFigure();
  readonly #truth = new TruthFigure();
  readonly #labels = new Labels(this.#stage);
  readonly #goal = flat(new RingGeometry(0.22, 0.3, 32), PALETTE.given, 0.8);
  #body: BodyView | null = null;
  #known: readonly PersonView[] = [];
  #forecast: ForecastFrame | undefined;
  #last = performance.now();

  /** @throws Error when the browser has no WebGL. */
  constructor() {
    this.#goal.position.z = LAYERS.limit;
    this.#goal.visible = false;
    this.#robot.group.add(this.#limit.group, this.#motion.group);
    this.#stage.scene.add(
      this.#robot.group,
      this.#lidar.group,
      this.#people.group,
      this.#harm.group,
      this.#marks.group,
      this.#truth.group,
      this.#goal,
    );
    requestAnimationFrame((now) => this.#draw(now));
  }

  take(frame: ViewFrame): void {
    const time = performance.now() / 1000;
    switch (frame.kind) {
      case "state":
        this.#body = frame.body;
        if (frame.body !== null) {
          this.#robot.update(frame.body);
        }
        this.#limit.update(frame);
        this.#motion.update(frame);
        this.#goal.visible = frame.goal !== null;
        this.#goal.position.setX(frame.goal?.x ?? 0).setY(frame.goal?.y ?? 0);
        return;
      case "scan":
        this.#lidar.update(frame, this.#known, time);
        return;
      case "people":
        this.#known = frame.people;
        this.#people.update(frame.people, time);
        return;
      case "forecast":
        this.#forecast = frame;
        this.#people.mark(commandHarms(this.#forecast));
        this.#harm.update(frame, this.#body);
        return;
      case "description":
        this.#robot.describe(frame.urdf);
        return;
      case "marks":
        this.#marks.update(frame.marks);
        return;
      case "truth":
        this.#truth.update(frame);
        return;
    }
  }

  #draw(now: number): void {
    const passed = (now - this.#last) / 1000;
    const dt = Math.min(0.1, passed);
    this.#last = now;
    this.#robot.move(dt);
    this.#people.move(dt, performance.now() / 1000);
    const { position } = this.#robot.group;
    if (this.#robot.group.visible) {
      this.#stage.lookAt(position.x, position.y, this.#robot.yaw);
    }
    this.#stage.draw(passed);
    this.#labels.draw(this.#people, this.#harm, position);
    requestAnimationFrame((next) => this.#draw(next));
  }
}
