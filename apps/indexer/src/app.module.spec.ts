import { afterEach, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BusStrategy } from '@vialog/messaging-nest';
import { batchOf, FakeBus, FakeBusStorage, start } from '@vialog/messaging/conformance';
import { until } from '@vialog/testkit';
import { InMemoryEventStore } from '@vialog/events/fakes';
import { Metrics, rootLogger } from '@vialog/observability';
import { createService, type ServiceStart } from '@vialog/service-runtime';
import { AppModule, type IndexerParts } from './app.module.ts';

const day = 86_400_000;
let app: NestFastifyApplication | undefined;
afterEach(() => app?.close());

async function started({ connected = true, healthy = true, now = start + 3_600_000 } = {}) {
  const memory = new FakeBusStorage();
  const bus = new FakeBus({ storage: memory });
  const events = new InMemoryEventStore({ now: () => now, monotonic: () => 0 });
  const ended: string[] = [];
  const store = Object.assign(events, {
    check: () => (healthy ? Promise.resolve() : Promise.reject(new Error('the disk is full'))),
    close: () => Promise.resolve(void ended.push('store')),
  });
  const parts = {
    link: { connected, close: () => Promise.resolve(void ended.push('link')) },
    store,
    bus: Object.assign(bus, { deadLetters: memory }),
    stopRetention: () => ended.push('retention'),
  } as unknown as IndexerParts;
  const lines: string[] = [];
  const logger = rootLogger({ out: { write: (line) => lines.push(line) } });
  const metrics = new Metrics();
  app = await createService(AppModule.register(parts, { logger, metrics } as ServiceStart), { logger });
  app.connectMicroservice({ strategy: new BusStrategy(bus) });
  await app.startAllMicroservices();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, bus, store, memory, ended, metrics, lines };
}

test('stores a batch from the bus and counts it in the metrics', async () => {
  const { bus, store, metrics } = await started();
  await bus.publish('vialog.v1.counts', batchOf(0, 3));
  await until(async () => (await store.newest()) !== undefined);
  expect(await metrics.text()).toContain('vialog_events_total{verdict="stored"} 3');
});

test('writes a permanently rejected record to the dead letters', async () => {
  const { bus, memory } = await started({ now: start + 40 * day });
  const tooOld = batchOf(0);
  await bus.publish('vialog.v1.counts', tooOld);
  await until(async () => (await memory.list(1)).length === 1);
  expect(await memory.list(1)).toMatchObject([{ key: `rejected/${tooOld.events[0]?.eventId}` }]);
});

test.each([
  ['the broker', { connected: false }, 'broker'],
  ['the event store', { healthy: false }, 'event store'],
])('stays alive, reports not ready and logs once when %s is unavailable', async (_, broken, name) => {
  const { app, lines } = await started(broken);
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  for (let look = 0; look < 3; look += 1) expect((await app.inject('/readyz')).statusCode).toBe(503);
  expect(lines.filter((line) => line.includes(`not ready: ${name}`))).toHaveLength(1);
});

test('stops the retention job before it closes the store and the broker connection', async () => {
  const { app, ended } = await started();
  await app.close();
  expect(ended[0]).toBe('retention');
  expect([...ended].sort()).toEqual(['link', 'retention', 'store']);
});
