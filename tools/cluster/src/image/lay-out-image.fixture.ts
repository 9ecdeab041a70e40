import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isProductionFile, productionFiles } from './production-files.ts';

/**
 * Lays out a folder like the image: our own code is copied, so that files left out of the image are missing here, too;
 * installed packages are linked.
 */
export function layOutImage(root: string, target: string): void {
  for (const path of productionFiles(root)) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    if (path === 'node_modules') linkPackages(join(root, path), join(target, path));
    else cpSync(join(root, path), join(target, path), { recursive: true });
  }
}

/** Links the packages of the image; our own are links into the workspace, and are copied as links. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name === '@vialog')
      cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    else if (isProductionFile(`node_modules/${name}`)) symlinkSync(join(from, name), join(to, name));
  }
}
