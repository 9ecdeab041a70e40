import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, stage } from './stages.mjs';
import { workspaceFolders } from './workspaces.mjs';

/** What a check or a test run came to. */
export const nothing = { passed: 0, failed: 0, skipped: 0 };
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

const bin = (name) => join('node_modules', name);

/** Types and syntax trees die young: collecting them in larger nurseries (MiB) takes a fifth off the time of lint. */
const largeNurseries = ['--min-semi-space-size=64', '--max-semi-space-size=128'];

/**
 * Lint with the boundaries of the layers; the project graph first, or the boundary rule says nothing. `types`: what the
 * compiler says as well, by the program that lint has already.
 */
export async function lintCheck(node, env, { types = false } = {}) {
  const graph = await check('project graph', node, [bin('nx/dist/bin/nx.js'), 'show', 'projects'], {
    env,
    quiet: true,
  });
  const config = types ? ['-c', 'eslint.check.config.mjs'] : [];
  const lint = [...largeNurseries, bin('eslint/bin/eslint.js'), ...config, '--max-warnings', '0', '.'];
  return add(
    graph,
    await check(types ? 'lint, boundaries and types' : 'lint and boundaries', node, lint, { env }),
  );
}

export function formatCheck(node, env) {
  const prettier = [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'];
  return check('format', node, prettier, { env });
}

/** Whether the lock file installs without scripts, and is all that the manifests ask for. */
export function lockCheck(env) {
  const lock = ['ci', '--dry-run', '--ignore-scripts', '--loglevel=error'];
  return check('lock file', 'npm', lock, { env, quiet: true });
}

/** Checks that read the source and start nothing. Each counts as one test. */
export async function staticChecks(node, env) {
  const checks = [
    () => formatCheck(node, env),
    () => check('types', node, [bin('typescript/bin/tsc'), '-b'], { env }),
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
  return workspaceFolders()
    .filter((path) => existsSync(join(root, path, 'jest.config.mjs')))
    .map((path) => {
      const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
      return {
        path,
        layer: manifest.nx?.tags?.[0],
        needs: manifest.vialog?.needs ?? [],
      };
    });
}

/** Runs jest over projects, each test file in a realm of its own. */
export function jest(node, env, projects, args = []) {
  const isolated = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  // Deadlines of tests end a hang; they do not measure a machine.
  const paths = projects.map((project) => project.path);
  return countedJest([node, ...isolated], ['--projects', ...paths, '--testTimeout=60000', ...args], { env });
}

/** The unit tests of `quick-units.jest.config.mjs`. That runner knows no deadline of a test, so all have one together (ms). */
export function quickUnits(node, env) {
  const oneRealm = ['--import', './tools/bootstrap/one-realm.mjs', '--conditions=@vialog/source'];
  const config = ['--config', 'tools/bootstrap/quick-units.jest.config.mjs', '--runInBand'];
  return countedJest([node, '--enable-source-maps', ...oneRealm], config, {
    env,
    timeout: 300_000,
  });
}

/** Runs jest and reads its own count of what happened. */
async function countedJest([node, ...flags], args, options) {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-test-'));
  const report = join(folder, 'report.json');
  const all = [...flags, bin('jest/bin/jest.js'), '--json', '--outputFile', report, ...args];
  const code = await run(node, all, {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (!existsSync(report))
    process.stdout.write(
      '✗ jest ended without a report: a test hangs, which `npm test` names, or jest broke\n',
    );
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
