import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { programLimitMs } from './probe.mjs';

const debianFolder = '/usr/lib/postgresql';
const oldest = 14;

/**
 * @typedef {object} Found
 * @property {string} [url] the user's own server (DATABASE_URL); nothing else is needed then
 * @property {string} [bin] folder of `initdb` and `postgres`
 * @property {readonly string[]} missing what is missing, one sentence each, with what to do
 */

/**
 * Finds a server without changing anything. Debian keeps its programs outside PATH, in one folder per version.
 * @returns {Found}
 */
export function findPostgres(env = process.env, debian = debianFolder) {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, missing: [] };
  const onPath = (env.PATH ?? '').split(delimiter);
  const bin = [...debianFolders(debian), ...onPath].find(
    (folder) => existsSync(join(folder, 'initdb')) && majorVersion(join(folder, 'postgres')) >= oldest,
  );
  if (bin !== undefined) return { bin, missing: [] };
  return {
    missing: [
      `PostgreSQL ${oldest} or newer (initdb, postgres): node tools/provision/main.mjs postgresql --provision`,
    ],
  };
}

/**
 * Stops Debian's package from creating and running a database cluster; tests start their own. An existing configuration
 * belongs to the administrator and is not changed.
 */
export function keepDebianFromStartingPostgres(folder = '/etc/postgresql-common') {
  const settings = join(folder, 'createcluster.conf');
  if (existsSync(settings)) return;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeFileSync(settings, 'create_main_cluster = false\n');
}

/** Newest version first. */
function debianFolders(folder) {
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(folder, version, 'bin'));
}

/** Major version of a program; 0 if it does not exist. */
function majorVersion(program) {
  const run = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: programLimitMs });
  return Number(/PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1] ?? 0);
}
