import { readFileSync } from "node:fs";
import { NOBODY, type Operators, OperatorsError, parseOperators } from "../authority/operators.ts";

/**
 * The operators of a file; nobody for an empty name.
 * @throws OperatorsError when it cannot be read or is not as it should be.
 */
export function openOperators(file: string): Operators {
  return file === "" ? NOBODY : parseOperators(textOf(file), file);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new OperatorsError(
      `parameter 'operators_file' is '${file}', which cannot be read (${reason}); give the list that \`coalign keys\` writes`,
    );
  }
}
