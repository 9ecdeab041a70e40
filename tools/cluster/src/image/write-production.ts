/** `write-production.ts <folder>`: copies what services need to run from this built checkout into a new folder. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productionFiles } from './production-files.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const target = process.argv[2];
if (target === undefined) throw new Error('expected the folder to write to');
for (const path of productionFiles(root))
  cpSync(join(root, path), join(target, path), { recursive: true, verbatimSymlinks: true });
