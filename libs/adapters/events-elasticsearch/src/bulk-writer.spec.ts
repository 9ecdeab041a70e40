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
const accepted = (sent: SentRequest): StubResponse => ({
  body: { items: Array.from({ length: sizeOf(sent) }, () => item(201, { result: 'created' })) },
});

function writerOn(
  reply: (sent: SentRequest, n: number) => StubResponse | Promise<StubResponse>,
  options: BulkWriterOptions = {},
) {
  let n = 0;
  const { client, sent } = stubClient((request) => reply(request, n++));
  return { bulk: new BulkWriter(client, { random: () => 0.5, ...options }), sent };
}

const kinds = (outcomes: readonly { kind: string }[]): string[] => outcomes.map((outcome) => outcome.kind);

describe('a bulk request', () => {
  it('sends external versions and returns the outcome of each item in order', async () => {
    const error = (type: string) => ({ error: { type, reason: 'why' } });
    const { bulk, sent } = writerOn(() => ({
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
      { kind: 'rejected', why: 'Elasticsearch: document_parsing_exception: why' },
    ]);
    expect(sent[0]?.path).toBe('/_bulk');
    expect(sent[0]?.body.split('\n').slice(0, 2)).toEqual([
      '{"index":{"_index":"x","_id":"id0","version":2,"version_type":"external"}}',
      '{"n":0}',
    ]);
  });

  it('names the innermost cause of a rejected document', async () => {
    const error = {
      type: 'document_parsing_exception',
      reason: 'failed to parse field [total]',
      caused_by: { type: 'illegal_argument_exception', reason: 'For input string: "many"' },
    };
    const { bulk } = writerOn(() => ({ body: { items: [item(400, { error })] } }));
    const [rejected] = await bulk.write(items(1));
    expect(rejected).toMatchObject({ why: expect.stringContaining('For input string: "many"') });
  });

  it('returns busy for an item that the response does not contain', async () => {
    const { bulk } = writerOn(() => ({ body: { items: [item(201, { result: 'created' })] } }));
    expect(kinds(await bulk.write(items(3)))).toEqual(['stored', 'busy', 'busy']);
  });

  it.each([
    ['a truncated body', { body: '{"items":[{"index":{"status":201}},{"ind' }],
    [
      '429 for all',
      { status: 429, body: { error: { type: 'es_rejected_execution_exception' }, status: 429 } },
    ],
    [
      '503 for all',
      { status: 503, body: { error: { type: 'cluster_manager_not_discovered' }, status: 503 } },
    ],
    ['an error of a proxy', { status: 502, body: 'Bad Gateway' }],
    ['a full disk', { status: 403, body: { error: { type: 'cluster_block_exception' }, status: 403 } }],
  ])('returns busy for every item after %s', async (_, reply) => {
    const { bulk } = writerOn(() => reply);
    expect(kinds(await bulk.write(items(2)))).toEqual(['busy', 'busy']);
  });

  it.each([
    ['rejected', new errors.ConnectionError('connect ECONNREFUSED')],
    ['reset', new errors.ConnectionError('read ECONNRESET')],
    ['timeout', new errors.TimeoutError('Request timed out')],
  ])('returns busy for every item after a connection error: %s', async (_, error) => {
    const { bulk } = writerOn(() => Promise.reject(error));
    expect(kinds(await bulk.write(items(2)))).toEqual(['busy', 'busy']);
  });

  it('returns busy for every item when the connection is reset during the response', async () => {
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
    ['credentials without write privilege', 403, 'security_exception'],
    ['invalid credentials', 401, 'security_exception'],
  ])('throws an error with the reason for %s', async (_, status, type) => {
    const { bulk } = writerOn(() => ({ status, body: { error: { type, reason: 'not allowed' }, status } }));
    await expect(bulk.write(items(1))).rejects.toThrow(
      /rejected the bulk request: 40[13] security_exception/,
    );
    const perItem = writerOn(() => ({ body: { items: [item(status, { error: { type } })] } }));
    await expect(perItem.bulk.write(items(1))).rejects.toThrow(/rejects records for x/);
  });
});

describe('the size of bulk requests', () => {
  it('halves after 413 until the request is accepted, without losing items', async () => {
    const { bulk, sent } = writerOn((request) =>
      sizeOf(request) > 30 ? { status: 413, body: 'too large' } : accepted(request),
    );
    expect(kinds(await bulk.write(items(200)))).toEqual(items(200).map(() => 'stored'));
    expect(sent.map(sizeOf).slice(0, 4)).toEqual([200, 100, 50, 25]);
    const ids = sent.filter((request) => sizeOf(request) <= 30).flatMap(({ body }) => body.match(/id\d+/g));
    expect(new Set(ids).size).toBe(200);
  });

  it('rejects a single document that exceeds the request limit and stores the others', async () => {
    const { bulk } = writerOn((request) =>
      request.body.includes('"id2"') ? { status: 413, body: 'too large' } : accepted(request),
    );
    expect(kinds(await bulk.write(items(4)))).toEqual(['stored', 'stored', 'rejected', 'stored']);
  });

  it('halves after a rejection, sends nothing more to the busy server, and grows again later', async () => {
    let busyLeft = 2;
    const { bulk, sent } = writerOn((request) =>
      busyLeft-- > 0 ? { status: 429, body: {} } : accepted(request),
    );
    expect(new Set(kinds(await bulk.write(items(3_000))))).toEqual(new Set(['busy']));
    expect(sent).toHaveLength(1);
    await bulk.write(items(3_000));
    expect(bulk.size).toBe(500);
    await bulk.write(items(6_000));
    expect(bulk.size).toBeGreaterThan(1_000);
    for (let i = 0; i < 10; i += 1) await bulk.write(items(6_000));
    expect(bulk.size).toBe(2_000);
  });

  it('doubles the pause with each consecutive rejection and resets it after a success', async () => {
    let failing = true;
    const { bulk } = writerOn((request) => (failing ? { status: 503, body: {} } : accepted(request)));
    const pauses: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      await bulk.write(items(1));
      pauses.push(bulk.pauseMs);
    }
    expect(pauses).toEqual([200, 400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000, 15_000]);
    failing = false;
    await bulk.write(items(1));
    expect(bulk.pauseMs).toBe(200);
  });

  it('limits concurrent requests and rejects batches beyond the queue limit as busy', async () => {
    let running = 0;
    let peak = 0;
    const slow = async (request: SentRequest): Promise<StubResponse> => {
      running += 1;
      peak = Math.max(peak, running);
      await new Promise((done) => setTimeout(done, 5));
      running -= 1;
      return accepted(request);
    };
    const { bulk } = writerOn(slow, { concurrency: 2, maxQueued: 5 });
    const all = await Promise.all(Array.from({ length: 20 }, () => bulk.write(items(1))));
    expect(peak).toBe(2);
    expect(kinds(all.flat()).filter((kind) => kind === 'stored')).toHaveLength(7);
    expect(kinds(all.flat()).filter((kind) => kind === 'busy')).toHaveLength(13);
  });
});
