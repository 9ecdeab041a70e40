import { spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, run, succeeds } from './commands.mjs';
import { unpackPackages } from './engine-packages.mjs';
import { rememberNetwork } from './host-network.mjs';

const startMs = 60_000;
const stopMs = 60_000;

/**
 * A container engine.
 *
 * @typedef {object} Engine
 * @property {NodeJS.ProcessEnv} env variables with which `docker` and compose reach it
 * @property {string} use how a user connects to it and stops it
 */

/**
 * The engine that `docker` reaches, or one that is started from Debian packages.
 *
 * @param {object} options
 * @param {string} options.cache
 * @param {boolean} options.provision
 * @param {(stop: () => Promise<void>) => void} options.onSpawn receives what ends the engine as soon as its process exists
 * @returns {Promise<Engine>}
 * @throws {Failure} naming what is missing
 */
export async function openEngine({ cache, provision, onSpawn }) {
  if (await succeeds('docker', ['info'])) return { env: process.env, use: 'Use `docker` as usual.' };
  if (!provision)
    throw new Failure(
      'no container engine: `docker info` fails. Start Docker Engine 20.10 or newer, or run as root on Debian: npm run containers -- --provision',
    );
  if (process.getuid?.() !== 0) throw new Failure('--provision starts an engine and needs root');
  const folder = join(cache, 'container-engine');
  const pid = runningEngine(folder);
  if (pid !== undefined)
    throw new Failure(
      `the engine of an earlier run, or of one that still runs, is process ${pid}. If no other run needs it: kill ${pid}`,
    );
  const env = engineEnv(folder);
  await unpackPackages(folder);
  await startEngine(folder, env, onSpawn);
  await removeLeftovers(env);
  const use = `Reach it: DOCKER_HOST=${env.DOCKER_HOST}. Stop the engine: kill ${runningEngine(folder)}`;
  return { env, use };
}

/** The process id of the engine of this folder, if it runs. @param {string} folder */
export function runningEngine(folder) {
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('dockerd\0') ? pid : undefined;
  } catch {
    return undefined;
  }
}

function engineEnv(folder) {
  const target = join(folder, 'packages');
  const programs = ['usr/sbin', 'usr/bin', 'sbin'].map((path) => join(target, path));
  return {
    ...process.env,
    PATH: `${programs.join(':')}:${process.env.PATH}`,
    DOCKER_HOST: `unix://${join(folder, 'docker.sock')}`,
    DOCKER_BUILDKIT: '0',
    DEBOOTSTRAP_DIR: join(target, 'usr/share/debootstrap'),
  };
}

async function startEngine(folder, env, onSpawn) {
  const file = (name) => join(folder, name);
  writeFileSync(file('daemon.json'), JSON.stringify({ 'oom-score-adjust': 0, 'log-level': 'warn' }));
  rmSync(file('pid'), { force: true });
  const log = openSync(file('dockerd.log'), 'w');
  const libraries = file(`packages/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`);
  const state = ['--data-root', file('data'), '--exec-root', file('run'), '--pidfile', file('pid')];
  const args = ['--config-file', file('daemon.json'), '--host', env.DOCKER_HOST, ...state];
  const daemonEnv = { ...env, LD_LIBRARY_PATH: libraries, XTABLES_LIBDIR: join(libraries, 'xtables') };
  const restoreNetwork = await rememberNetwork(file('host-network.json'), daemonEnv);
  // In a separate process group: Ctrl-C must not end it before the containers are removed.
  const daemon = spawn('dockerd', args, {
    env: daemonEnv,
    stdio: ['ignore', log, log],
    detached: true,
  });
  onSpawn(stopper(daemon, restoreNetwork));
  const deadline = Date.now() + startMs;
  while (!(await succeeds('docker', ['info'], env))) {
    if (daemon.exitCode !== null || daemon.pid === undefined || Date.now() > deadline)
      throw new Failure(`dockerd did not start:\n${readFileSync(file('dockerd.log'), 'utf8').slice(-3000)}`);
    await sleep(500);
  }
}

/** Ends the engine with its containers and restores the network of the host. @returns {() => Promise<void>} */
function stopper(daemon, restoreNetwork) {
  const ended = new Promise((resolve) => daemon.once('close', resolve).once('error', resolve));
  return async () => {
    daemon.kill('SIGTERM');
    const late = await Promise.race([ended.then(() => false), sleep(stopMs, true, { ref: false })]);
    if (late) process.kill(-daemon.pid, 'SIGKILL');
    await restoreNetwork();
    if (late)
      throw new Failure(
        `dockerd (process ${daemon.pid}) did not stop within ${stopMs / 1000} s and was killed`,
      );
  };
}

/** Removes what a killed run has left in an engine that only this command uses. Layers are kept for a day, for the next build. */
async function removeLeftovers(env) {
  const limits = { limitMs: 300_000, env };
  const containers = await run('docker', ['ps', '--all', '--quiet'], limits);
  if (containers !== '') await run('docker', ['rm', '--force', ...containers.split('\n')], limits);
  await run('docker', ['network', 'prune', '--force'], limits);
  await run('docker', ['volume', 'prune', '--force'], limits);
  await run('docker', ['image', 'prune', '--force', '--filter', 'until=24h'], limits);
}
