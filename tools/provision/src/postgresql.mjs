import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const debianFolder = '/usr/lib/postgresql';
const oldest = 14;

/**
 * @typedef {object} Found
 * @property {string} [url] the user's own server (DATABASE_URL); nothing else is needed then
 * @property {string} [bin] folder of `initdb` and `postgres`
 * @property {readonly string[]} missing what is not there, one sentence each, with what to do about it
 */

/**
 * Looks; changes nothing. Debian keeps the server's programs off PATH, in a folder for each version.
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
 * Debian's package would make a database cluster and run it from then on; what we start is ours alone. Settings that
 * are there already are the administrator's and stay as they are.
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

/** 0 where there is no such program. */
function majorVersion(program) {
  const run = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return Number(/PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1] ?? 0);
}
