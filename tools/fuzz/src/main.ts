/**
 * `npm run fuzz [-- [--inputs <number>] [--seed <number>] <target> …]`: runs every target, or the named ones, in a process of its
 * own, with inputs that coverage guides. An input that violates a property is written to the folder of the last run and ends the
 * command with 1.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync, writeSync, ftruncateSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCoverage } from './coverage.ts';
import { fuzz, FuzzFailure, type FuzzReport } from './fuzz.ts';
import { fuzzTargets } from './targets.ts';

const folder = fileURLToPath(new URL('../../../.cache/fuzz/', import.meta.url));
const { values, positionals } = parseArgs({
  options: {
    inputs: { type: 'string', default: '16000' },
    seed: { type: 'string' },
    child: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const inputs = Number(values.inputs);
const seed = Number(values.seed ?? Date.now() % 1e9);
mkdirSync(folder, { recursive: true });

if (values.child) await runChild(positionals[0] ?? '');
else await runAll();

async function runAll(): Promise<void> {
  const names = (await fuzzTargets()).map(({ name }) => name);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined || !(inputs > 0)) {
    const problem =
      unknown === undefined ? `invalid --inputs ${values.inputs}` : `there is no target "${unknown}"`;
    process.stderr.write(`✗ ${problem}; targets: ${names.join(', ')}\n`);
    process.exitCode = 1;
    return;
  }
  for (const name of positionals.length > 0 ? positionals : names) {
    const args = [...process.execArgv, process.argv[1] as string, '--child', '--inputs', String(inputs)];
    const { status, signal } = spawnSync(process.execPath, [...args, '--seed', String(seed), name], {
      stdio: 'inherit',
    });
    if (status === 0) continue;
    if (signal !== null)
      process.stderr.write(`✗ ${name}: the process ended with ${signal}; input: ${lastInput(name)}\n`);
    process.exitCode = 1;
  }
}

async function runChild(name: string): Promise<void> {
  const target = (await fuzzTargets()).find((one) => one.name === name);
  if (target === undefined) throw new Error(`there is no target "${name}"`);
  const last = openSync(lastInput(name), 'w');
  const coverage = await startCoverage();
  const onInput = (input: Buffer): void => {
    ftruncateSync(last);
    writeSync(last, input, 0, input.length, 0);
  };
  try {
    const startedAt = performance.now();
    const options = { inputs, seed, coverage, onInput, timeoutMs: 30_000, maxGrowth: 512e6 };
    const report = await fuzz(target, options);
    process.stdout.write(
      `✓ ${name}: ${textOf(report)}, ${Math.round((performance.now() - startedAt) / 1_000)} s\n`,
    );
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof FuzzFailure)) throw error;
    const file = join(folder, `${name}-${seed}.bin`);
    writeFileSync(file, error.input);
    process.stderr.write(`✗ ${error.message}\n  seed ${seed}, input: ${file}\n${causeOf(error)}`);
  } finally {
    closeSync(last);
    await coverage.stop();
  }
}

function lastInput(name: string): string {
  return join(folder, `${name}.last`);
}

function causeOf({ cause }: FuzzFailure): string {
  return cause instanceof Error ? `${cause.stack ?? ''}\n` : '';
}

function textOf({ inputs: ran, corpus, outcomes, growthBytes, slowestMs }: FuzzReport): string {
  const all = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
  const counts = all.map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  return `${ran} inputs (${counts}), corpus ${corpus}, slowest ${Math.round(slowestMs)} ms, memory +${Math.max(0, Math.round(growthBytes / 1e6))} MB`;
}
