/** `npm run cluster`: from a fresh clone to the city profile on one host, with every service and server as a process. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fetchElasticsearch, findElasticsearch } from '../provision/src/elasticsearch.mjs';
import { mayFetch } from '../provision/src/index.mjs';
import { fetchNatsServer, findNatsServer } from '../provision/src/nats-server.mjs';
import { onParentExit } from './parent-process.mjs';
import { Failure, main, root, stage } from './stages.mjs';
import { buildAll, findNode, installDependencies, toolEnv } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  const found = [...(await stage('broker', natsServer)), ...(await stage('event store', elasticsearch))];
  await buildAll(node);
  const own = process.argv.slice(2).filter((arg) => arg !== '--provision');
  return runCluster(node, [join(root, 'tools/cluster/src/run/main.ts'), ...found, ...own]);
});

/** Fetches nats-server into the cache if it is missing: 7 MB, and no service runs without it. */
function natsServer() {
  const failure = fetchNatsServer();
  const { program, missing } = findNatsServer();
  if (program === undefined)
    throw new Failure(`nats-server is missing: ${failure ?? 'not found'}. Install: ${missing.join('; ')}.`);
  return ['--nats-server', program];
}

/** Fetches Elasticsearch only with `--provision`, because it is large. Without it the cluster prints a warning and uses SQLite. */
function elasticsearch() {
  const failure = mayFetch() ? fetchElasticsearch() : undefined;
  const { url, home, javaHome, missing } = findElasticsearch();
  if (url !== undefined) return ['--elasticsearch-url', url];
  if (missing.length === 0) return ['--elasticsearch-home', home, '--java-home', javaHome];
  return ['--no-elasticsearch', [...(failure ? [failure] : []), `missing: ${missing.join('; ')}`].join('; ')];
}

/** Runs the cluster as a child: forwards signals and resolves with its exit code. */
function runCluster(node, args) {
  const cluster = spawn(node, ['--enable-source-maps', ...args], {
    cwd: root,
    env: toolEnv(node),
    stdio: ['ignore', 'inherit', 'inherit'],
    // A separate process group: Ctrl-C of a terminal reaches it once, forwarded by us.
    detached: true,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => cluster.kill(signal));
  onParentExit(() => cluster.kill('SIGTERM'));
  return new Promise((resolve) => cluster.once('exit', (code) => resolve(code ?? 1)));
}
