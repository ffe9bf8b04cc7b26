import { Color, Mesh, PlaneGeometry, ShaderMaterial } from "three";
import { LAYERS, PALETTE } from "./palette.ts";

/** Half the side of the ground [m]; its lines fade towards the edge. */
const REACH = 40;

const VERTEX = /* glsl */ `
  varying vec2 at;
  varying vec2 away;
  void main() {
    vec4 world = modelMatrix * vec4(position, 1.0);
    at = world.xy;
    away = position.xy;
    gl_Position = projectionMatrix * viewMatrix * world;
  }
`;

/** A line is as wide as a pixel wherever it is, so that it neither flickers far away nor grows near. */
const FRAGMENT = /* glsl */ `
  varying vec2 at;
  varying vec2 away;
  uniform vec3 color;
  uniform float reach;
  float lines(float every) {
    vec2 cell = at / every;
    vec2 edge = abs(fract(cell - 0.5) - 0.5) / fwidth(cell);
    return 1.0 - min(min(edge.x, edge.y), 1.0);
  }
  void main() {
    float fade = smoothstep(reach, reach * 0.15, length(away));
    float strength = max(0.42 * lines(1.0), 0.8 * lines(5.0));
    gl_FragColor = vec4(color, strength * fade);
  }
`;

/** The ground: lines every metre, stronger every five, in `odom`. */
export function createGrid(): Mesh<PlaneGeometry, ShaderMaterial> {
  const grid = new Mesh(
    new PlaneGeometry(2 * REACH, 2 * REACH),
    new ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: { color: { value: new Color(PALETTE.grid) }, reach: { value: REACH } },
      transparent: true,
      depthWrite: false,
    }),
  );
  grid.position.z = LAYERS.grid;
  grid.renderOrder = -1;
  return grid;
}
