import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { services } from '../services.ts';

/** What services read at run time besides compiled code, whole. */
const assets = ['models', 'apps/console/dist', 'libs/adapters/capture-synthetic/sprites'];

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * Files and folders of a built checkout that services need to run, relative to its root: compiled code of the services
 * and of the libraries they depend on, what these read, and installed packages. No source, no tests, no tools.
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
    // npm puts a package here where another version of it lies at the top.
    ...[`${folder}/node_modules`].filter((path) => existsSync(join(root, path))),
  ]);
  const missing = assets.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) throw new Error(`expected a built checkout and found no ${missing.join(', ')}`);
  return [...compiled, ...assets, 'package.json', 'node_modules'];
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

/** Compiled code and its source maps; types are for compilers. */
function codeBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) throw new Error(`expected ${folder} to be built`);
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.js(\.map)?$/.test(path))
    .map((path) => `${folder}/${path}`);
}
