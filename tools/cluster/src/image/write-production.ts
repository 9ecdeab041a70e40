/** `write-production.ts <folder>`: copies what services need to run from this built checkout into a new folder. */
import { cpSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isProductionFile, productionFiles } from './production-files.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const target = process.argv[2];
if (target === undefined) throw new Error('expected the folder to write to: write-production.ts <folder>');
for (const path of productionFiles(root))
  cpSync(join(root, path), join(target, path), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => isProductionFile(relative(root, source)),
  });
