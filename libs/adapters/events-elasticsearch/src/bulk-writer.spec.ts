import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { errors } from '@elastic/transport';
import { stubClient, item, type SentRequest, type StubResponse } from './stub-client.fixture.ts';
import { BulkWriter, type BulkWriterOptions } from './bulk-writer.ts';
import type { BulkItem } from './bulk-request.ts';
import { openClient } from './connection.ts';

const items = (n: number): BulkItem[] =>
  Array.from({ length: n }, (_, i) => ({ index: 'x', id: `id${i}`, document: `{"n":${i}}`, rank: 2 }));
const sizeOf = ({ body }: SentRequest): number => body.trimEnd().split('\n').length / 2;
const taken = (asked: SentRequest): StubResponse => ({
  body: { items: Array.from({ length: sizeOf(asked) }, () => item(201, { result: 'created' })) },
});

function loopOn(
  reply: (asked: SentRequest, n: number) => StubResponse | Promise<StubResponse>,
  options: object = {},
) {
  let n = 0;
  const { client, asked } = stubClient((question) => reply(question, n++));
  return { bulk: new BulkWriter(client, { random: () => 0.5, ...options }), asked };
}

const kinds = (outcomes: readonly { kind: string }[]): string[] => outcomes.map((outcome) => outcome.kind);

describe('a bulk request', () => {
  it('asks for external versions, answers in order, and tells each item apart', async () => {
    const error = (type: string) => ({ error: { type, reason: 'why' } });
    const { bulk, asked } = loopOn(() => ({
      body: {
        items: [
          item(201, { result: 'created' }),
          item(200, { result: 'updated' }),
          item(409, error('version_conflict_engine_exception')),
          item(429, error('es_rejected_execution_exception')),
          item(503, error('unavailable_shards_exception')),
          item(403, error('cluster_block_exception')),
          item(400, error('document_parsing_exception')),
        ],
      },
    }));
    expect(await bulk.write(items(7))).toEqual([
      { kind: 'stored', replaced: false },
      { kind: 'stored', replaced: true },
      { kind: 'known' },
      { kind: 'busy' },
      { kind: 'busy' },
      { kind: 'busy' },
      { kind: 'refused', why: 'Elasticsearch: document_parsing_exception: why' },
    ]);
    expect(asked[0]?.path).toBe('/_bulk');
    expect(asked[0]?.body.split('\n').slice(0, 2)).toEqual([
      '{"index":{"_index":"x","_id":"id0","version":2,"version_type":"external"}}',
      '{"n":0}',
    ]);
  });

  it('names the innermost cause of a refusal', async () => {
    const caused_by = { type: 'illegal_argument_exception', reason: 'For input string: "many"' };
    const error = { type: 'document_parsing_exception', reason: 'failed to parse field [total]', caused_by };
    const { bulk } = loopOn(() => ({ body: { items: [item(400, { error })] } }));
    const [refused] = await bulk.write(items(1));
    expect(refused).toMatchObject({ why: expect.stringContaining('For input string: "many"') });
  });

  it('takes an item without an answer for one that has to come again', async () => {
    const { bulk } = loopOn(() => ({ body: { items: [item(201, { result: 'created' })] } }));
    expect(kinds(await bulk.write(items(3)))).toEqual(['stored', 'busy', 'busy']);
  });

  it.each([
    ['a body that ends in the middle', { body: '{"items":[{"index":{"status":201}},{"ind' }],
    [
      '429 for all',
      { status: 429, body: { error: { type: 'es_rejected_execution_exception' }, status: 429 } },
    ],
    [
      '503 for all',
      { status: 503, body: { error: { type: 'cluster_manager_not_discovered' }, status: 503 } },
    ],
    ['a proxy that is ill', { status: 502, body: 'Bad Gateway' }],
    ['a full disk', { status: 403, body: { error: { type: 'cluster_block_exception' }, status: 403 } }],
  ])('has everything come again after %s', async (_, reply) => {
    const { bulk } = loopOn(() => reply);
    expect(kinds(await bulk.write(items(2)))).toEqual(['busy', 'busy']);
  });

  it.each([
    ['refused', new errors.ConnectionError('connect ECONNREFUSED')],
    ['reset', new errors.ConnectionError('read ECONNRESET')],
    ['too late', new errors.TimeoutError('Request timed out')],
  ])('has everything come again after a connection that was %s', async (_, error) => {
    const { bulk } = loopOn(() => Promise.reject(error));
    expect(kinds(await bulk.write(items(2)))).toEqual(['busy', 'busy']);
  });

  it('has everything come again when the connection is reset in the middle of the answer', async () => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, {
          'content-type': 'application/vnd.elasticsearch+json;compatible-with=9',
          'x-elastic-product': 'Elasticsearch',
          'content-length': 500,
        });
        response.write('{"items":[{"index":{"status":201}}', () => response.destroy());
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const client = openClient({ nodes: [`http://127.0.0.1:${(server.address() as AddressInfo).port}`] });
    try {
      expect(kinds(await new BulkWriter(client).write(items(2)))).toEqual(['busy', 'busy']);
    } finally {
      await client.close();
      server.close();
    }
  });

  it.each([
    ['credentials that may not write', 403, 'security_exception'],
    ['credentials that are wrong', 401, 'security_exception'],
  ])('throws for %s, saying so', async (_, status, type) => {
    const { bulk } = loopOn(() => ({ status, body: { error: { type, reason: 'not allowed' }, status } }));
    await expect(bulk.write(items(1))).rejects.toThrow(/refused to write: 40[13] security_exception/);
    const perItem = loopOn(() => ({ body: { items: [item(status, { error: { type } })] } }));
    await expect(perItem.bulk.write(items(1))).rejects.toThrow(/will not take records into x/);
  });
});

describe('the size of requests', () => {
  it('halves after 413 until it fits, and loses nothing', async () => {
    const { bulk, asked } = loopOn((question) =>
      sizeOf(question) > 30 ? { status: 413, body: 'too large' } : taken(question),
    );
    expect(kinds(await bulk.write(items(200)))).toEqual(items(200).map(() => 'stored'));
    expect(asked.map(sizeOf).slice(0, 4)).toEqual([200, 100, 50, 25]);
    const ids = asked
      .filter((question) => sizeOf(question) <= 30)
      .flatMap(({ body }) => body.match(/id\d+/g));
    expect(new Set(ids).size).toBe(200);
  });

  it('refuses the one document that is too large by itself, and stores the others', async () => {
    const { bulk } = loopOn((question) =>
      question.body.includes('"id2"') ? { status: 413, body: 'too large' } : taken(question),
    );
    expect(kinds(await bulk.write(items(4)))).toEqual(['stored', 'stored', 'refused', 'stored']);
  });

  it('halves after a refusal, leaves the busy server alone, and grows again', async () => {
    let busyLeft = 2;
    const { bulk, asked } = loopOn((question) =>
      busyLeft-- > 0 ? { status: 429, body: {} } : taken(question),
    );
    expect(new Set(kinds(await bulk.write(items(3_000))))).toEqual(new Set(['busy']));
    expect(asked).toHaveLength(1);
    await bulk.write(items(3_000));
    expect(bulk.size).toBe(500);
    await bulk.write(items(6_000));
    expect(bulk.size).toBeGreaterThan(1_000);
    for (let i = 0; i < 10; i += 1) await bulk.write(items(6_000));
    expect(bulk.size).toBe(2_000);
  });

  it('asks for a longer pause with each refusal in a row, and for none once it went through', async () => {
    let ill = true;
    const { bulk } = loopOn((question) => (ill ? { status: 503, body: {} } : taken(question)));
    const pauses: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      await bulk.write(items(1));
      pauses.push(bulk.pauseMs);
    }
    expect(pauses).toEqual([200, 400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000, 15_000]);
    ill = false;
    await bulk.write(items(1));
    expect(bulk.pauseMs).toBe(200);
  });

  it('keeps few requests on their way and turns away more than may wait', async () => {
    let running = 0;
    let most = 0;
    const slow = async (question: SentRequest): Promise<StubResponse> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, 5));
      running -= 1;
      return taken(question);
    };
    const { bulk } = loopOn(slow, { concurrency: 2, maxQueued: 5 });
    const all = await Promise.all(Array.from({ length: 20 }, () => bulk.write(items(1))));
    expect(most).toBe(2);
    expect(kinds(all.flat()).filter((kind) => kind === 'stored')).toHaveLength(7);
    expect(kinds(all.flat()).filter((kind) => kind === 'busy')).toHaveLength(13);
  });
});
