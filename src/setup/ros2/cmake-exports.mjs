/**
 * Rewrites the CMake export of a wheel: it names the Python of the machine that built it, which no other machine has.
 * @param {string} text - The `…Export.cmake` file.
 * @param {{include: string, sitePackages: string}} python - Folders of the Python in use: its headers, its packages.
 * @returns {string} The same export, naming folders that exist here.
 */
export function rewriteCmakeExport(text, python) {
  return text
    .replace(
      /\/opt\/python\/cp3\d+-cp3\d+t?\/lib\/python3\.\d+t?\/site-packages/g,
      python.sitePackages,
    )
    .replace(/\/opt\/python\/cp3\d+-cp3\d+t?\/include\/python3\.\d+t?/g, python.include);
}
