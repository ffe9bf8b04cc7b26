import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { LoadProblem } from "./problem.ts";

/** Folder of the package: the nearest one going up that has both `urdf/` and `worlds/`. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "urdf")) || !existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder) {
      throw new LoadProblem("the folders urdf/ and worlds/ of this installation are missing");
    }
    folder = above;
  }
  return folder;
}
