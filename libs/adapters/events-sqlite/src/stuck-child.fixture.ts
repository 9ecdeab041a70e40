import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Entry of a reader process that never becomes ready while its folder contains a file named `stuck`. */
if (existsSync(join(process.argv[2] ?? '', 'stuck'))) setInterval(() => undefined, 60_000);
else await import('./reader-child.ts');
