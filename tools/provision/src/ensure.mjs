import { spawnSync } from 'node:child_process';
import { machine } from './probe.mjs';
import { needsNamed } from './needs.mjs';

/**
 * @typedef {import('./needs.mjs').Need} Need
 * @typedef {object} Provision
 * @property {readonly string[]} present names of needs that were present
 * @property {readonly string[]} installed names of needs that were missing and are now present
 * @property {readonly Need[]} missing needs that are still missing
 * @property {string} [failure] why the installation failed, one sentence
 */

/**
 * Looks for the named needs. With `install`, installs missing packages by apt: one `apt-get update`, one install. With
 * `fetch`, downloads needs without a package into a cache folder; this does not change the system. Missing packages and
 * failed installations are part of the result, not exceptions.
 *
 * @param {readonly string[]} names see the table in needs.mjs
 * @param {{ install?: boolean, fetch?: boolean, probe?: import('./probe.mjs').Probe, apt?: (args: readonly string[]) => string | undefined }} options
 *   `apt` runs apt-get and returns the reason of a failure, or undefined
 * @returns {Provision}
 */
export function ensure(names, { install = false, fetch = install, probe = machine, apt = aptGet } = {}) {
  const wanted = needsNamed(names);
  const absent = wanted.filter((need) => !need.present(probe));
  const present = wanted.filter((need) => !absent.includes(need)).map((need) => need.name);
  if (absent.length === 0 || !(install || fetch)) return { present, installed: [], missing: absent };

  const failure = provide(absent, { install, fetch }, { probe, apt });
  const missing = absent.filter((need) => !need.present(probe));
  const installed = absent.filter((need) => !missing.includes(need)).map((need) => need.name);
  return { present, installed, missing, ...(failure === undefined ? {} : { failure }) };
}

/** The reason why needs are still missing, or undefined. */
function provide(absent, { install, fetch }, { probe, apt }) {
  const packages = [...new Set(absent.flatMap((need) => need.packages))];
  const failure = install ? installPackages(absent, packages, { probe, apt }) : undefined;
  return failure ?? (fetch ? fetchAll(absent) : undefined);
}

function fetchAll(needs) {
  const failures = needs.flatMap((need) => need.fetch?.() ?? []);
  return failures.length > 0 ? failures.join('; ') : undefined;
}

function installPackages(needs, packages, { probe, apt }) {
  if (!probe.program('apt-get'))
    return 'apt-get was not found; this script installs on Debian and Ubuntu only';
  for (const need of needs) need.prepare?.();
  return apt(['update']) ?? apt(['install', '-y', '--no-install-recommends', ...packages]);
}

/**
 * Whether system packages may be installed: only as root and only on request, because they change the whole machine.
 *
 * @param {{ env?: Record<string, string | undefined>, argv?: readonly string[], uid?: number }} surroundings
 */
export function mayInstall({ env = process.env, argv = process.argv, uid = process.getuid?.() } = {}) {
  return uid === 0 && (env.CI === 'true' || argv.includes('--provision'));
}

/** Whether downloads into the cache are allowed: for any user, but only on request. */
export function mayFetch({ env = process.env, argv = process.argv } = {}) {
  return env.CI === 'true' || argv.includes('--provision');
}

function aptGet(args) {
  const result = spawnSync('apt-get', ['-q', ...args], {
    encoding: 'utf8',
    timeout: 15 * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.status === 0) return undefined;
  const last = (result.stderr ?? '').trim().split('\n').at(-1) || result.error?.message || 'no message';
  return `apt-get ${args[0]} failed: ${last}`;
}
