import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { connectToBroker } from '@vialog/nats';
import type { Camera } from '@vialog/contracts';
import { ClusterUnderTest, describeUnless, missingNats } from '@vialog/testkit';
import { allEvents, measuredSlots, until, hangGuardMs } from '../server/queries.ts';
import { everythingChecked } from '../server/checked-things.ts';
import { register, viewCamera } from '../server/cameras.ts';
import { isRunning } from './is-running.ts';

jest.setTimeout(hangGuardMs);

const root = join(import.meta.dirname, '../../../../');

describeUnless(missingNats(), describe)('a cluster', () => {
  let cluster: ClusterUnderTest;
  let camera: Camera;
  let live = '';
  const listening = new AbortController();

  beforeAll(async () => {
    cluster = await ClusterUnderTest.start();
    void listen();
    camera = await register(cluster, viewCamera('Lot', 'synthetic:lot?seed=5'));
  });
  afterAll(async () => {
    listening.abort();
    await cluster?.remove();
  });

  async function listen(): Promise<void> {
    try {
      const response = await cluster.fetch('/v1/live', { signal: listening.signal });
      for await (const chunk of response.body ?? []) live += Buffer.from(chunk as Uint8Array).toString();
    } catch {
      // The cluster or the test has ended.
    }
  }

  test('the slots of a new camera are searchable and in the live feed', async () => {
    await measuredSlots(cluster, camera, 'view', { atLeast: 1 });
    await until(
      'the live feed',
      () => Promise.resolve(live),
      (text) => text.includes('event: count') && text.includes(camera.cameraId),
    );
  });

  test('the overview checks the store, the broker, the queue of the indexer and the dead letters', () =>
    everythingChecked(cluster, { camera: 1, storage: 3, queue: 2, dead_letter: 1 }));

  describe('with new zones, and with a message of a newer major in its stream', () => {
    let brokers: Record<'ingest' | 'indexer' | 'api', Awaited<ReturnType<typeof connectToBroker>>>;
    let taken: unknown;
    let before = 0;

    const slotsOfView = () => allEvents(cluster, `camera:${camera.cameraId} zone:view kind:measured`);

    beforeAll(async () => {
      const connect = (service: 'ingest' | 'indexer' | 'api') =>
        connectToBroker({
          servers: cluster.named('nats').url,
          service,
          user: service,
          password: cluster.password(service),
        });
      const [ingest, indexer, api] = await Promise.all([
        connect('ingest'),
        connect('indexer'),
        connect('api'),
      ]);
      brokers = { ingest, indexer, api };
      const gate = {
        zoneId: 'gate',
        name: 'Gate',
        kind: 'area',
        polygon: [
          [0, 0.4],
          [1, 0.4],
          [1, 1],
          [0, 1],
        ],
      };
      await cluster.post(`/v1/cameras/${camera.cameraId}/zones`, { zones: [gate] }, 'PUT');
      taken = (await ingest.request('vialog.v1.counts.main', JSON.stringify({ v: 2, tallies: [] }))).json();
      before = (await slotsOfView()).length;
    });
    afterAll(() => Promise.all(Object.values(brokers ?? {}).map((broker) => broker.close())));

    test('a cluster counts new zones as soon as they are saved', async () => {
      const [event] = await measuredSlots(cluster, camera, 'gate', { atLeast: 1 });
      expect(event?.cameraVersion).toBe(2);
    });

    test('a message of a newer major version stays at the broker and does not block others', async () => {
      expect(taken).toMatchObject({ stream: 'EVENTS', seq: expect.any(Number) });
      await until('two more slots', slotsOfView, (events) => events.length >= before + 2);
      const consumer = (await brokers.indexer.request('$JS.API.CONSUMER.INFO.EVENTS.indexer')).json<{
        num_ack_pending: number;
      }>();
      expect(consumer.num_ack_pending).toBeGreaterThan(0);
      const deadLetters = (await brokers.api.request('$JS.API.STREAM.INFO.DLQ')).json<{
        state: { messages: number };
      }>();
      expect(deadLetters.state.messages).toBe(0);
    });
  });

  test('a service with a wrong password exits and names the variables to check, not the password', async () => {
    const child = spawn(process.execPath, ['apps/ingest/dist/main.js'], {
      cwd: root,
      env: {
        PATH: process.env['PATH'] ?? '',
        VIALOG_PORT: '0',
        NATS_URL: cluster.named('nats').url,
        NATS_USER: 'ingest',
        NATS_PASSWORD: 'not-the-password',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said).toMatch(/rejects the user "ingest": check NATS_USER and NATS_PASSWORD/);
    expect(said).not.toContain('not-the-password');
  });

  test('a second cluster with the same folder is rejected', async () => {
    await expect(ClusterUnderTest.start({ dataDir: cluster.dataDir })).rejects.toThrow(
      /another cluster uses .*; stop it, or choose another folder with --data/,
    );
  });

  test('a cluster stops with exit code 0, leaves no process, and starts again with its data', async () => {
    const events = await allEvents(cluster, `camera:${camera.cameraId} kind:measured`);
    const pids = cluster.running().map(({ pid }) => pid as number);
    expect(await cluster.stop()).toBe(0);
    expect(pids.filter(isRunning)).toEqual([]);
    expect(cluster.log).not.toContain('is killed');
    await cluster.startAgain();
    const kept = await allEvents(cluster, `camera:${camera.cameraId} kind:measured`);
    expect(kept.map(({ eventId }) => eventId)).toEqual(
      expect.arrayContaining(events.map(({ eventId }) => eventId)),
    );
  });

  test('no process keeps running when the supervisor of a cluster is killed', async () => {
    const pids = cluster.running().map(({ pid }) => pid as number);
    await cluster.kill();
    await until(
      'the end of all processes',
      () => Promise.resolve(pids.filter(isRunning)),
      (left) => left.length === 0,
    );
  });
});
