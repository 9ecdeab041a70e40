import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { BoundedClient, type BoundedClientOptions } from './bounded-client.ts';
import { stubClient } from './stub-client.fixture.ts';

/** A server that responds only on request of the test. */
function heldServer(options: BoundedClientOptions) {
  const held: (() => void)[] = [];
  const { client, sent } = stubClient(
    () =>
      new Promise((resolve) => held.push(() => resolve({ body: { found: true, _source: { fine: true } } }))),
  );
  const elastic = new BoundedClient(client, options);
  /** Responds to every request until all of these promises are settled. */
  const respondUntil = async (requests: readonly Promise<string>[]): Promise<readonly string[]> => {
    const rounds = setInterval(() => held.splice(0).forEach((respond) => respond()), 1);
    return Promise.all(requests).finally(() => clearInterval(rounds));
  };
  const hasSent = async (times: number): Promise<void> => {
    while (sent.length < times) await sleep(1);
  };
  const get = () => elastic.get('vialog-state-v1', 'x').then(() => 'responded', codeOf);
  return { get, sent, hasSent, respondUntil };
}

const codeOf = (error: unknown): string => (error as { code: string }).code;

describe('the bounded client', () => {
  it('sends at most 12 of 200 concurrent requests at a time and the others later', async () => {
    const { get, sent, hasSent, respondUntil } = heldServer({ concurrency: 12, queueTimeoutMs: Infinity });
    const responses = Array.from({ length: 200 }, get);
    await hasSent(12);
    await sleep(20);
    expect(sent).toHaveLength(12);
    expect(new Set(await respondUntil(responses))).toEqual(new Set(['responded']));
    expect(sent).toHaveLength(200);
  });

  it('rejects requests at once when its queue is full', async () => {
    const { get, respondUntil } = heldServer({ concurrency: 2, maxQueued: 3, queueTimeoutMs: Infinity });
    const responses = Array.from({ length: 10 }, get);
    await expect(Promise.all(responses.slice(5))).resolves.toEqual(Array(5).fill('STORE_UNAVAILABLE'));
    expect(await respondUntil(responses.slice(0, 5))).toEqual(Array(5).fill('responded'));
  });

  it('rejects requests that wait too long in the queue without sending them, and sends later ones', async () => {
    const { get, sent, hasSent, respondUntil } = heldServer({ concurrency: 1, queueTimeoutMs: 20 });
    const first = get();
    await hasSent(1);
    expect(await Promise.all([get(), get()])).toEqual(['STORE_UNAVAILABLE', 'STORE_UNAVAILABLE']);
    expect(await respondUntil([first])).toEqual(['responded']);
    expect(sent).toHaveLength(1);
    expect(await respondUntil([get()])).toEqual(['responded']);
  });

  it('names the index and the reason when an index with another mapping cannot serve a search', async () => {
    const error = {
      type: 'search_phase_execution_exception',
      reason: 'all shards failed',
      failed_shards: [{ index: 'vialog-events-v1-2020.01.01' }],
      caused_by: { type: 'illegal_argument_exception', reason: 'Field [slotStartAt] is a keyword' },
    };
    const { client } = stubClient(() => ({ status: 400, body: { error, status: 400 } }));
    await expect(new BoundedClient(client).search(['vialog-events'], {})).rejects.toThrow(
      /rejected a query on index vialog-events-v1-2020\.01\.01: .*Field \[slotStartAt\] is a keyword/,
    );
  });
});
