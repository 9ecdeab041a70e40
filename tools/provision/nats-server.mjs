/**
 * Prints the path of the nats-server of tests and of `npm run cluster`, for launchers of any language. `--fetch` brings
 * it first. Exit 1 and sentences on standard error when something is missing.
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
