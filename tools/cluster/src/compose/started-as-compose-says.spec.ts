import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  describeUnless,
  freePort,
  missingElasticsearch,
  missingNats,
  startNats,
  useElasticsearch,
  type ElasticsearchUnderTest,
  type NatsUnderTest,
} from '@vialog/testkit';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { layOutImage } from '../image/lay-out-image.fixture.ts';
import { readyPath, services, startingSteps } from '../services.ts';
import { everythingSet } from './everything-set.fixture.ts';
import { resolved } from './resolved.ts';

// Time limit that only ends a hanging test.
jest.setTimeout(900_000);

const root = join(import.meta.dirname, '../../../../');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const compose = (
  parse(read('docker-compose.yml')) as {
    services: Record<string, { command: string[]; environment: Record<string, string> }>;
  }
).services;

/** The resolved variables of a container. */
const environmentOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(compose[name]?.environment ?? {}).map(([key, text]) => [
      key,
      resolved(text, everythingSet),
    ]),
  );

/** Servers and image folder of the tests, opened once. */
interface TestServers {
  readonly nats: NatsUnderTest;
  readonly elasticsearch: ElasticsearchUnderTest;
  /** A folder laid out like the image. */
  readonly image: string;
}

describeUnless(missingNats() ?? missingElasticsearch(), describe)('the services of the compose file', () => {
  let servers: TestServers;
  const folders: string[] = [];
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    const image = mkdtempSync(join(tmpdir(), 'vialog-image-'));
    folders.push(image);
    layOutImage(root, image);
    const nats = await startNats({
      // The committed configuration with another address.
      config: ({ port, folder }) =>
        read('deploy/nats.conf')
          .replace('"0.0.0.0:4222"', JSON.stringify(`127.0.0.1:${port}`))
          .replace(/^http: .*\n/m, '')
          .replace('store_dir: "/data"', `store_dir: ${JSON.stringify(folder)}`),
      env: environmentOf('nats'),
    });
    servers = { nats, elasticsearch: await useElasticsearch(), image };
  }, 900_000);

  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    servers?.elasticsearch.release();
    await servers?.nats.remove();
    folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  });

  /** The same variables with loopback addresses instead of containers and a folder instead of the volume. */
  function onLoopback(environment: Record<string, string>, port: number): Record<string, string> {
    const data = mkdtempSync(join(tmpdir(), 'vialog-volume-'));
    folders.push(data);
    const places: [string, string][] = [
      ['nats://nats:4222', servers.nats.url],
      ['http://elasticsearch:9200', servers.elasticsearch.url],
    ];
    return Object.fromEntries(
      Object.entries(environment).map(([name, text]) => {
        if (name === 'VIALOG_HOST') return [name, '127.0.0.1'];
        if (name === 'VIALOG_PORT') return [name, String(port)];
        return [
          name,
          places.reduce(
            (so, [there, here]) => so.replace(there, here),
            text.replace(/^\/(data$|secrets\/|public-key\/)/, `${data}/$1`),
          ),
        ];
      }),
    );
  }

  /** Starts a service like its container and resolves when it is ready. */
  async function startUntilReady(name: string): Promise<void> {
    const port = await freePort();
    const [command, ...args] = compose[name]?.command ?? [];
    expect(command).toBe('node');
    const child = spawn(process.execPath, args, {
      cwd: servers.image,
      env: { PATH: process.env['PATH'] ?? '', ...onLoopback(environmentOf(name), port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (log += text.toString()));
    while (
      !(await fetch(`http://127.0.0.1:${port}${readyPath}`).then(
        (response) => response.ok,
        () => false,
      ))
    ) {
      if (child.exitCode !== null) throw new Error(`${name} exited with ${child.exitCode}:\n${log}`);
      await sleep(200);
    }
  }

  const steps = startingSteps(services).map((step) => step.map(({ name }) => name));
  it.each(steps.map((names) => [names.join(', '), names] as const))(
    'the services %s become ready with their commands and variables of compose',
    async (_title, names) => {
      await Promise.all(names.map(startUntilReady));
    },
  );

  it('services stop with exit code 0 on SIGTERM in reverse order of their start', async () => {
    for (const child of running.toReversed()) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    }
  });
});
