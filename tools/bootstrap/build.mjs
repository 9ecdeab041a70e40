/** Compiles the services and the console in a checkout whose dependencies are installed, as images are built. */
import { main } from './stages.mjs';
import { buildWhatChanged, findNode } from './toolchain.mjs';

await main(() => buildWhatChanged(findNode()));
