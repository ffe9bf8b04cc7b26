import {
  AdditiveBlending,
  DoubleSide,
  InstancedMesh,
  MeshBasicMaterial,
  RingGeometry,
} from "three";

/**
 * Many circles on the ground, each as large as its instance is scaled, all with lines of one width. They add light, so
 * that a faint colour is a faint line.
 * @param most - Most circles [1].
 * @param width - Of the line [m].
 */
export function createCircles(most: number, width: number, opacity: number): InstancedMesh {
  const material = new MeshBasicMaterial({
    transparent: true,
    opacity,
    side: DoubleSide,
    blending: AdditiveBlending,
    depthWrite: false,
  });
  material.onBeforeCompile = (shader) => {
    shader.vertexShader = shader.vertexShader.replace(
      "#include <begin_vertex>",
      `#include <begin_vertex>
      float size = max(length(instanceMatrix[0].xyz), 0.001);
      if (length(position.xy) < 0.99) {
        transformed.xy = normalize(position.xy) * max(0.0, 1.0 - ${width.toFixed(4)} / size);
      }`,
    );
  };
  const mesh = new InstancedMesh(new RingGeometry(0.9, 1, 44), material, most);
  mesh.count = 0;
  mesh.frustumCulled = false;
  return mesh;
}
