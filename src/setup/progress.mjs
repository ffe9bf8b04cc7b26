/** Every how often a long step says that it is still going on [ms]. */
const HEARTBEAT = 10_000;

/**
 * Tells the person who waits what happens, on standard error so that a command's own output stays clean.
 * @param {string} line - One line, without its end.
 */
export function tell(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs one long step with a line when it begins, one every ten seconds, and one when it ends.
 * @template T
 * @param {string} title - What is done, such as "ROS 2: installing wheels (1/5)".
 * @param {(note: (detail: string) => void) => Promise<T>} work - The step; `note` sets what the next heartbeat adds.
 * @returns {Promise<T>} What the step returned.
 */
export async function showStep(title, work) {
  const began = performance.now();
  const seconds = () => `${Math.round((performance.now() - began) / 1000)} s`;
  let detail = "";
  tell(`${title} …`);
  const heartbeat = setInterval(() => tell(`${title} … ${seconds()}${detail}`), HEARTBEAT);
  try {
    const result = await work((text) => {
      detail = `, ${text}`;
    });
    tell(`${title}: done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}
