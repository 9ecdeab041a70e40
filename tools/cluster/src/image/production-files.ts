import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { services } from '../services.ts';

/** Folders that services read at run time besides compiled code. */
const assets = [
  'models',
  'apps/console/dist',
  'libs/adapters/capture-synthetic/sprites',
  'libs/domain/analytics/questions',
];

/**
 * Development files, by path. `typescript` is installed as a peer of @nestjs/swagger, which does not need it at run time.
 * `@babel/runtime` is no compiler: packages that were compiled with Babel, such as those of MQTT.js, load its functions.
 * The source maps of our own code are kept: stack traces then name source lines.
 */
const developmentFiles: readonly RegExp[] = [
  /(^|\/)node_modules\/(typescript|fast-check|caniuse-lite|jest|jest-[^/]*|istanbul-[^/]*)(\/|$)/,
  /(^|\/)node_modules\/@(types|jest)(\/|$)/,
  /(^|\/)node_modules\/@babel\/(?!runtime(\/|$))/,
  /(^|\/)node_modules\/.*\.map$/,
  /\.d\.[cm]?ts(\.map)?$/,
  /^libs\/testkit(\/|$)/,
  /^(?!.*node_modules)(apps|libs)\/.*\.(fixture|fake|conformance)\.js(\.map)?$/,
  /^(?!.*node_modules)(apps|libs)\/.*\/dist\/(conformance|fixtures|fakes)(\/|\.js)/,
];

/** Whether a file or folder of a built checkout, by its path relative to the root, belongs into the production image. */
export const isProductionFile = (path: string): boolean =>
  !developmentFiles.some((pattern) => pattern.test(path));

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * Files and folders of a built checkout that services need to run, relative to its root: compiled code of the services
 * and of the libraries they depend on, their assets, and installed packages. Inside a folder, only files that
 * `isProductionFile` accepts are needed.
 * @throws {Error} when the checkout is not built
 */
export function productionFiles(root: string): readonly string[] {
  const folders = foldersByName(root);
  const wanted = new Set(services.map(({ app }) => app));
  for (const folder of wanted)
    for (const name of Object.keys(manifestOf(root, folder).dependencies ?? {})) {
      const own = folders.get(name);
      if (own !== undefined) wanted.add(own);
    }
  const compiled = [...wanted].flatMap((folder) => [
    `${folder}/package.json`,
    ...codeBelow(root, `${folder}/dist`),
    // npm installs a package here when the root has another version of it.
    ...[`${folder}/node_modules`].filter((path) => existsSync(join(root, path))),
  ]);
  const missing = assets.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) throw new Error(`expected a built checkout and found no ${missing.join(', ')}`);
  return [...compiled, ...assets, 'package.json', 'node_modules'];
}

interface LockedPackage {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Names of all packages that the services depend on, directly or not, according to package-lock.json. Peers excluded. */
export function lockedProductionPackages(root: string): readonly string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const names = new Set<string>();
  const visited = new Set<string>(services.map(({ app }) => app));
  for (const path of visited) {
    const { dependencies, optionalDependencies } = lock.packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      names.add(name);
      visited.add(lockedPath(lock.packages, path, name));
    }
  }
  return [...names].sort();
}

/** Path of the package that `name` resolves to from the folder `from`: the nearest node_modules upwards. */
function lockedPath(packages: Readonly<Record<string, LockedPackage>>, from: string, name: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const found = packages[path];
    if (found?.link === true) return found.resolved ?? path;
    if (found !== undefined || folder === '.') return path;
  }
}

/** Folder of each package of the workspace, by name. */
function foldersByName(root: string): ReadonlyMap<string, string> {
  const { workspaces } = manifestOf(root, '.');
  const folders = globSync(
    (workspaces ?? []).map((pattern) => `${pattern}/package.json`),
    { cwd: root },
  ).map((path) => dirname(path));
  return new Map(folders.map((folder) => [manifestOf(root, folder).name, folder]));
}

const manifestOf = (root: string, folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

/** Compiled code of a folder with its source maps. */
function codeBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder)))
    throw new Error(`expected a built checkout and found no ${folder}; run npm run build`);
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.js(\.map)?$/.test(path))
    .map((path) => `${folder}/${path}`)
    .filter(isProductionFile);
}
