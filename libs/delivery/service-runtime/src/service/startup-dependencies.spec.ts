import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Metrics, rootLogger } from '@vialog/observability';
import { StartupDependencies } from './startup-dependencies.ts';

let dependencies: StartupDependencies;
let url: string;
let log: string[];

beforeEach(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  log = [];
  const logger = rootLogger({ out: { write: (line) => log.push(line) } });
  dependencies = await StartupDependencies.open({
    logger,
    metrics: new Metrics(),
    listen: { host: '127.0.0.1', port },
  });
});
afterEach(() => dependencies.close());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

test('a service that waits for a dependency is alive and not ready, and names the dependency', async () => {
  const gate = Promise.withResolvers<string>();
  const opened = dependencies.waitFor('broker', gate.promise);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({
    status: 'not ready',
    checks: [
      { name: 'start', ok: false },
      { name: 'broker', ok: false },
    ],
  });
  gate.resolve('link');
  expect(await opened).toBe('link');
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ checks: [{ name: 'start' }] });
  expect((await fetch(`${url}/metrics`)).status).toBe(200);
});

test('opening a dependency is retried until it succeeds, and a repeated reason is logged once', async () => {
  let tries = 0;
  const opened = await dependencies.openWithRetry(
    'event store',
    () => ((tries += 1) < 3 ? Promise.reject(new Error('connection refused')) : Promise.resolve('store')),
    () => wait(1),
  );
  expect(opened).toBe('store');
  expect(log.filter((line) => line.includes('waiting for the event store: connection refused'))).toHaveLength(
    1,
  );
});

test('waiting for a dependency rejects when opening it rejects', async () => {
  await expect(dependencies.waitFor('broker', Promise.reject(new Error('wrong user')))).rejects.toThrow(
    'wrong user',
  );
});

test('the address is free for the service after the dependencies are closed', async () => {
  await dependencies.close();
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});
