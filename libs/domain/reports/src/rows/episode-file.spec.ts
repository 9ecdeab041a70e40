import { describe, expect, it } from '@jest/globals';
import type { EpisodeExport, EpisodeExportRow } from '@vialog/events';
import { episodeFile } from './episode-file.ts';

const row: EpisodeExportRow = {
  site: '=North, Lot',
  camera: '北门',
  cameraId: 'cam000000001',
  zone: 'Row A',
  zoneId: 'lot',
  fromAt: '2026-11-29T09:00:00.000Z',
  toAt: '2026-11-29T11:00:00.000Z',
  localFromAt: '2026-11-29T17:00:00+08:00',
  localToAt: '2026-11-29T19:00:00+08:00',
  timeZone: 'Asia/Shanghai',
  minutes: 120,
  ongoing: false,
  peak: 4,
  peakAt: '2026-11-29T10:00:00.000Z',
  mean: 3.5,
  peakOccupancy: 1,
  meanOccupancy: 0.875,
  coverage: 1,
  distanceM: null,
  longitude: 112.2,
  latitude: 31.03,
};

const found = (): EpisodeExport => ({
  rows: (async function* () {
    yield await Promise.resolve([row]);
    yield [{ ...row, zoneId: 'second' }];
  })(),
  method: () => ({
    searchLine: 'fullest yesterday',
    from: row.fromAt,
    to: row.toAt,
    timeZone: 'Asia/Shanghai',
    exportedAt: row.toAt,
    bridgedSeconds: 300,
    completeness: {
      expected: 120,
      measured: 118,
      pending: 0,
      coverage: 0.983,
      reasons: { offline: 2 },
      behindMs: 0,
    },
    models: ['nanodet-g-416'],
  }),
});

async function textOf(format: 'csv' | 'geojson' | 'ndjson'): Promise<string> {
  let text = '';
  for await (const piece of episodeFile(found(), format).pieces) text += String(piece);
  return text;
}

describe('files of episodes', () => {
  it('a CSV file has one row per episode and ends with the method', async () => {
    const lines = (await textOf('csv')).split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFsite,camera,cameraId,/);
    expect(lines[1]).toMatch(/^"'=North, Lot",北门,cam000000001,Row A,lot,/);
    expect(lines.slice(3, 5)).toEqual(['', 'searchLine,fullest yesterday']);
    expect(lines).toContain('missingSlots offline,2');
    expect(lines).toContain('models,nanodet-g-416');
  });

  it('a GeoJSON file is valid JSON with the method as a foreign member', async () => {
    const file = JSON.parse(await textOf('geojson')) as Record<string, unknown>;
    expect(file).toMatchObject({
      type: 'FeatureCollection',
      features: [
        { geometry: { coordinates: [112.2, 31.03] }, properties: { camera: '北门', peakOccupancy: 1 } },
        { properties: { zoneId: 'second' } },
      ],
      method: { searchLine: 'fullest yesterday', models: ['nanodet-g-416'] },
    });
  });

  it('an NDJSON file has one object per line, the method last', async () => {
    const lines = (await textOf('ndjson')).trim().split('\n');
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual([
      'site',
      'site',
      'method',
    ]);
  });
});
