import { ROLES } from "../authority/roles.ts";
import { tell } from "./console-lines.ts";
import { createKey, home, readOperators } from "./key-store.ts";
import { type Command, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  role: {
    kind: "text",
    value: "ROLE",
    oneOf: ROLES,
    meaning: "An operator may reset and resume, an observer may not [operator].",
  },
} as const satisfies OptionSpecs;

/** Makes and lists the keys of the humans who may reset and resume. */
export const keys: Command<typeof OPTIONS> = {
  name: "keys",
  summary: "Makes (`keys create NAME`) and lists (`keys list`) the operators' keys.",
  words: { value: "create NAME | list", min: 1, max: 2 },
  options: OPTIONS,
  run: async ({ words, options }) => {
    const [verb, name] = words;
    if (verb === "create" && name !== undefined) {
      const role = ROLES.find((known) => known === options.role) ?? "operator";
      const file = createKey(name, role);
      tell(`private key: ${file} (keep it to yourself)`);
      tell(`public key: in ${home()}/operators.json; a supervisor reads it when it starts`);
    } else if (verb === "list" && name === undefined) {
      const operators = [...readOperators().values()];
      tell(operators.length === 0 ? "nobody has a key: coalign keys create NAME makes one" : "");
      operators.forEach((operator) => tell(`${operator.name} (${operator.role})`));
    } else {
      throw new UsageError("coalign keys needs `create NAME` or `list`");
    }
    return await Promise.resolve(0);
  },
};
