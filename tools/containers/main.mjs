/** `npm run containers`: builds the images and runs the compose file with a real container engine. README.md says more. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../provision/src/cache-folder.mjs';
import { buildImages, provideBaseImages } from './src/base-images.mjs';
import { ComposeProject } from './src/checks.mjs';
import { Failure } from './src/commands.mjs';
import { findCompose } from './src/compose.mjs';
import { openEngine } from './src/engine.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const flags = { type: 'boolean', default: false };
const buildMs = 45 * 60_000;

async function step(name, work) {
  const began = Date.now();
  process.stderr.write(`▸ ${name}\n`);
  const result = await work();
  process.stderr.write(`  ${name}: ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Variables of the compose file, with random secrets. */
function variables(port) {
  const secret = () => randomBytes(24).toString('hex');
  const users = ['API', 'INGEST', 'DETECTOR', 'INDEXER', 'EDGE'];
  return {
    ...Object.fromEntries(users.map((user) => [`VIALOG_NATS_${user}_PASSWORD`, secret()])),
    VIALOG_ADMIN_TOKEN: secret(),
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

async function runContainers(options, engine, cache) {
  const compose = await step('compose', () =>
    findCompose({ cache, provision: options.provision, env: engine.env }),
  );
  await step('base images', () =>
    provideBaseImages({ root, cache, env: engine.env, standIns: options['stand-ins'] }),
  );
  const port = await freePort();
  const set = variables(port);
  const env = { ...engine.env, ...set };
  const project = new ComposeProject({
    compose,
    root,
    env,
    url: `http://127.0.0.1:${port}`,
    token: set.VIALOG_ADMIN_TOKEN,
  });
  if (!options['no-build']) await step('build', () => buildImages({ root, env, limitMs: buildMs }));
  try {
    await step('start', () => project.start());
    await step('count', async () => {
      await project.registerCamera();
      await project.counts();
    });
    await step('kill', () => project.survivesKills());
    if (!options.keep) await step('stop', () => project.stop());
  } finally {
    if (!options.keep) await step('remove', () => project.remove());
  }
}

try {
  const { values } = parseArgs({
    options: { provision: flags, 'stand-ins': flags, 'no-build': flags, keep: flags },
  });
  const cache = cacheFolder(process.env);
  mkdirSync(cache, { recursive: true });
  const engine = await step('engine', () => openEngine({ cache, provision: values.provision }));
  try {
    await runContainers(values, engine, cache);
  } finally {
    if (!values.keep) await engine.stop();
  }
} catch (error) {
  const expected = error instanceof Failure || error.code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`\n✗ ${expected ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
