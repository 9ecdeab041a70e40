import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { productionFiles } from './production-files.ts';

/**
 * Lays out a folder as the image has it: our own code is copied, so that a file that does not go into the image is not
 * there; installed packages are linked, being the same.
 */
export function layOutImage(root: string, target: string): void {
  for (const path of productionFiles(root)) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    if (path === 'node_modules') linkPackages(join(root, path), join(target, path));
    else cpSync(join(root, path), join(target, path), { recursive: true });
  }
}

/** Links every package but our own, which are links into the workspace: those are copied as links. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name === '@vialog')
      cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    else symlinkSync(join(from, name), join(to, name));
  }
}
