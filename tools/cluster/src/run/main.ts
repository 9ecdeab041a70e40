/** Runs the cluster: supervises all other processes. `npm run cluster` starts it when everything is installed and built. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FolderLocked } from '@vialog/sqlite';
import { Cluster } from './cluster.ts';
import { LogStream } from './log-stream.ts';
import { readOptions, type Options } from './options.ts';
import { runningTable } from './running-table.ts';
import { ignoredVariables } from './service-program.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const options = optionsOrExit();
const log = new LogStream(process.stdout, 14, process.stdout.isTTY === true);
const say = (line: string): void => log.say('cluster', line);
/** File with the running processes: names, process ids, addresses. It contains no secrets. */
const runningFile = join(options.data, 'running.json');
let started = false;
let ending = false;
/** Signals within this time are one request that arrived twice, from the terminal and from npm, ms. */
const sameSignalMs = 1_000;
let endingSince = 0;

const cluster = openCluster();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
endWithParent();
const ignored = ignoredVariables(process.env);
if (ignored.length > 0) say(`ignored, because the cluster sets them: ${ignored.join(', ')}`);
try {
  await cluster.start();
  if (!ending) announce();
} catch (error) {
  say(`start failed: ${(error as Error).message}`);
  await end(1);
}

function optionsOrExit(): Options {
  try {
    return readOptions(process.argv.slice(2), root, process.env);
  } catch (error) {
    process.stderr.write(`npm run cluster: ${(error as Error).message}\n`);
    process.exit(1);
  }
}

function openCluster(): Cluster {
  try {
    return new Cluster({ ...options, root, log, onChange: () => started && writeRunning() });
  } catch (error) {
    if (!(error instanceof FolderLocked)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function announce(): void {
  started = true;
  writeRunning();
  for (const line of runningTable(cluster.running)) say(line);
  say(`passwords and the administrator token, to sign in, are in ${join(options.data, 'cluster.json')}`);
  say('Ctrl-C stops everything');
}

function writeRunning(): void {
  writeFileSync(`${runningFile}.new`, JSON.stringify(cluster.running, null, 2));
  renameSync(`${runningFile}.new`, runningFile);
}

/** Stops everything in order. A second call exits at once; the warden stops the rest. */
async function end(code: number): Promise<void> {
  if (ending && performance.now() - endingSince < sameSignalMs) return;
  if (ending) process.exit(1);
  [ending, started, endingSince] = [true, false, performance.now()];
  say('stopping');
  await cluster.stop();
  rmSync(runningFile, { force: true });
  say('stopped');
  process.exit(code);
}

/** Stops the cluster when its parent process exits: npm does not always forward signals. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !ending) void end(0);
  }, 500).unref();
}
