import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, stage } from './stages.mjs';

/** What a check or a test run came to. */
export const nothing = { passed: 0, failed: 0, skipped: 0 };
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

const bin = (name) => join('node_modules', name);

/** Where `npm run check` keeps what it found in files that have not changed; by content, so that a new clone's times do not matter. */
const kept = (tool) => ['--cache', '--cache-strategy', 'content', '--cache-location', join('.cache', tool)];

/**
 * Lint with the boundaries of the layers; the project graph first, or the boundary rule says nothing. `cached` looks at
 * changed files alone and misses what their new types break in others: `npm test` never does that.
 */
export async function lintCheck(node, env, { cached = false } = {}) {
  const graph = await check('project graph', node, [bin('nx/dist/bin/nx.js'), 'show', 'projects'], {
    env,
    quiet: true,
  });
  const lint = [bin('eslint/bin/eslint.js'), '--max-warnings', '0', ...(cached ? kept('eslint') : []), '.'];
  return add(graph, await check('lint and boundaries', node, lint, { env }));
}

/** Format. `cached`: of changed files alone. */
export function formatCheck(node, env, { cached = false } = {}) {
  const prettier = [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn'];
  return check('format', node, [...prettier, ...(cached ? kept('prettier') : []), '.'], { env });
}

/** Whether the lock file installs without scripts, and is all that the manifests ask for. */
export function lockCheck(env) {
  const lock = ['ci', '--dry-run', '--ignore-scripts', '--loglevel=error'];
  return check('lock file', 'npm', lock, { env, quiet: true });
}

const tsc = [bin('typescript/bin/tsc')];

/** The same types as `tsc -b` finds, by the two programs lint has; nothing is written. */
export async function typesAlone(node, env) {
  const services = await check('types', node, [...tsc, '-p', 'tsconfig.check.json'], { env });
  const console = [...tsc, '-p', 'apps/console/tsconfig.check.json'];
  return add(services, await check('types of the console', node, console, { env }));
}

/** Checks that read the source and start nothing. Each counts as one test. */
export async function staticChecks(node, env) {
  const checks = [
    () => formatCheck(node, env),
    () => check('types', node, [...tsc, '-b'], { env }),
    () => lockCheck(env),
    () => lintCheck(node, env),
  ];
  let sum = nothing;
  for (const run of checks) sum = add(sum, await run());
  return sum;
}

async function check(name, command, args, { env, quiet = false }) {
  const stdio = ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'];
  const code = await stage(name, () => run(command, args, { env, stdio }));
  if (code !== 0) process.stdout.write(`✗ ${name} failed\n`);
  return { ...nothing, [code === 0 ? 'passed' : 'failed']: 1 };
}

/** Every project with tests, its layer, and the system pieces its package.json says they need (`vialog.needs`). */
export function testProjects() {
  return ['libs', 'apps', 'tools']
    .flatMap((top) => readdirSync(join(root, top)).map((name) => join(top, name)))
    .filter((path) => existsSync(join(root, path, 'jest.config.mjs')))
    .map((path) => {
      const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
      return { path, layer: manifest.nx?.tags?.[0], needs: manifest.vialog?.needs ?? [] };
    });
}

/** Runs jest over projects and reads its own count of what happened. */
export async function jest(node, env, projects, args = []) {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-test-'));
  const report = join(folder, 'report.json');
  const jestBin = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  // Deadlines of tests end a hang; they do not measure a machine.
  const options = ['--json', '--outputFile', report, '--testTimeout=60000', ...args];
  const code = await run(node, [...jestBin, '--projects', ...projects.map((p) => p.path), ...options], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const counted = existsSync(report) ? countOf(JSON.parse(readFileSync(report, 'utf8'))) : nothing;
  rmSync(folder, { recursive: true, force: true });
  return code !== 0 && counted.failed === 0 ? add(counted, { ...nothing, failed: 1 }) : counted;
}

function countOf(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The closing line: what machines read. */
export function close({ passed, failed, skipped }) {
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failed === 0 ? 0 : 1;
}
