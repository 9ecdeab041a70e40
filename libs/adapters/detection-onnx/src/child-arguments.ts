import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of all libraries of this repository (or of `node_modules/@vialog`): two levels above this package. */
const libraries = fileURLToPath(new URL('../../../', import.meta.url));

/** The `node_modules` folder that contains onnxruntime and the other dependencies of the child. */
const dependencies = dirname(
  dirname(realpathSync(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))),
);

/**
 * Arguments of Node.js for a detector child. The permission model allows it to read code, and nothing else: the model
 * arrives as a message. It may not write files or start processes. Native code (`--allow-addons`, onnxruntime) is not
 * bound by the permission model. Warnings are off because a child has no log.
 */
export function childArguments(isSource: boolean): string[] {
  return [
    ...(isSource ? ['--conditions=@vialog/source'] : []),
    '--no-warnings',
    '--permission',
    `--allow-fs-read=${libraries}*`,
    `--allow-fs-read=${dependencies}/*`,
    '--allow-addons',
  ];
}
