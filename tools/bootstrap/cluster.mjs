/** `npm run cluster`: from a fresh clone to the city profile on one host, every service and server a process. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fetchElasticsearch, findElasticsearch } from '../provision/src/elasticsearch.mjs';
import { mayFetch } from '../provision/src/index.mjs';
import { fetchNatsServer, findNatsServer } from '../provision/src/nats-server.mjs';
import { whenNobodyHoldsUs } from './held.mjs';
import { Failure, main, root, stage } from './stages.mjs';
import { buildWhatChanged, findNode, installDependencies, toolEnv } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  const found = [...(await stage('broker', natsServer)), ...(await stage('event store', elasticsearch))];
  await buildWhatChanged(node);
  const own = process.argv.slice(2).filter((arg) => arg !== '--provision');
  return keep(node, [join(root, 'tools/cluster/src/run/main.ts'), ...found, ...own]);
});

/** Seven megabytes into a cache, and nothing of the cluster runs without it: fetched without being asked. */
function natsServer() {
  const failure = fetchNatsServer();
  const { program, missing } = findNatsServer();
  if (program === undefined)
    throw new Failure(`There is no broker: ${failure ?? 'it was not found'}. Needed: ${missing.join('; ')}.`);
  return ['--nats-server', program];
}

/** Elasticsearch is large: fetched where somebody said so. Without it the cluster says so and goes on. */
function elasticsearch() {
  const failure = mayFetch() ? fetchElasticsearch() : undefined;
  const { url, home, javaHome, missing } = findElasticsearch();
  if (url !== undefined) return ['--elasticsearch-url', url];
  if (missing.length === 0) return ['--elasticsearch-home', home, '--java-home', javaHome];
  return ['--no-elasticsearch', [...(failure ? [failure] : []), `missing: ${missing.join('; ')}`].join('; ')];
}

/** Runs the cluster in our place: signals go through, its exit code becomes ours. It ends by itself when we are gone. */
function keep(node, args) {
  const cluster = spawn(node, ['--enable-source-maps', ...args], {
    cwd: root,
    env: toolEnv(node),
    stdio: ['ignore', 'inherit', 'inherit'],
    // Out of reach of a terminal's Ctrl-C, so that it is told once, by us.
    detached: true,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => cluster.kill(signal));
  whenNobodyHoldsUs(() => cluster.kill('SIGTERM'));
  return new Promise((resolve) => cluster.once('exit', (code) => resolve(code ?? 1)));
}
