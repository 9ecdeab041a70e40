import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { stubClient } from './stub-client.fixture.ts';
import { BoundedClient, type BoundedClientOptions } from './bounded-client.ts';

/** A server that answers when it is let. */
function slowServer(options: BoundedClientOptions) {
  const held: (() => void)[] = [];
  const { client, asked } = stubClient(
    () =>
      new Promise((resolve) => held.push(() => resolve({ body: { found: true, _source: { fine: true } } }))),
  );
  const elastic = new BoundedClient(client, options);
  /** Answers whatever comes until all of these are settled. */
  const settle = async (questions: readonly Promise<string>[]): Promise<readonly string[]> => {
    const rounds = setInterval(() => held.splice(0).forEach((answer) => answer()), 1);
    return Promise.all(questions).finally(() => clearInterval(rounds));
  };
  const isAsked = async (times: number): Promise<void> => {
    while (asked.length < times) await sleep(1);
  };
  const ask = () => elastic.get('vialog-state-v1', 'x').then(() => 'answered', codeOf);
  return { ask, asked, isAsked, settle };
}

const codeOf = (error: unknown): string => (error as { code: string }).code;

describe('questions to Elasticsearch', () => {
  it('go to the server a few at a time, the others in turn', async () => {
    const { ask, asked, isAsked, settle } = slowServer({ concurrency: 12 });
    const answers = Array.from({ length: 200 }, ask);
    await isAsked(12);
    await sleep(20);
    expect(asked).toHaveLength(12);
    expect(new Set(await settle(answers))).toEqual(new Set(['answered']));
    expect(asked).toHaveLength(200);
  });

  it('are refused at once where too many wait already', async () => {
    const { ask, settle } = slowServer({ concurrency: 2, maxQueued: 3 });
    const answers = Array.from({ length: 10 }, ask);
    await expect(Promise.all(answers.slice(5))).resolves.toEqual(Array(5).fill('STORE_UNAVAILABLE'));
    expect(await settle(answers.slice(0, 5))).toEqual(Array(5).fill('answered'));
  });

  it('are refused, and not asked, when their turn came too late; the turn goes on to the next', async () => {
    const { ask, asked, isAsked, settle } = slowServer({ concurrency: 1, timeoutMs: 20 });
    const answers = [ask(), ask(), ask()];
    await isAsked(1);
    await sleep(60);
    expect(await settle(answers)).toEqual(['answered', 'STORE_UNAVAILABLE', 'STORE_UNAVAILABLE']);
    expect(asked).toHaveLength(1);
    expect(await settle([ask()])).toEqual(['answered']);
  });

  it('that an index of another make cannot answer fail with its name and the reason', async () => {
    const error = {
      type: 'search_phase_execution_exception',
      reason: 'all shards failed',
      failed_shards: [{ index: 'vialog-events-v1-2020.01.01' }],
      caused_by: { type: 'illegal_argument_exception', reason: 'Field [slotStartAt] is a keyword' },
    };
    const { client } = stubClient(() => ({ status: 400, body: { error, status: 400 } }));
    await expect(new BoundedClient(client).search(['vialog-events'], {})).rejects.toThrow(
      /refused a question about index vialog-events-v1-2020\.01\.01: .*Field \[slotStartAt\] is a keyword/,
    );
  });
});
