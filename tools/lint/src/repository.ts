import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs git in the repository and returns the lines of its output. */
export function git(...args: readonly string[]): string[] {
  const output = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return output.split('\n').filter((line) => line !== '');
}

/** Paths of all files that git tracks or would add, relative to the root. */
export function repositoryFiles(): string[] {
  return git('ls-files', '--cached', '--others', '--exclude-standard').filter((path) =>
    existsSync(join(root, path)),
  );
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Manifest of a workspace package, and its folder relative to the root. */
export interface Package {
  readonly folder: string;
  readonly name: string;
  readonly nx?: { readonly tags?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** All packages of the workspace except the root. */
export function packages(): Package[] {
  return repositoryFiles()
    .filter((path) => /^(libs|apps|tools)\/.*\bpackage\.json$/.test(path))
    .map((path) => {
      const manifest = JSON.parse(read(path)) as Omit<Package, 'folder'>;
      return { ...manifest, folder: path.replace('/package.json', '') };
    });
}
