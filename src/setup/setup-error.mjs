/** A set-up step that failed for a reason the user can act on; its message is one sentence. */
export class SetupError extends Error {
  /** @override */
  name = "SetupError";
}

/** The machine lacks something; found at once, and gone at once when the user installs it. */
export class LackError extends SetupError {
  /** @override */
  name = "LackError";
}
