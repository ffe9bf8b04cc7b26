/** What a failed system call says, in words. */
const CAUSES: { readonly [code: string]: readonly ["disk" | "place", string] } = {
  ENOSPC: ["disk", "the disk is full"],
  EDQUOT: ["disk", "the user's share of the disk is used up"],
  EFBIG: ["disk", "the file may not grow any further"],
  EIO: ["disk", "the disk failed"],
  EROFS: ["place", "the disk is read-only"],
  EACCES: ["place", "this user may not write there"],
  EPERM: ["place", "this user may not write there"],
  ENOENT: ["place", "it is not there"],
  ENOTDIR: ["place", "part of the path is no folder"],
  EEXIST: ["place", "there is something of that name"],
};

/** Recording cannot begin or go on; the message is one sentence that says where and why. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
  /** Whether the disk is to blame, or the place that was chosen. */
  readonly blame: "disk" | "place";

  /** @param cause - The error of a system call, or the reason in words. */
  constructor(path: string, cause: unknown, doing: "written" | "read" = "written") {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const words = cause instanceof Error ? cause.message : String(cause);
    const [blame, why] = CAUSES[code] ?? ["disk", words];
    super(`${path} cannot be ${doing}: ${why}`, { cause });
    this.blame = blame;
  }
}
