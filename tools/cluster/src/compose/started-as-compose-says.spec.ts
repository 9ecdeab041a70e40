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

jest.setTimeout(120_000);

const root = join(import.meta.dirname, '../../../../');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const compose = (
  parse(read('docker-compose.yml')) as {
    services: Record<string, { command: string[]; environment: Record<string, string> }>;
  }
).services;

/** The variables of a container, with what the operator set. */
const environmentOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(compose[name]?.environment ?? {}).map(([key, text]) => [
      key,
      resolved(text, everythingSet),
    ]),
  );

/** Long-running parts of the world, opened once. */
interface World {
  readonly nats: NatsUnderTest;
  readonly elasticsearch: ElasticsearchUnderTest;
  /** Laid out as the image is. */
  readonly image: string;
}

describeUnless(missingNats() ?? missingElasticsearch(), describe)('what the compose file starts', () => {
  let world: World;
  const folders: string[] = [];
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    const image = mkdtempSync(join(tmpdir(), 'vialog-image-'));
    folders.push(image);
    layOutImage(root, image);
    const nats = await startNats({
      // The committed configuration, at another address.
      config: ({ port, folder }) =>
        read('deploy/nats.conf')
          .replace('"0.0.0.0:4222"', JSON.stringify(`127.0.0.1:${port}`))
          .replace(/^http: .*\n/m, '')
          .replace('store_dir: "/data"', `store_dir: ${JSON.stringify(folder)}`),
      env: environmentOf('nats'),
    });
    world = { nats, elasticsearch: await useElasticsearch(), image };
  }, 240_000);

  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    world?.elasticsearch.release();
    await world?.nats.remove();
    folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  });

  /** The same variables with loopback in the place of containers, and a folder in that of a volume. */
  function onLoopback(environment: Record<string, string>, port: number): Record<string, string> {
    const data = mkdtempSync(join(tmpdir(), 'vialog-volume-'));
    folders.push(data);
    const places: [string, string][] = [
      ['nats://nats:4222', world.nats.url],
      ['http://elasticsearch:9200', world.elasticsearch.url],
    ];
    return Object.fromEntries(
      Object.entries(environment).map(([name, text]) => {
        if (name === 'VIALOG_HOST') return [name, '127.0.0.1'];
        if (name === 'VIALOG_PORT') return [name, String(port)];
        return [
          name,
          places.reduce((so, [there, here]) => so.replace(there, here), text.replace(/^\/data$/, data)),
        ];
      }),
    );
  }

  /** Starts a service as its container would be and resolves when it is ready. */
  async function getsReady(name: string): Promise<void> {
    const port = await freePort();
    const [command, ...args] = compose[name]?.command ?? [];
    expect(command).toBe('node');
    const child = spawn(process.execPath, args, {
      cwd: world.image,
      env: { PATH: process.env['PATH'] ?? '', ...onLoopback(environmentOf(name), port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (log += text.toString()));
    while (
      !(await fetch(`http://127.0.0.1:${port}${readyPath}`).then(
        (answer) => answer.ok,
        () => false,
      ))
    ) {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}:\n${log}`);
      await sleep(200);
    }
  }

  const steps = startingSteps(services).map((step) => step.map(({ name }) => name));
  it.each(steps.map((names) => [names.join(', '), names] as const))(
    '%s get ready by their commands and variables',
    async (_title, names) => {
      await Promise.all(names.map(getsReady));
    },
  );

  it('ends with exit code 0 when asked to, last started first', async () => {
    for (const child of running.toReversed()) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    }
  });
});
