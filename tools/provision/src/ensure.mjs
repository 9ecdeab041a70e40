import { spawnSync } from 'node:child_process';
import { machine } from './probe.mjs';
import { needsNamed } from './needs.mjs';

/**
 * @typedef {import('./needs.mjs').Need} Need
 * @typedef {object} Provision
 * @property {readonly string[]} present names that were there already
 * @property {readonly string[]} installed names that were missing and are there now
 * @property {readonly Need[]} missing what is still not there
 * @property {string} [failure] why the installation failed, one sentence
 */

/**
 * Looks for what is named and, where `install` says so, brings the rest by apt: one `apt-get update`, one install.
 * `fetch` lets needs that no package carries be downloaded into a cache folder; that changes nothing of the system.
 * Never throws for a missing package or a failed installation; those are in the answer.
 *
 * @param {readonly string[]} names see the table in needs.mjs
 * @param {{ install?: boolean, fetch?: boolean, probe?: import('./probe.mjs').Probe, apt?: (args: readonly string[]) => string | undefined }} options
 *   `apt` runs apt-get and answers why it failed, or undefined
 * @returns {Provision}
 */
export function ensure(names, { install = false, fetch = install, probe = machine, apt = aptGet } = {}) {
  const wanted = needsNamed(names);
  const absent = wanted.filter((need) => !need.present(probe));
  const present = wanted.filter((need) => !absent.includes(need)).map((need) => need.name);
  if (absent.length === 0 || !(install || fetch)) return { present, installed: [], missing: absent };

  const failure = bring(absent, { install, fetch }, { probe, apt });
  const missing = absent.filter((need) => !need.present(probe));
  const installed = absent.filter((need) => !missing.includes(need)).map((need) => need.name);
  return { present, installed, missing, ...(failure === undefined ? {} : { failure }) };
}

/** Why not everything came, or undefined. */
function bring(absent, { install, fetch }, { probe, apt }) {
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
 * System packages change the whole machine: only as root, and only where somebody said so.
 *
 * @param {{ env?: Record<string, string | undefined>, argv?: readonly string[], uid?: number }} surroundings
 */
export function mayInstall({ env = process.env, argv = process.argv, uid = process.getuid?.() } = {}) {
  return uid === 0 && (env.CI === 'true' || argv.includes('--provision'));
}

/** A download into a cache changes no machine: for anybody, but only where somebody said so. */
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
