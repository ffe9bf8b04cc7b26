import {
  Color,
  DirectionalLight,
  Fog,
  HemisphereLight,
  Object3D,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { need } from "../dom.ts";
import { createGrid } from "./grid.ts";
import { Pace } from "./pace.ts";

/** What is behind everything; the lines of estimates add light to it. */
const GROUND = 0x10161e;
/** Where the camera stands from what it looks at [m]: behind and above. */
const BEHIND = new Vector3(-5.2, 0, 5.4);
const ABOVE = new Vector3(-0.01, 0, 12);

/** The picture: renderer, camera, light and ground. z is up, as in ROS. */
export class Stage {
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(50, 1, 0.05, 200);
  readonly canvas = need("canvas", "canvas");
  readonly #renderer: WebGLRenderer;
  readonly #controls: OrbitControls;
  readonly #grid = createGrid();
  readonly #target = new Vector3();
  readonly #pace = new Pace(Math.min(2, window.devicePixelRatio));
  #ratio = 0;
  #width = 1;
  #height = 1;
  #placed: "placed" | "not yet" = "not yet";
  #follow: "follow" | "stay" = "follow";

  /** @throws Error when the browser has no WebGL. */
  constructor() {
    Object3D.DEFAULT_UP.set(0, 0, 1);
    this.camera.up.set(0, 0, 1);
    this.#renderer = new WebGLRenderer({ canvas: this.canvas, antialias: true });
    this.scene.background = new Color(GROUND);
    this.scene.fog = new Fog(GROUND, 18, 45);
    const sky = new HemisphereLight(0xdbe9ff, 0x141a22, 1.6);
    const sun = new DirectionalLight(0xffffff, 1.7);
    sun.position.set(-4, 6, 10);
    this.scene.add(sky, sun, this.#grid);
    this.camera.position.copy(BEHIND);
    this.#controls = new OrbitControls(this.camera, this.canvas);
    this.#controls.enableDamping = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#controls.maxPolarAngle = Math.PI * 0.49;
    this.#controls.minDistance = 1;
    this.#controls.maxDistance = 60;
    this.#listen();
    new ResizeObserver(() => this.#fit()).observe(this.canvas);
    this.#fit();
  }

  /** Keeps the picture around the robot [m], [rad]. */
  lookAt(x: number, y: number, yaw: number): void {
    if (this.#placed === "not yet") {
      this.#placed = "placed";
      this.#target.set(x, y, 0);
      this.#view(BEHIND, yaw);
    }
    this.#grid.position.setX(Math.round(x)).setY(Math.round(y));
    if (this.#follow === "follow") {
      const dx = x - this.#controls.target.x;
      const dy = y - this.#controls.target.y;
      this.#controls.target.set(x, y, 0.3);
      this.camera.position.x += dx;
      this.camera.position.y += dy;
    }
    this.#target.set(x, y, 0.3);
  }

  /**
   * Draws, unless pictures come too slowly for this machine.
   * @param dt - Time since the last call [s].
   */
  draw(dt: number): void {
    if (this.#pace.next(dt) === "skip") {
      return;
    }
    if (this.#ratio !== this.#pace.ratio) {
      this.#ratio = this.#pace.ratio;
      this.#renderer.setPixelRatio(this.#ratio);
      this.#fit();
    }
    this.#controls.update();
    this.#renderer.render(this.scene, this.camera);
  }

  /** Width of the picture [px]. */
  get width(): number {
    return this.#width;
  }

  /** Where a point of the world is on the canvas [px]; undefined when it is behind the camera. */
  project(point: Vector3): { x: number; y: number } | undefined {
    point.project(this.camera);
    if (point.z > 1) {
      return undefined;
    }
    return {
      x: ((point.x + 1) / 2) * this.#width,
      y: ((1 - point.y) / 2) * this.#height,
    };
  }

  #listen(): void {
    const follow = need("view-follow", "button");
    const top = need("view-top", "button");
    follow.addEventListener("click", () => {
      this.#follow = this.#follow === "follow" ? "stay" : "follow";
      follow.setAttribute("aria-pressed", String(this.#follow === "follow"));
    });
    top.addEventListener("click", () => {
      const now = top.getAttribute("aria-pressed") === "true";
      top.setAttribute("aria-pressed", String(!now));
      this.#view(now ? BEHIND : ABOVE, 0);
    });
    need("view-nearer", "button").addEventListener("click", () => this.#zoom(0.8));
    need("view-farther", "button").addEventListener("click", () => this.#zoom(1.25));
  }

  #view(from: Vector3, yaw: number): void {
    const c = Math.cos(yaw);
    const s = Math.sin(yaw);
    const { x, y } = this.#target;
    const far = this.camera.aspect < 1 ? 1.5 : 1;
    this.#controls.target.copy(this.#target);
    this.camera.position.set(
      x + far * (c * from.x - s * from.y),
      y + far * (s * from.x + c * from.y),
      far * from.z,
    );
  }

  #zoom(factor: number): void {
    this.camera.position
      .sub(this.#controls.target)
      .multiplyScalar(factor)
      .add(this.#controls.target);
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width > 0 && height > 0) {
      this.#width = width;
      this.#height = height;
      this.#renderer.setSize(width, height, false);
      this.camera.aspect = width / height;
      this.camera.updateProjectionMatrix();
    }
  }
}
