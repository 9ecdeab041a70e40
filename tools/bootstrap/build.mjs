/** Compiles the services and the console. Needs installed dependencies; container images are built with it. */
import { main } from './stages.mjs';
import { buildAll, findNode } from './toolchain.mjs';

await main(() => buildAll(findNode()));
