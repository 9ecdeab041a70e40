import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
import { gap, measured, measuredBays } from '@vialog/events/conformance';
import { describeUnless, missingElasticsearch, useElasticsearch } from '@vialog/testkit';
import { UsageError } from '../command.ts';
import { readEventsRequest } from './events-request.ts';

const main = join(import.meta.dirname, '../main.ts');
const folder = mkdtempSync(join(tmpdir(), 'vialog-cli-events-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const vialog = (args: readonly string[], input = '') => {
  const node = ['--conditions=@vialog/source', '--experimental-transform-types', '--no-warnings', main];
  const run = spawnSync(process.execPath, [...node, ...args], { input, encoding: 'utf8' });
  return { code: run.status, out: run.stdout, said: run.stderr };
};

const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 7_200_000;
const events = [
  measured(hour, { car: 3 }),
  gap(hour + 10_000, { slots: 6 }),
  measuredBays(hour + 60_000, '01-1'),
  measured(hour + 120_000, { car: 0 }),
];
const lines = events.map((event) => JSON.stringify(event)).join('\n');

function roundTrip(store: readonly string[]): void {
  const file = join(folder, 'events.ndjson');
  writeFileSync(file, `${lines}\nnonsense\n`);
  const first = vialog(['events', 'import', file, ...store]);
  expect(first.said).toMatch(/^line 5: not JSON/);
  expect(first.code).toBe(1);
  expect(JSON.parse(first.out)).toEqual({ lines: 5, stored: 4, known: 0, rejected: 0, unreadable: 1 });
  const again = vialog(['events', 'import', ...store], lines);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({ stored: 0, known: 4 });
  const all = vialog(['events', 'export', ...store]);
  expect(
    all.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(events.toReversed());
  const some = ['--from', isoOf(hour + 60_000), '--cameras', 'cam000000001'];
  expect(vialog(['events', 'export', ...store, ...some]).said).toMatch(/^1 records/);
}

describe('vialog events', () => {
  it('imports records into SQLite once and exports them', () => {
    roundTrip(['--data', join(folder, 'data')]);
  });

  it.each([
    [[], /expected import or export, found nothing/],
    [['list', '--data', 'x'], /found list/],
    [['import', 'a', 'b', '--data', 'x'], /unexpected argument "b"/],
    [['export', '--data', 'x', '--elasticsearch', 'http://127.0.0.1'], /either --data/],
    [['export', '--data', 'x', '--from', 'noon'], /--from noon/],
    [['export', '--data', 'x', '--cameras', 'one'], /"one" is not a camera id/],
  ])('rejects the call %j and says why', (args, why) => {
    expect(() => readEventsRequest(args, 0)).toThrow(UsageError);
    expect(() => readEventsRequest(args, 0)).toThrow(why);
  });
});

describeUnless(missingElasticsearch(), describe)('vialog events with Elasticsearch', () => {
  it('imports records into Elasticsearch once and exports them', async () => {
    const server = await useElasticsearch();
    const prefix = `cli${process.pid}`;
    try {
      roundTrip(['--elasticsearch', server.url, '--prefix', prefix]);
    } finally {
      const settings = (await (await fetch(`${server.url}/${prefix}-*/_settings`)).json()) as object;
      await fetch(`${server.url}/${Object.keys(settings).join(',')}`, { method: 'DELETE' });
      for (const name of ['events', 'bins', 'spans', 'state-v1'])
        await fetch(`${server.url}/_index_template/${prefix}-${name}`, { method: 'DELETE' });
      server.release();
    }
  });
});
