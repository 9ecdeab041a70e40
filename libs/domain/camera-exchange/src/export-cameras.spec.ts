import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  cameraInput,
  exchangeFormats,
  exportQuery,
  type Camera,
  type ExchangeFormat,
} from '@vialog/contracts';
import { registerCamera, retireCamera } from '@vialog/registry';
import { givenCamera } from '@vialog/registry/conformance';
import fc from 'fast-check';
import { fakeRegistry, givenTwoCameras, importText } from './camera-list.fixture.ts';
import { exportCameras } from './export-cameras.ts';

const textOf = (registry: { cameras: { newest(): readonly Camera[] } }, query: object): string =>
  [...exportCameras(registry, exportQuery.parse(query)).pieces].join('');

const golden: Readonly<Record<ExchangeFormat, string>> = {
  csv: 'cameras.csv',
  geojson: 'cameras.geojson',
  otcm: 'cameras-otcm.json',
  gb28181: 'cameras-gb28181.xml',
  gat1400: 'cameras-gat1400.json',
};

describe('export of cameras', () => {
  test.each(exchangeFormats)(
    'writes %s as the golden file; VIALOG_WRITE_GOLDEN=1 renews it',
    async (format) => {
      const { registry } = await givenTwoCameras();
      const path = join(import.meta.dirname, 'golden', golden[format]);
      const text = textOf(registry, { format });
      if (process.env['VIALOG_WRITE_GOLDEN'] === '1') writeFileSync(path, text);
      expect(text).toBe(readFileSync(path, 'utf8'));
    },
  );

  test.each(
    exchangeFormats.flatMap((format) =>
      (format === 'geojson' ? ['wgs84'] : ['wgs84', 'gcj02', 'bd09']).map((crs) => [format, crs] as const),
    ),
  )('%s in %s changes nothing when it is imported again', async (format, crs) => {
    const { registry } = await givenTwoCameras();
    const before = structuredClone(registry.memory.newest());
    const text = textOf(registry, { format, crs });
    const report = await importText(registry, text, { format, crs: crs as 'wgs84' });
    const count = format === 'gb28181' || format === 'gat1400' ? 1 : 2;
    expect(report).toMatchObject({ applied: true, summary: { unchanged: count, changed: 0, new: 0 } });
    expect(registry.memory.newest()).toEqual(before);
  });

  test('an export imported into an empty registry gives the same cameras', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const camera = fc.record({
      name: text,
      position: fc.tuple(
        fc.double({ min: -179, max: 179, noNaN: true }),
        fc.double({ min: 1, max: 89, noNaN: true }),
      ),
      heading: fc.double({ min: 0, max: 359, noNaN: true }),
      tilt: fc.double({ min: -90, max: 90, noNaN: true }),
      indoor: fc.boolean(),
      maker: text,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(camera, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('csv', 'geojson'),
        async (inputs, format) => {
          const source = fakeRegistry();
          for (const [i, input] of inputs.entries()) {
            const stream = { url: `rtsp://camera.example/${i}` };
            const sent = { ...input, position: [...input.position], stream, code: `C-${i}` };
            const parsed = cameraInput.safeParse(sent);
            if (parsed.success) await registerCamera(source, parsed.data);
          }
          const target = fakeRegistry();
          if (source.memory.newest().length === 0) return;
          const report = await importText(target, textOf(source, { format }), { format: format as 'csv' });
          expect(report.rows.flatMap((row) => row.problems)).toEqual([]);
          expect(withoutIds(target.memory.newest())).toEqual(withoutIds(source.memory.newest()));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('writes cells that a spreadsheet would compute as text', async () => {
    const registry = fakeRegistry();
    for (const name of ['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', "'=x"])
      await givenCamera(registry, { name });
    const names = textOf(registry, { format: 'csv' }).split('\r\n').slice(1, -1);
    for (const line of names) expect(line.split(',')[2]).toMatch(/^"?'/);
  });

  test('leaves out stream URLs with credentials', async () => {
    const registry = fakeRegistry();
    await givenCamera(registry, {
      stream: { url: 'https://camera.example/now.jpg?user=admin&Password=s3cret' },
    });
    for (const format of exchangeFormats) expect(textOf(registry, { format })).not.toMatch(/s3cret|admin/);
    const report = await importText(registry, textOf(registry, { format: 'csv' }));
    expect(report.summary).toMatchObject({ unchanged: 1 });
  });

  test('leaves out retired cameras, and cameras without a 20-digit code where the format needs one', async () => {
    const { registry, cameras } = await givenTwoCameras();
    expect(exportCameras(registry, exportQuery.parse({ format: 'gb28181' })).leftOut).toBe(1);
    await retireCamera(registry, cameras[0]?.cameraId ?? '');
    expect(textOf(registry, { format: 'csv' }).split('\r\n')).toHaveLength(3);
    expect(textOf(registry, { format: 'otcm', lifecycle: 'retired' })).toContain('北停车场');
  });

  test('rejects GeoJSON in another coordinate system than WGS-84', () => {
    const query = exportQuery.parse({ format: 'geojson', crs: 'gcj02' });
    expect(() => exportCameras(fakeRegistry(), query)).toThrow(/always in WGS-84/);
  });
});

const withoutIds = (cameras: readonly Camera[]) =>
  cameras
    .map((camera) => ({
      ...(JSON.parse(JSON.stringify(camera)) as Camera),
      cameraId: '',
      createdAt: '',
      validFromAt: '',
    }))
    .sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
