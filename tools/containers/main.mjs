/** `npm run containers`: builds the images and runs the compose file with a real container engine. README.md says more. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../provision/src/cache-folder.mjs';
import { ApiClient } from './src/api-client.mjs';
import { buildImages, provideBaseImages } from './src/base-images.mjs';
import { Failure, killCommands } from './src/commands.mjs';
import { ComposeProject } from './src/compose-project.mjs';
import { findCompose } from './src/compose.mjs';
import { openEngine } from './src/engine.mjs';
import { CleanUp, step } from './src/steps.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const minute = 60_000;
const buildMs = 45 * minute;
const flag = { type: 'boolean', default: false };
const options = { provision: flag, 'stand-ins': flag, 'no-build': flag, keep: flag };

/** Variables of the compose file, with random secrets. They take precedence over a file .env. */
function variables(port) {
  const secret = () => randomBytes(24).toString('hex');
  const users = ['API', 'INGEST', 'DETECTOR', 'INDEXER', 'EDGE'];
  return {
    ...Object.fromEntries(users.map((user) => [`VIALOG_NATS_${user}_PASSWORD`, secret()])),
    VIALOG_ADMIN_TOKEN: secret(),
    VIALOG_DEMO: '1',
    VIALOG_PORT: String(port),
    COMPOSE_PROJECT_NAME: `vialog-check-${process.pid}`,
    COMPOSE_PROFILES: '',
  };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function runContainers(flags, cleanUp) {
  const cache = cacheFolder(process.env);
  mkdirSync(cache, { recursive: true });
  const { provision, keep } = flags;
  const onSpawn = (stop) => keep || cleanUp.add('stop the engine', 2 * minute, stop);
  const engine = await step('engine', 12 * minute, () => openEngine({ cache, provision, onSpawn }));
  const compose = await step('compose', 25 * minute, () =>
    findCompose({ cache, provision, env: engine.env }),
  );
  await step('base images', 30 * minute, () =>
    provideBaseImages({ root, cache, env: engine.env, standIns: flags['stand-ins'] }),
  );
  const set = variables(await freePort());
  const env = { ...engine.env, ...set };
  if (!flags['no-build']) await step('build', buildMs, () => buildImages({ root, env, limitMs: buildMs }));
  const project = new ComposeProject({ compose, root, env });
  const api = new ApiClient({ url: `http://127.0.0.1:${set.VIALOG_PORT}`, token: set.VIALOG_ADMIN_TOKEN });
  if (!keep) cleanUp.add('remove containers, networks and volumes', 5 * minute, () => project.remove());
  await checkContainers(project, api).catch(async (error) => {
    if (!interrupted) await project.printFaults().catch(() => undefined);
    throw error;
  });
  if (!keep) await step('stop', 5 * minute, () => project.stop());
  else process.stderr.write(`  left running (--keep): project ${set.COMPOSE_PROJECT_NAME}. ${engine.use}\n`);
}

async function checkContainers(project, api) {
  await step('start', 20 * minute, () => project.start());
  await step('sign in', 2 * minute, () => api.signIn());
  await step('count', 7 * minute, () => api.counts());
  await step('kill', 25 * minute, () => project.killEach());
  await step('count after the kills', 7 * minute, () => api.counts());
  await step('ledger', 7 * minute, () => api.closesLedger());
  await step('count after the resume', 7 * minute, () => api.counts());
}

const cleanUp = new CleanUp();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, async () => {
    interrupted = true;
    process.stderr.write(`\n✗ ${signal}: removes what it has started\n`);
    killCommands();
    await cleanUp.run();
    process.exit(1);
  });

let passed = true;
try {
  const { values } = parseArgs({ options });
  await runContainers(values, cleanUp);
} catch (error) {
  passed = false;
  const expected = error instanceof Failure || error.code?.startsWith('ERR_PARSE_ARGS');
  if (!interrupted) process.stderr.write(`\n✗ ${expected ? error.message : error.stack}\n`);
}
const cleaned = await cleanUp.run();
if (passed && cleaned) process.stderr.write('✓ the containers pass\n');
process.exit(passed && cleaned ? 0 : 1);
