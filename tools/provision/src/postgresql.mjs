import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const debianFolder = '/usr/lib/postgresql';

/**
 * @typedef {object} Found
 * @property {string} [url] the user's own server (DATABASE_URL); nothing else is needed then
 * @property {string} [bin] folder of `initdb` and `postgres`
 * @property {readonly string[]} missing what is not there, one sentence each, with what to do about it
 */

/** Looks; changes nothing. Debian keeps the server's programs off PATH. @returns {Found} */
export function findPostgres(env = process.env) {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, missing: [] };
  const onPath = (env.PATH ?? '').split(delimiter);
  const bin = [...debianFolders(), ...onPath].find((folder) =>
    ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))),
  );
  if (bin !== undefined) return { bin, missing: [] };
  return {
    missing: [
      'PostgreSQL 14 or newer (initdb, postgres): node tools/provision/main.mjs postgresql --provision',
    ],
  };
}

/** Newest version first. */
function debianFolders() {
  if (!existsSync(debianFolder)) return [];
  const versions = readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(debianFolder, version, 'bin'));
}
