/**
 * What a person should read about a provision: one line for each missing need, and the command that brings it.
 *
 * @param {import('./ensure.mjs').Provision} provision
 * @returns {readonly string[]} lines; empty when everything was there
 */
export function report({ installed, missing, failure }) {
  const lines = installed.length > 0 ? [`installed: ${installed.join(', ')}`] : [];
  if (failure !== undefined) lines.push(failure);
  for (const need of missing) lines.push(`missing: ${need.name} (needed for ${need.why})`);
  if (missing.length > 0) {
    const packages = [...new Set(missing.flatMap((need) => need.packages))].join(' ');
    lines.push(`install by: apt-get install ${packages}`);
    lines.push('or as root: node tools/provision/main.mjs --provision');
  }
  return lines;
}
