import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { Failure, must, root, stage } from './stages.mjs';

const requiredMajor = 24;
const cache = join(root, '.cache');

/** Installs the dependencies of the lock file, unless exactly these are installed. */
export async function installDependencies() {
  if (dependenciesAreInstalled()) return;
  await stage('install dependencies', () =>
    must('npm ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
}

/** npm records what it installed in a hidden lock file; optional packages of other platforms are missing there. */
function dependenciesAreInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const present = packagesOf(installed);
  return Object.entries(packagesOf(join(root, 'package-lock.json')))
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, locked]) =>
      present[path] ? present[path].version === locked.version : locked.optional === true,
    );
}

/**
 * Path of a Node.js of the required version: the running one, or the one installed as a package.
 *
 * @throws {Failure} when neither exists.
 */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= requiredMajor) return process.execPath;
  const packaged = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  throw new Failure(
    `Vialog needs Node.js ${requiredMajor} or newer; found ${process.version} on ${process.platform}-${process.arch}. ` +
      `Install Node.js ${requiredMajor} (https://nodejs.org) and try again.`,
  );
}

/** Environment whose PATH finds this `node` and the installed commands first. */
export function toolEnv(node = findNode()) {
  const path = [join(node, '..'), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };
}

/** The native compiler; the one in JavaScript is only the library of tools that read types (ADR 62). */
export const tsc = 'node_modules/typescript-native/bin/tsc';
/** Programs of the standalone profile: a first start does not wait for the services of the city profile. */
const standalone = ['apps/standalone', 'apps/cli'];
/** All programs that run from compiled code. */
const everything = [
  ...standalone,
  ...['api', 'ingest', 'detector', 'indexer', 'edge'].map((name) => `apps/${name}`),
];

/** Compiles all services and the console if a source file changed since the last build. */
export const buildAll = (node) => build(node, 'build', everything);

/** Compiles the standalone server, the command line and the console if a source file changed since the last build. */
export const buildStandalone = (node) => build(node, 'standalone', standalone);

async function build(node, name, programs) {
  const current = sourceHash();
  const built = [...programs.map((app) => `${app}/dist/main.js`), 'apps/console/dist/index.html'];
  if (built.every(exists) && (stampIs(name, current) || stampIs('build', current))) return;
  const env = toolEnv(node);
  const services = [tsc, '-b', ...programs.map((app) => `${app}/tsconfig.build.json`)];
  const console = [viteProgram(), 'build', '--logLevel', 'warn'];
  const builds = await Promise.allSettled([
    stage('build the services', () => must('The build', node, services, { env })),
    stage('build the console', () =>
      must('The console build', node, console, { env, cwd: join(root, 'apps/console') }),
    ),
  ]);
  for (const { reason } of builds.filter(({ status }) => status === 'rejected')) throw reason;
  stamp(name, current);
}

/** npm installs Vite beside the console or at the root, depending on the versions other packages need. */
export function viteProgram() {
  const manifest = createRequire(join(root, 'apps/console/package.json')).resolve('vite/package.json');
  return join(manifest, '../bin/vite.js');
}

/** Compiles the command line only. Prints nothing unless it fails, because the command's output is JSON lines. */
export async function buildCommandLine(node) {
  const current = sourceHash();
  if (exists('apps/cli/dist/main.js') && (stampIs('cli', current) || stampIs('build', current))) return;
  await must('The build', node, [tsc, '-b', 'apps/cli/tsconfig.build.json'], { env: toolEnv(node) });
  stamp('cli', current);
}

const exists = (file) => existsSync(join(root, file));

/** SHA-256 over all files that go into the build. */
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
