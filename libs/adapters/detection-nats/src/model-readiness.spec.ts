import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ModelReadiness } from '@vialog/detection';
import { Broker } from '@vialog/nats/fixtures';
import { describeUnless, missingNats } from '@vialog/testkit';
import { systemClock } from './frames.fixture.ts';
import { ModelReadinessRequests, replyModelReadiness } from './model-readiness.ts';

describeUnless(missingNats(), describe)('ModelReadinessRequests', () => {
  let broker: Broker;
  let ingest: NatsConnection;
  const stops: (() => void)[] = [];
  beforeAll(async () => {
    broker = await Broker.start();
    ingest = await broker.connect();
  });
  afterEach(() => stops.splice(0).forEach((stop) => stop()));
  afterAll(() => broker.stop());

  /** A detector that has this readiness; returns the ids of the models it was requested to load. */
  async function detector(readiness: ModelReadiness): Promise<readonly string[]> {
    const requested: string[] = [];
    const connection = await broker.connect();
    const prepare = (modelId: string): Promise<ModelReadiness> => {
      requested.push(modelId);
      return Promise.resolve(readiness);
    };
    stops.push(replyModelReadiness(connection, { prepare }));
    await connection.flush();
    return requested;
  }

  const requests = () => new ModelReadinessRequests(ingest, systemClock);

  test('a model is ready when every detector has loaded it', async () => {
    const requested = [await detector({ kind: 'ready' }), await detector({ kind: 'ready' })];
    expect(await requests().send('new')).toEqual({ kind: 'ready' });
    expect(requested).toEqual([['new'], ['new']]);
  });

  test('a model that one of the detectors still loads is not ready', async () => {
    await detector({ kind: 'ready' });
    await detector({ kind: 'loading' });
    expect(await requests().send('new')).toEqual({ kind: 'loading' });
  });

  test('a model that one of the detectors cannot load has failed with its reason', async () => {
    await detector({ kind: 'ready' });
    await detector({ kind: 'failed', detail: 'The file is damaged.' });
    expect(await requests().send('new')).toEqual({ kind: 'failed', detail: 'The file is damaged.' });
  });

  test('without a detector nothing is known about the model', async () => {
    expect(await requests().send('new')).toEqual({ kind: 'loading' });
  });

  test('cameras that change to the same model at the same time share a request', async () => {
    const requested = await detector({ kind: 'ready' });
    const both = requests();
    const [first, second] = await Promise.all([both.send('new'), both.send('new'), both.send('other')]);
    expect([first, second]).toEqual([{ kind: 'ready' }, { kind: 'ready' }]);
    expect([...requested].sort()).toEqual(['new', 'other']);
  });

  test('a detector replies to an invalid request with a failure', async () => {
    await detector({ kind: 'ready' });
    const reply = await ingest.request('vialog.v1.models.prepare', '{"v":1,"modelId":"Not an id"}');
    expect(reply.json()).toMatchObject({ kind: 'failed' });
  });
});
