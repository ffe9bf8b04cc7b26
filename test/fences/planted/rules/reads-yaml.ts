/** The core of rules knows no file: caught by rules-read-yaml-only-at-their-edge. */
export { parse } from "yaml";
