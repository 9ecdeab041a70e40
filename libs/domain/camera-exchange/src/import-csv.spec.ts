import { describe, expect, test } from '@jest/globals';
import { missingStreamUrl } from '@vialog/contracts';
import { pauseCamera, resumeCamera } from '@vialog/registry';
import { givenCamera, type FakeRegistry } from '@vialog/registry/conformance';
import { fakeRegistry, importText } from './camera-list.fixture.ts';

const header = 'code,name,longitude,latitude,heading,streamUrl';
const byCode = (registry: FakeRegistry, code: string) =>
  registry.memory.newest().find((camera) => camera.code === code);
const plain = `${header}\nN-1,North,114.3,30.5,90,rtsp://camera.example/1\nN-2,South,114.4,30.6,,rtsp://camera.example/2\n`;

describe('import of CSV', () => {
  test('a CSV import registers new cameras and changes nothing when the same file is imported again', async () => {
    const registry = fakeRegistry();
    const first = await importText(registry, plain);
    expect(first).toMatchObject({ applied: true, summary: { new: 2, invalid: 0 } });
    const second = await importText(registry, plain);
    expect(second).toMatchObject({ applied: true, summary: { new: 0, changed: 0, unchanged: 2, gone: 0 } });
    expect(registry.memory.newest().map(({ version, lifecycle }) => [version, lifecycle])).toEqual([
      [1, 'active'],
      [1, 'active'],
    ]);
  });

  test('a CSV import stores nothing in a dry run and reports what it would do', async () => {
    const registry = fakeRegistry();
    const report = await importText(registry, plain, { dryRun: true });
    expect(report).toMatchObject({ applied: false, dryRun: true, summary: { new: 2 } });
    expect(report.rows[1]).toMatchObject({ row: 2, line: 3, outcome: 'new', name: 'South', code: 'N-2' });
    expect(registry.memory.newest()).toEqual([]);
  });

  test('a CSV import stores nothing when one row has a problem', async () => {
    const registry = fakeRegistry();
    const report = await importText(registry, `${plain}N-3,Bad,1143,30.5,,\n`);
    expect(report).toMatchObject({ applied: false, summary: { new: 2, invalid: 1 } });
    expect(registry.memory.newest()).toEqual([]);
  });

  test('a CSV import reports new, changed and gone cameras and leaves those that are gone unchanged', async () => {
    const registry = fakeRegistry();
    await importText(registry, plain);
    const text = `${header}\nN-1,North gate,114.3,30.5,95,\nN-9,New,114.5,30.7,,rtsp://camera.example/9\n`;
    const report = await importText(registry, text);
    expect(report.summary).toMatchObject({ new: 1, changed: 1, gone: 1 });
    expect(report.rows[0]).toMatchObject({ matchedBy: 'code', changes: ['name', 'heading'] });
    expect(report.gone).toMatchObject([{ name: 'South', code: 'N-2' }]);
    expect(byCode(registry, 'N-1')).toMatchObject({ version: 2, stream: { url: 'rtsp://camera.example/1' } });
    expect(byCode(registry, 'N-2')).toMatchObject({ version: 1, lifecycle: 'active' });
  });

  test('a CSV import limits the cameras that are gone to the group of the import', async () => {
    const registry = fakeRegistry();
    await givenCamera(registry, { name: 'of another list' });
    await importText(registry, plain, { group: 'city' });
    const report = await importText(registry, plain.split('\n').slice(0, 2).join('\n'), { group: 'city' });
    expect(report.gone.map((camera) => camera.name)).toEqual(['South']);
    expect(report.summary).toMatchObject({ unchanged: 1, changed: 0 });
  });

  test('a CSV import does not change the life cycle of a registered camera', async () => {
    const registry = fakeRegistry();
    await importText(registry, plain);
    const paused = await pauseCamera(registry, byCode(registry, 'N-1')?.cameraId ?? '');
    await importText(registry, plain);
    expect(byCode(registry, 'N-1')).toEqual(paused);
  });

  test('a CSV import registers a row without a stream URL as a draft that cannot be activated', async () => {
    const registry = fakeRegistry();
    const report = await importText(registry, 'name,longitude,latitude\nNorth,114.3,30.5\n');
    expect(report.rows[0]?.warnings).toEqual([expect.stringContaining('no stream URL')]);
    const [camera] = registry.memory.newest();
    expect(camera).toMatchObject({ lifecycle: 'draft', stream: { url: missingStreamUrl } });
    await expect(resumeCamera(registry, camera?.cameraId ?? '')).rejects.toThrow('set stream.url');
    expect(await importText(registry, 'name,longitude,latitude\nNorth,114.3,30.5\n')).toMatchObject({
      summary: { unchanged: 1 },
    });
  });

  test('a CSV import takes the time zone from the column, else from the option', async () => {
    const registry = fakeRegistry();
    const text = 'name,lon,lat,tz\nA,114.3,30.5,Europe/Berlin\nB,114.4,30.6,\n';
    await importText(registry, text, { timeZone: 'Asia/Shanghai' });
    const cameras = registry.memory.newest().toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(cameras.map((camera) => camera.timeZone)).toEqual(['Europe/Berlin', 'Asia/Shanghai']);
  });

  test.each([
    ['a byte order mark and CRLF', `\uFEFF${plain.replaceAll('\n', '\r\n')}`],
    [
      'semicolons and decimal commas',
      plain.replaceAll(',', ';').replaceAll('.', ',').replaceAll('camera,example', 'camera.example'),
    ],
    ['tabs', plain.replaceAll(',', '\t')],
    ['pipes', plain.replaceAll(',', '|')],
    ['a line that names the separator', `sep=;\r\n${plain.replaceAll(',', ';')}`],
    [
      'degrees, minutes and seconds',
      plain.replaceAll('114.3', `114°18'0"E`).replaceAll('30.5', '30° 30.0′ n'),
    ],
    ['spaces around quoted cells', plain.replaceAll('N-1', ' "N-1" ')],
    ['empty lines', plain.replaceAll('\n', '\n\n\n,,,,,\n')],
    [
      'other column names and an unknown column',
      plain.replace(header, '编码,名称,经度,纬度,azimuth,RTSP_URL'),
    ],
  ])('a CSV import reads a file with %s', async (_, text) => {
    const registry = fakeRegistry();
    expect(await importText(registry, text)).toMatchObject({ applied: true, summary: { new: 2 } });
    expect(byCode(registry, 'N-1')).toMatchObject({
      code: 'N-1',
      position: [114.3, 30.5],
      heading: 90,
      stream: { url: 'rtsp://camera.example/1' },
    });
  });

  test('a CSV import reads quoted line breaks and counts lines across them', async () => {
    const text =
      'name,longitude,latitude,terms\nA,114.3,30.5,"first, ""x"""\n"B\nC",114.4,30.5,\nD,400,30.5,\n';
    const report = await importText(fakeRegistry(), text, { dryRun: true });
    expect(report.rows[1]?.problems).toEqual([expect.stringContaining('control characters')]);
    expect(report.rows[2]).toMatchObject({ row: 3, line: 5, outcome: 'invalid' });
  });

  test('a CSV import keeps a quote within a cell that is not quoted', async () => {
    const registry = fakeRegistry();
    await importText(registry, plain.replace('North', 'Screen 55" north'));
    expect(byCode(registry, 'N-1')?.name).toBe('Screen 55" north');
  });

  test('a CSV import maps columns by name and lists those that it ignores', async () => {
    const text = 'Standort;Breite;Laenge;Kommentar\nNord;52,5;13,4;alt\n';
    const report = await importText(fakeRegistry(), text, {
      columns: 'name=Standort, latitude=Breite, longitude="Laenge"',
    });
    expect(report).toMatchObject({ applied: true, warnings: ['These columns are ignored: "Kommentar".'] });
  });

  test.each([
    ['gb18030', Buffer.from([0xb1, 0xb1, 0xc3, 0xc5]), '北门'],
    ['gbk', Buffer.from([0xb1, 0xb1, 0xc3, 0xc5]), '北门'],
    ['windows-1252', Buffer.from([0x4d, 0xfc, 0x6c]), 'Mül'],
  ])('a CSV import reads a file in %s when the encoding is named', async (encoding, name, expected) => {
    const bytes = Buffer.concat([Buffer.from('name,lon,lat\n'), name, Buffer.from(',114.3,30.5\n')]);
    const report = await importText(fakeRegistry(), bytes, { encoding });
    expect(report.rows[0]?.name).toBe(expected);
    const guessed = await importText(fakeRegistry(), bytes);
    expect(guessed.problems).toEqual([expect.stringContaining('not valid UTF-8')]);
  });
});

describe('problems of CSV rows', () => {
  const row = (cells: string) => `${header}\n${cells}\n`;
  test.each([
    [
      'N 1,A,114.3,30.5,,',
      'Invalid "code": expected letters, digits, . _ -, found "N 1". Correct the value in the file.',
    ],
    [',,114.3,30.5,,', 'The row has no name: expected a display name of the camera. Fill in the name.'],
    [',A,30.5,114.3,,', /Longitude 30.5 and latitude 114.3 look swapped/],
    [',A,1143,30.5,,', 'Invalid longitude: expected degrees from -180 to 180, found 1143.'],
    [',A,0,0,,', /position is 0, 0/],
    [',A,,30.5,,', /The row has no position/],
    [
      ',A,east,30.5,,',
      /Invalid "longitude": expected the longitude in degrees, like 31\.03 or 31°1'48", found "east"/,
    ],
    [',A,112°72′,30.5,,', /in degrees/],
    [',A,114.3N,30.5,,', /the longitude in degrees/],
    [',A,-114.3W,30.5,,', /the longitude in degrees/],
    [',A,114.3O,30.5,,', /the longitude in degrees/],
    [',A,114.3,30.5,400,', /Invalid "heading": expected less than 360, found 400/],
    [',A,114.3,30.5,up,', /degrees from 0 to below 360, or a direction/],
    [',=1+2,114.3,30.5,,', /a value, not a formula/],
    [',#REF!,114.3,30.5,,', /not an error of the sheet/],
    [',A,114.3,30.5,,ftp://camera.example/1', /Invalid "streamUrl": expected one of rtsp:/],
    [',A,114.3,30.5', /The row has 4 cells: expected 6/],
    [',A,114.3,30.5,,,,extra', /The row has 8 cells: expected 6/],
  ])('a CSV import reports the row %j in one sentence', async (cells, problem) => {
    const report = await importText(fakeRegistry(), row(cells));
    expect(report.rows[0]).toMatchObject({ outcome: 'invalid', line: 2 });
    expect(report.rows[0]?.problems).toEqual([
      typeof problem === 'string' ? problem : expect.stringMatching(problem),
    ]);
  });

  test('a CSV import rejects a stream URL with a password and does not repeat the password', async () => {
    const report = await importText(
      fakeRegistry(),
      row(',A,114.3,30.5,,rtsp://admin:s3cret@camera.example/1'),
    );
    expect(report.rows[0]?.problems).toEqual([expect.stringContaining('without a user name and password')]);
    expect(JSON.stringify(report)).not.toMatch(/s3cret|admin/);
  });

  test.each([
    'https://camera.example/now.jpg?user=a&password=s3cret',
    'https://camera.example/now.jpg?password=***',
  ])('a CSV import rejects the stream URL %s, whose parameters hold a password', async (url) => {
    const report = await importText(fakeRegistry(), row(`,A,114.3,30.5,,${url}`));
    expect(report.rows[0]?.problems).toEqual([expect.stringContaining('without a password or token')]);
    expect(JSON.stringify(report)).not.toContain('s3cret');
  });

  test('a CSV import keeps the credentials of a camera that an import changes', async () => {
    const registry = fakeRegistry();
    const credentials = { username: 'admin', password: 's3cret' };
    const before = await givenCamera(registry, {
      code: 'N-1',
      stream: { url: 'rtsp://camera.example/1' },
      credentials,
    });
    const report = await importText(registry, row('N-1,renamed,112.2,31.03,,rtsp://camera.example/1'));
    expect(report.rows[0]).toMatchObject({ outcome: 'changed', changes: ['name'] });
    expect(byCode(registry, 'N-1')?.secrets).toEqual(before.secrets);
    const moved = await importText(registry, row('N-1,renamed,112.2,31.03,,rtsp://other.example/1'));
    expect(moved.rows[0]?.problems).toEqual([expect.stringContaining('another host')]);
  });

  test('a CSV import ignores an identical row and rejects rows with the same code and other values', async () => {
    const repeated = `${plain}N-1,North,114.3,30.5,90,rtsp://camera.example/1\n`;
    expect((await importText(fakeRegistry(), repeated)).summary).toMatchObject({ new: 2, repeated: 1 });
    const report = await importText(
      fakeRegistry(),
      `${plain}N-1,Other,114.9,30.5,,rtsp://camera.example/7\n`,
    );
    expect(report.rows[2]?.problems).toEqual([expect.stringContaining('the same code as row 1')]);
  });

  test('a CSV import reports swapped coordinates that are valid by the position of the other cameras', async () => {
    const rows = ['48.1,11.5', '48.2,11.6', '48.3,11.7'].map((pair, i) => `C${i},${pair}`);
    const text = ['name,latitude,longitude', ...rows, 'swapped,11.6,48.2'].join('\n');
    const report = await importText(fakeRegistry(), text);
    expect(report.rows[3]?.problems).toEqual([expect.stringContaining('look swapped')]);
    expect(report).toMatchObject({ applied: false, summary: { invalid: 1 } });
  });

  test('a CSV import reports possible duplicates by URL and by distance and heading, with the row or the camera', async () => {
    const registry = fakeRegistry();
    await importText(registry, plain);
    const text = [
      header,
      'N-7,Other name,114.300050,30.5,85,rtsp://camera.example/7',
      'N-8,Same stream,114.8,30.5,,rtsp://camera.example/2',
      'N-6,Other way,114.300050,30.5,270,rtsp://camera.example/6',
      'N-5,Beside N-7,114.300051,30.5,80,rtsp://camera.example/5',
    ].join('\n');
    const { rows, applied } = await importText(registry, text);
    expect(applied).toBe(true);
    const [north, south] = [byCode(registry, 'N-1'), byCode(registry, 'N-2')];
    expect(rows[0]?.duplicates).toEqual([{ by: 'position', cameraId: north?.cameraId, distanceM: 4.8 }]);
    expect(rows[1]?.duplicates).toMatchObject([{ by: 'url', cameraId: south?.cameraId }]);
    expect(rows[2]?.duplicates).toEqual([]);
    expect(rows[3]?.duplicates).toContainEqual({ by: 'position', row: 1, distanceM: 0.1 });
    expect(rows[3]?.warnings).toContainEqual(expect.stringContaining('Possible duplicate: row 1'));
  });

  test('a CSV import reports a registered camera that gets the stream of another camera, once', async () => {
    const registry = fakeRegistry();
    await importText(registry, plain);
    const south = byCode(registry, 'N-2');
    const moved = `${header}\nN-1,North,114.3,30.5,90,RTSP://camera.example:554/2`;
    const first = await importText(registry, moved);
    expect(first.rows[0]).toMatchObject({
      outcome: 'changed',
      duplicates: [{ by: 'url', cameraId: south?.cameraId }],
      warnings: [expect.stringContaining('has the same stream URL')],
    });
    const again = await importText(registry, moved);
    expect(again.rows[0]).toMatchObject({ duplicates: [], warnings: [] });
  });

  test('a CSV import matches a row without a code by its stream URL and gives the camera the code later', async () => {
    const registry = fakeRegistry();
    const camera = await givenCamera(registry, { name: 'old', stream: { url: 'rtsp://camera.example/1' } });
    const report = await importText(registry, row('N-1,old,112.2,31.03,,RTSP://CAMERA.example/1'));
    expect(report.rows[0]).toMatchObject({ cameraId: camera.cameraId, matchedBy: 'url', outcome: 'changed' });
    expect(registry.memory.newest()).toMatchObject([{ cameraId: camera.cameraId, code: 'N-1' }]);
  });

  test('a CSV import rejects a code that another camera keeps, and exchanges two codes', async () => {
    const registry = fakeRegistry();
    await importText(registry, plain);
    const [north, south] = [byCode(registry, 'N-1'), byCode(registry, 'N-2')];
    const one = `cameraId,code,name,longitude,latitude\n${north?.cameraId},N-2,North,114.3,30.5\n`;
    expect((await importText(registry, one)).rows[0]?.problems).toEqual([
      expect.stringContaining('Another camera has the code "N-2"'),
    ]);
    const both = await importText(registry, `${one}${south?.cameraId},N-1,South,114.4,30.6\n`);
    expect(both).toMatchObject({ applied: true, summary: { changed: 2 } });
  });

  test('a CSV import reports a stream that the server rejects as a problem of its row', async () => {
    const streams = { rejection: () => Promise.resolve('10.0.0.1 is not a public address.') };
    const report = await importText(fakeRegistry({ streams }), row(',A,114.3,30.5,,rtsp://10.0.0.1/1'));
    expect(report.rows[0]?.problems).toEqual(['10.0.0.1 is not a public address.']);
  });
});

describe('problems of CSV files', () => {
  test.each([
    ['', 'The file is empty'],
    ['\n\n', 'The file is empty'],
    [header, 'The file has no records'],
    ['a,b\n1,2\n', 'The file has no column for name, longitude, latitude; it has "a", "b"'],
    ['name,lon,lat,name\nA,1,2,B\n', 'Two columns are named "name"'],
    ['name,lon,lat\n"A,1,2\n', 'The CSV text is invalid'],
    ['PK\u0003\u0004\0\0', 'NUL characters'],
  ])('a CSV import reports %j as a problem of the file', async (text, problem) => {
    const report = await importText(fakeRegistry(), text);
    expect(report).toMatchObject({ applied: false, rows: [], gone: [] });
    expect(report.problems).toEqual([expect.stringContaining(problem)]);
  });

  test.each([
    [{ columns: 'title=name' }, 'Unknown field "title"'],
    [{ columns: 'name=Titel' }, 'The column mapping names "Titel" for name'],
    [{ encoding: 'klingon' }, 'Unknown encoding "klingon"'],
  ])('a CSV import reports the options %j as a problem of the file', async (options, problem) => {
    const report = await importText(fakeRegistry(), plain, options);
    expect(report.problems).toContainEqual(expect.stringContaining(problem));
  });

  test('a CSV import rejects more records than an import takes', async () => {
    const text = `name,lon,lat\n${'A,1,2\n'.repeat(50_001)}`;
    expect((await importText(fakeRegistry(), text)).problems).toEqual([
      'The file has 50001 records: expected at most 50000. Split the file.',
    ]);
  });
});
