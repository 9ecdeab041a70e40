import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, run, succeeds } from './commands.mjs';

const startMs = 60_000;
/** Debian packages of the engine and of stand-in images. They are unpacked into the cache: installing them would start services. */
const packages = [
  'docker.io',
  'debootstrap',
  'containerd',
  'runc',
  'tini',
  'iptables',
  'libip4tc2',
  'libip6tc2',
  'libmnl0',
  'libnetfilter-conntrack3',
  'libnfnetlink0',
  'libnftnl11',
  'libxtables12',
];

/**
 * A container engine.
 *
 * @typedef {object} Engine
 * @property {NodeJS.ProcessEnv} env variables with which `docker` and compose reach it
 * @property {() => Promise<void>} stop ends the engine if this command started it
 */

/**
 * The engine that `docker` reaches, or one that is started from Debian packages.
 *
 * @param {{ cache: string, provision: boolean }} options
 * @returns {Promise<Engine>}
 * @throws {Failure} naming what is missing
 */
export async function openEngine({ cache, provision }) {
  if (await succeeds('docker', ['info'])) return { env: process.env, stop: async () => undefined };
  if (!provision)
    throw new Failure(
      'no container engine: `docker info` fails. Start Docker Engine 20.10 or newer, or run as root on Debian: npm run containers -- --provision',
    );
  if (process.getuid?.() !== 0) throw new Failure('--provision starts an engine and needs root');
  return startEngine(join(cache, 'container-engine'));
}

async function startEngine(folder) {
  const target = join(folder, 'packages');
  await unpackPackages(folder, target);
  const programs = ['usr/sbin', 'usr/bin', 'sbin'].map((path) => join(target, path));
  const socket = `unix://${join(folder, 'docker.sock')}`;
  const configuration = join(folder, 'daemon.json');
  writeFileSync(configuration, JSON.stringify({ 'oom-score-adjust': 0, 'log-level': 'warn' }));
  const log = openSync(join(folder, 'dockerd.log'), 'w');
  const libraries = join(target, 'usr/lib', `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`);
  const env = {
    ...process.env,
    PATH: `${programs.join(':')}:${process.env.PATH}`,
    DOCKER_HOST: socket,
    DOCKER_BUILDKIT: '0',
    DEBOOTSTRAP_DIR: join(target, 'usr/share/debootstrap'),
  };
  const daemonEnv = { ...env, LD_LIBRARY_PATH: libraries, XTABLES_LIBDIR: join(libraries, 'xtables') };
  const state = [
    '--data-root',
    join(folder, 'data'),
    '--exec-root',
    join(folder, 'run'),
    '--pidfile',
    join(folder, 'pid'),
  ];
  rmSync(join(folder, 'pid'), { force: true });
  const args = ['--config-file', configuration, '--host', socket, ...state];
  const daemon = spawn('dockerd', args, { env: daemonEnv, stdio: ['ignore', log, log] });
  const ended = new Promise((resolve) => daemon.once('close', resolve).once('error', resolve));
  const stop = async () => {
    daemon.kill('SIGTERM');
    await ended;
  };
  const deadline = Date.now() + startMs;
  while (!(await succeeds('docker', ['info'], env))) {
    if (daemon.exitCode !== null || daemon.pid === undefined || Date.now() > deadline) {
      await stop();
      throw new Failure(
        `dockerd did not start:\n${readFileSync(join(folder, 'dockerd.log'), 'utf8').slice(-3000)}`,
      );
    }
    await sleep(500);
  }
  return { env, stop };
}

/** Downloads and unpacks the packages once. */
async function unpackPackages(folder, target) {
  const programs = join(target, 'usr/sbin');
  if (existsSync(join(programs, 'iptables'))) return;
  mkdirSync(target, { recursive: true });
  await run('apt-get', ['download', ...packages], { limitMs: 300_000, cwd: folder });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.deb'))) {
    await run('dpkg', ['-x', join(folder, name), target], { limitMs: 120_000 });
    rmSync(join(folder, name));
  }
  // An installation would create these links.
  for (const name of ['iptables', 'ip6tables', 'iptables-save', 'ip6tables-save'])
    symlinkSync('xtables-nft-multi', join(programs, name));
}
