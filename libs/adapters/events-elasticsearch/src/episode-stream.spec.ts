import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { isoOf, minuteMs } from '@vialog/contracts';
import { ElasticEpisodeReader } from './elastic-episode-reader.ts';
import { BoundedClient } from './bounded-client.ts';
import { EpisodeStream, type Match } from './episode-stream.ts';
import { IndexNames } from './index-names.ts';
import { stubClient } from './stub-client.fixture.ts';

const start = Date.parse('2026-03-31T00:00:00.000Z');
const query = { from: start, to: start + 86_400_000, where: { kind: 'all' } } as const;

const matchAt = (moment: number, camera: number): Match => ({
  cameraId: `cam${String(camera).padStart(9, '0')}`,
  zoneId: 'road',
  slotStartAt: isoOf(moment),
  slotMs: 10_000,
  slots: 1,
  kind: 'measured',
  total: 3,
  position: [112.2, 31],
});

describe('the reduction of matching records to episodes', () => {
  it('holds a bounded number of states and episodes for 200,000 matches of 20,000 zones', () => {
    const stream = new EpisodeStream({
      minMs: 0,
      bridgeMs: minuteMs,
      limit: 50,
      order: { by: 'time' as const },
    });
    let peak = 0;
    // 100 zones match for ten minutes each, one group of zones after the other.
    for (let group = 0; group < 200; group += 1)
      for (let round = 0; round < 10; round += 1) {
        const moment = start + (group * 10 + round) * minuteMs;
        const matches = Array.from({ length: 100 }, (_, zone) => matchAt(moment, group * 100 + zone));
        stream.add(stream.plan(matches), () => false);
        peak = Math.max(peak, stream.size);
      }
    expect(peak).toBeLessThanOrEqual(2 * 100 + 2 * 50);
    const rows = stream.finish();
    expect(rows).toHaveLength(50);
    expect(rows[0]).toMatchObject({ cameraId: 'cam000019900', measuredSlots: 10, mean: 3 });
  });

  it('continues an episode across pages and ends it at an interval with a measured record', () => {
    const stream = new EpisodeStream({
      minMs: 0,
      bridgeMs: minuteMs,
      limit: 50,
      order: { by: 'time' as const },
    });
    const times = [0, 10_000, 40_000, 60_000].map((offset) => start + offset);
    for (const moment of times)
      stream.add(stream.plan([matchAt(moment, 1)]), ({ before }) => before === times[3]);
    expect(stream.finish().map(({ from, to }) => [from - start, to - start])).toEqual([
      [60_000, 70_000],
      [0, 50_000],
    ]);
  });
});

describe('the episode reader', () => {
  it('runs at most two episode queries at the same time and rejects queries beyond its queue', async () => {
    let running = 0;
    let peak = 0;
    const { client, sent } = stubClient(async () => {
      running += 1;
      peak = Math.max(peak, running);
      await sleep(2);
      running -= 1;
      return { body: { hits: { hits: [], total: { value: 0, relation: 'eq' } } } };
    });
    const limits = { maxQueued: 5, queueTimeoutMs: Infinity };
    const reader = new ElasticEpisodeReader(new BoundedClient(client), new IndexNames('vialog'), limits);
    const rule = { minMs: 0, bridgeMs: 0, limit: 10, order: { by: 'time' as const } };
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => reader.episodes(query, rule)));
    expect(peak).toBe(2);
    expect(sent).toHaveLength(7);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  });

  it('requests one page of matches at a time and continues after its last hit', async () => {
    const pages = [[0, 1], [2, 3], [4]];
    const { client, sent } = stubClient(() => {
      const hits = (pages.shift() ?? []).map((n) => ({
        _id: String(n),
        _source: matchAt(start + n * 10_000, 1),
        sort: [n],
      }));
      return { body: { hits: { hits, total: { value: 0, relation: 'eq' } } } };
    });
    const reader = new ElasticEpisodeReader(new BoundedClient(client), new IndexNames('vialog'), {
      pageSize: 2,
    });
    const rows = await reader.episodes(query, {
      minMs: 0,
      bridgeMs: 0,
      limit: 10,
      order: { by: 'time' as const },
    });
    expect(rows).toEqual([expect.objectContaining({ measuredSlots: 5, from: start, to: start + 50_000 })]);
    const bodies = sent.map(({ body }) => JSON.parse(body) as { size: number; search_after?: number[] });
    expect(bodies.map(({ size, search_after }) => [size, search_after])).toEqual([
      [2, undefined],
      [2, [1]],
      [2, [3]],
    ]);
  });
});
