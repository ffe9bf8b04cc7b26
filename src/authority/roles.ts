import type { SignedActName } from "./act.ts";

/**
 * What humans may be to a robot, as the field names them: an observer is known by name and may do nothing that needs a
 * key, an operator runs it, a safety engineer answers for its limits.
 */
export const ROLES = ["observer", "operator", "safety-engineer"] as const;

export type Role = (typeof ROLES)[number];

/** What needs a role: the signed acts, and signing a file of rules. Stopping needs none and is not here. */
export type Permission = SignedActName | "sign-rules";

/** Who may do what. Nothing else decides it. */
export const PERMISSIONS: { readonly [role in Role]: readonly Permission[] } = {
  observer: [],
  operator: ["reset", "resume"],
  "safety-engineer": ["reset", "resume", "waive", "limit", "sign-rules"],
};

/** Whether a role may do something. */
export function may(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].includes(permission);
}

const IN_WORDS: { readonly [permission in Permission]: string } = {
  reset: "reset",
  resume: "resume",
  waive: "waive a zone or a rule",
  limit: "change a limit",
  "sign-rules": "sign rules",
};

/** Why somebody may not, in one sentence without its end. */
export function forbidden(name: string, role: Role, permission: Permission): string {
  const whose = ROLES.filter((known) => may(known, permission));
  const article = role === "safety-engineer" ? "a" : "an";
  return `'${name}' is ${article} ${role} and may not ${IN_WORDS[permission]} (${whose.join(", ")} may)`;
}
