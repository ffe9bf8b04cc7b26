/** Oldest Node this project runs on; the same number as `engines.node` in package.json. */
export const OLDEST_NODE = "20.20.2";

/**
 * Says in one sentence why this Node cannot run coalign.
 * @param {string} version - A version as `process.versions.node` gives it, such as "20.20.2".
 * @returns {string | undefined} The sentence, or undefined when the version is new enough.
 */
export function refuseOldNode(version) {
  const has = version.split(".").map(Number);
  const needs = OLDEST_NODE.split(".").map(Number);
  for (let i = 0; i < needs.length; i++) {
    const part = has[i] === undefined || Number.isNaN(has[i]) ? 0 : Number(has[i]);
    const least = Number(needs[i]);
    if (part > least) return undefined;
    if (part < least) {
      return (
        "coalign needs Node " +
        OLDEST_NODE +
        " or newer; this is Node " +
        version +
        " (" +
        process.execPath +
        ")."
      );
    }
  }
  return undefined;
}
