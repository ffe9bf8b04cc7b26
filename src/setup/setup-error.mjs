/** A set-up step that failed for a reason the user can act on; its message is one sentence. */
export class SetupError extends Error {
  name = "SetupError";
}
