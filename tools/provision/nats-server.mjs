/**
 * Prints the path of the nats-server for tests and `npm run cluster`. `--fetch` downloads it first. When something is
 * missing, prints what to do on standard error and exits with 1.
 */
import { fetchNatsServer, findNatsServer } from './src/nats-server.mjs';

const failure = process.argv.includes('--fetch') ? fetchNatsServer() : undefined;
const found = findNatsServer();
if (found.program !== undefined) {
  console.log(found.program);
} else {
  console.error([...(failure ? [failure] : []), ...found.missing].join('; '));
  process.exitCode = 1;
}
