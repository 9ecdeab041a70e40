import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { plainCamera } from '@vialog/registry/conformance';
import { send, startTestApi, type TestResponse, type TestApi } from './http-api.fixture.ts';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const file =
  'code,name,longitude,latitude,streamUrl\nN-1,北,114.3,30.5,rtsp://camera.example/1\nN-2,South,114.4,30.6,\n';

const importFile = (
  query: string,
  body = file,
  headers: Record<string, string> = {},
): Promise<TestResponse> =>
  send(api, `POST /v1/cameras/import?${query}`, {
    body,
    headers: { 'content-type': 'text/csv', ...headers },
  });

describe('import of cameras over HTTP', () => {
  test('the import reports a dry run row by row, applies the import, and changes nothing the second time', async () => {
    const dry = await importFile('format=csv&dryRun=true');
    expect(dry).toMatchObject({ status: 200, body: { applied: false, dryRun: true, summary: { new: 2 } } });
    expect(api.registry.memory.newest()).toEqual([]);
    expect(await importFile('format=csv')).toMatchObject({
      status: 200,
      body: { applied: true, summary: { new: 2 } },
    });
    expect((await importFile('format=csv')).body).toMatchObject({
      summary: { new: 0, changed: 0, unchanged: 2 },
    });
  });

  test('the import rejects a file with problems as a whole and names the rows', async () => {
    const response = await importFile('format=csv', `${file}N-3,C,1143,30.5,\n`);
    expect(response).toMatchObject({
      status: 422,
      body: {
        code: 'IMPORT_REFUSED',
        details: [{ path: 'row 3 (line 4)', message: expect.stringContaining('1143') }],
      },
    });
    expect(api.registry.memory.newest()).toEqual([]);
  });

  test('the import rejects an unreadable file with its reason', async () => {
    expect(await importFile('format=geojson')).toMatchObject({
      status: 422,
      body: { code: 'IMPORT_REFUSED', detail: expect.stringContaining('not valid JSON') },
    });
  });

  test('the import sends progress lines and then the report when the client accepts them', async () => {
    const rows = Array.from({ length: 250 }, (_, i) => `N-${i},C ${i},114.${i},30.5,`).join('\n');
    const { text, headers } = await importFile(
      'format=csv',
      `code,name,longitude,latitude,streamUrl\n${rows}\n`,
      {
        accept: 'application/x-ndjson',
      },
    );
    expect(headers['content-type']).toBe('application/x-ndjson');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.slice(0, -1)).toContainEqual({ checked: 100, rows: 250 });
    expect(lines.at(-1)).toMatchObject({ report: { applied: true, summary: { new: 250 } } });
  });

  test('the import sends the problem as the last progress line', async () => {
    const { text } = await importFile('format=csv', 'x', { accept: 'application/x-ndjson' });
    expect(JSON.parse(text.trim().split('\n').at(-1) ?? '')).toMatchObject({
      problem: { code: 'IMPORT_REFUSED' },
    });
  });

  test.each([
    ['format=xlsx', 'text/csv', file, 'VALIDATION_FAILED'],
    ['', 'text/csv', file, 'VALIDATION_FAILED'],
    ['format=csv&timeZone=CST', 'text/csv', file, 'VALIDATION_FAILED'],
    ['format=csv', 'text/csv', '', 'VALIDATION_FAILED'],
    ['format=csv', 'application/json', '{}', 'VALIDATION_FAILED'],
    ['format=csv', 'text/plain', file, 'MEDIA_TYPE_REFUSED'],
    ['format=csv', 'multipart/form-data', file, 'MEDIA_TYPE_REFUSED'],
    ['format=csv', 'text/csv', 'x'.repeat(33 * 1_048_576), 'BODY_TOO_LARGE'],
  ])('the import rejects the query "%s" with the content type %s', async (query, type, body, code) => {
    expect((await importFile(query, body, { 'content-type': type })).body).toMatchObject({ code });
  });

  test('the import takes a file of more than 1 MB, which other routes reject', async () => {
    const large = `${file}${' '.repeat(2 * 1_048_576)}`;
    expect(await importFile('format=csv&dryRun=true', large)).toMatchObject({ status: 200 });
    const other = await send(api, 'POST /v1/cameras', {
      body: large,
      headers: { 'content-type': 'text/csv' },
    });
    expect(other).toMatchObject({ status: 415 });
  });
});

describe('export of cameras over HTTP', () => {
  test('the export sends a file that the import accepts without changes', async () => {
    await importFile('format=csv');
    const response = await send(api, 'GET /v1/cameras/export?format=csv');
    expect(response.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="cameras.csv"',
      'x-left-out': '0',
      'cache-control': 'no-store',
    });
    expect((await importFile('format=csv', response.text)).body).toMatchObject({
      summary: { unchanged: 2, new: 0 },
    });
  });

  test('the export counts the cameras that the format cannot hold', async () => {
    await send(api, 'POST /v1/cameras', { body: plainCamera });
    const { headers, text } = await send(api, 'GET /v1/cameras/export?format=gb28181');
    expect(headers).toMatchObject({ 'x-left-out': '1', 'content-type': 'application/xml' });
    expect(text).toContain('<SumNum>0</SumNum>');
  });

  test('the export rejects an unknown format and GeoJSON in GCJ-02', async () => {
    for (const query of ['', 'format=xlsx', 'format=geojson&crs=gcj02'])
      expect(await send(api, `GET /v1/cameras/export?${query}`)).toMatchObject({ status: 400 });
  });
});
