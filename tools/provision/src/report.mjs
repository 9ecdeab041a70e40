/**
 * Describes the result of a provision: one line for each missing need, and the commands that install it.
 *
 * @param {import('./ensure.mjs').Provision} provision
 * @returns {readonly string[]} lines; empty when nothing was missing
 */
export function report({ installed, missing, failure }) {
  const lines = installed.length > 0 ? [`installed: ${installed.join(', ')}`] : [];
  if (failure !== undefined) lines.push(failure);
  for (const need of missing) lines.push(`missing: ${need.name} (needed for ${need.why})`);
  if (missing.length > 0) {
    const packages = [...new Set(missing.flatMap((need) => need.packages))].join(' ');
    lines.push(`install with: apt-get install ${packages}`);
    lines.push('or as root: node tools/provision/main.mjs --provision');
  }
  return lines;
}
