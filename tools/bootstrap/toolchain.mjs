import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { Failure, must, root, stage } from './stages.mjs';

const wantedMajor = 24;
const cache = join(root, '.cache');

/** Installs the dependencies of the lock file, unless exactly these are there already. */
export async function installDependencies() {
  if (dependenciesAreThere()) return;
  await stage('install dependencies', () =>
    must('npm ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
}

/** npm writes what it installed into a lock of its own; optional packages of other platforms are missing there. */
function dependenciesAreThere() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const there = packagesOf(installed);
  return Object.entries(packagesOf(join(root, 'package-lock.json')))
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, wanted]) =>
      there[path] ? there[path].version === wanted.version : wanted.optional === true,
    );
}

/** Path of a Node of the version Vialog runs on: this one, or the one that came as a package. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath;
  const packaged = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  throw new Failure(
    `Vialog runs on Node ${wantedMajor} or newer and found ${process.version} on ${process.platform}-${process.arch}. ` +
      `Install Node ${wantedMajor} (https://nodejs.org) and start again.`,
  );
}

/** Environment in which `node` and the project's own commands are found first. */
export function toolEnv(node = findNode()) {
  const path = [join(node, '..'), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };
}

const tsc = 'node_modules/typescript/bin/tsc';
/** What one machine needs: a first start should not wait for the services of a city. */
const laptop = ['apps/standalone', 'apps/cli'];
/** Everything that is started from its compiled code. */
const everything = [
  ...laptop,
  ...['api', 'ingest', 'detector', 'indexer', 'edge'].map((name) => `apps/${name}`),
];

/** Compiles the services and the console, unless nothing they are made of has changed. */
export const buildWhatChanged = (node) => build(node, 'build', everything);

/** The same, without the services of the city profile. */
export const buildForOneMachine = (node) => build(node, 'one-machine', laptop);

async function build(node, name, programs) {
  const wanted = sourceHash();
  const built = [...programs.map((app) => `${app}/dist/main.js`), 'apps/console/dist/index.html'];
  const there = built.every(exists);
  if (there && (stampIs(name, wanted) || stampIs('build', wanted))) return;
  const env = toolEnv(node);
  const services = [tsc, '-b', ...programs.map((app) => `${app}/tsconfig.build.json`)];
  await stage('build the services', () => must('The build', node, services, { env }));
  const console = [viteProgram(), 'build', '--logLevel', 'warn'];
  await stage('build the console', () =>
    must('The console build', node, console, { env, cwd: join(root, 'apps/console') }),
  );
  stamp(name, wanted);
}

/** npm puts it beside the console or at the top, as other packages let it. */
export function viteProgram() {
  const manifest = createRequire(join(root, 'apps/console/package.json')).resolve('vite/package.json');
  return join(manifest, '../bin/vite.js');
}

/** Compiles the command line alone: its output is JSON lines, so nothing is said unless it fails. */
export async function buildCommandLine(node) {
  const wanted = sourceHash();
  if (exists('apps/cli/dist/main.js') && (stampIs('cli', wanted) || stampIs('build', wanted))) return;
  await must('The build', node, [tsc, '-b', 'apps/cli/tsconfig.build.json'], { env: toolEnv(node) });
  stamp('cli', wanted);
}

const exists = (file) => existsSync(join(root, file));

/** One digest over every file that goes into the build. */
export function sourceHash() {
  const hash = createHash('sha256');
  for (const top of ['libs', 'apps']) {
    for (const file of sourceFiles(join(root, top)))
      hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  for (const file of ['package-lock.json', 'tsconfig.base.json']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

const notSource = new Set(['node_modules', 'dist', 'dist-spec', 'coverage', 'data']);

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSource.has(entry.name) && !entry.name.includes('.spec.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? sourceFiles(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function stampIs(name, value) {
  const file = join(cache, `${name}.stamp`);
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

function stamp(name, value) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, `${name}.stamp`), value);
}
