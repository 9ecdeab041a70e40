import { describe, expect, test } from '@jest/globals';
import { fakeRegistry, importText } from './camera-list.fixture.ts';

describe('import of GeoJSON', () => {
  const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
  const feature = (
    properties: object,
    geometry: unknown = { type: 'Point', coordinates: [114.3, 30.5, 12] },
  ) => ({
    type: 'Feature',
    geometry,
    properties,
  });

  test('reads points and the properties that exports write', async () => {
    const registry = fakeRegistry();
    const text = collection(
      feature({
        name: '北',
        tags: ['a', 'b'],
        heading: 12.5,
        streamUrl: 'rtsp://camera.example/1',
        other: {},
      }),
    );
    expect(await importText(registry, text, { format: 'geojson' })).toMatchObject({ applied: true });
    expect(registry.memory.newest()[0]).toMatchObject({
      name: '北',
      tags: ['a', 'b'],
      position: [114.3, 30.5],
    });
  });

  test.each([
    [collection(feature({ name: 'A' }, null)), /The feature has no point/],
    [collection(feature({ name: 'A' }, { type: 'Polygon', coordinates: [] })), /The feature has no point/],
    [collection('x'), /The feature has no point|no column for name/],
  ])('reports a feature without a point', async (text, problem) => {
    const report = await importText(fakeRegistry(), text, { format: 'geojson' });
    expect([...report.problems, ...report.rows.flatMap((row) => row.problems)].join()).toMatch(problem);
    expect(report.applied).toBe(false);
  });

  test.each([
    ['{"type":"Feature"}', 'no GeoJSON FeatureCollection'],
    ['{"type":', 'not valid JSON'],
    [
      JSON.stringify({
        type: 'FeatureCollection',
        features: [],
        crs: { properties: { name: 'urn:ogc:def:crs:EPSG::3857' } },
      }),
      'EPSG::3857',
    ],
  ])('reports the file %s as unreadable', async (text, problem) => {
    const report = await importText(fakeRegistry(), text, { format: 'geojson' });
    expect(report.problems).toEqual([expect.stringContaining(problem)]);
  });
});

describe('import of OpenTrafficCamMap', () => {
  const camera = {
    description: 'I-80 at Main St',
    direction: 'NORTHEAST',
    latitude: '40.1',
    longitude: -88.2,
    url: 'https://cams.example/80.jpg',
    encoding: 'JPEG',
    format: 'IMAGE_STREAM',
    update_rate: 60,
    marked_for_review: true,
  };

  test.each([
    ['nested by country, state and county', { USA: { Illinois: { Champaign: [camera] } } }],
    ['a flat list', [camera]],
    ['with the place in `location`', { Illinois: { other: [{ location: camera, url: camera.url }] } }],
  ])('reads cameras %s', async (_, document) => {
    const registry = fakeRegistry();
    const report = await importText(registry, JSON.stringify(document), { format: 'otcm' });
    expect(report).toMatchObject({ applied: true, summary: { new: 1 } });
    expect(registry.memory.newest()[0]).toMatchObject({
      name: 'I-80 at Main St',
      position: [-88.2, 40.1],
      heading: 45,
      stream: { url: 'https://cams.example/80.jpg' },
    });
  });

  test('warns about cameras marked for review and unknown directions', async () => {
    const text = JSON.stringify([{ ...camera, direction: 'both ways' }]);
    const { rows } = await importText(fakeRegistry(), text, { format: 'otcm' });
    expect(rows[0]?.warnings).toEqual([
      expect.stringContaining('Unknown direction "both ways"'),
      expect.stringContaining('marks this camera for review'),
    ]);
  });

  test('reports JSON without cameras as unreadable', async () => {
    const report = await importText(fakeRegistry(), '{"a":1}', { format: 'otcm' });
    expect(report.problems).toEqual([expect.stringContaining('no cameras of OpenTrafficCamMap')]);
  });
});

describe('import of a GB/T 28181 catalogue', () => {
  const item = (id: string, rest = '') =>
    `<Item><DeviceID>${id}</DeviceID><Name>Camera ${id.slice(-1)}</Name><Manufacturer>Hik</Manufacturer><Model>DS</Model><Longitude>114.3</Longitude><Latitude>30.5</Latitude>${rest}</Item>`;
  const catalogue = (...items: string[]) =>
    `<?xml version="1.0" encoding="GB2312"?>\n<Response><CmdType>Catalog</CmdType><SN>1</SN><DeviceList Num="${items.length}">${items.join('')}</DeviceList></Response>`;

  test('reads cameras in the encoding that the XML declares and skips other devices', async () => {
    const registry = fakeRegistry();
    const text = catalogue(
      '<Item><DeviceID>420100</DeviceID><Name>NAME</Name></Item>',
      item('42010000002000000001'),
      item(
        '42010000001320000001',
        '<Password>s3cret</Password><Info><DirectionType>5</DirectionType><RoomType>2</RoomType></Info>',
      ),
    );
    const [before = '', after = ''] = text.split('NAME');
    const bytes = Buffer.concat([
      Buffer.from(before),
      Buffer.from([0xce, 0xe4, 0xba, 0xba]),
      Buffer.from(after),
    ]);
    const report = await importText(registry, bytes, { format: 'gb28181' });
    expect(report.rows.map(({ outcome, name }) => [outcome, name])).toEqual([
      ['skipped', '武汉'],
      ['skipped', 'Camera 1'],
      ['new', 'Camera 1'],
    ]);
    expect(registry.memory.newest()).toMatchObject([
      {
        code: '42010000001320000001',
        heading: 135,
        indoor: true,
        maker: 'Hik',
        hardwareModel: 'DS',
        lifecycle: 'draft',
      },
    ]);
    expect(JSON.stringify([report, registry.memory.newest()])).not.toContain('s3cret');
    expect(report.rows[2]?.warnings).toContainEqual(
      expect.stringContaining('password in the file is ignored'),
    );
  });

  test('converts positions from GCJ-02', async () => {
    const registry = fakeRegistry();
    await importText(registry, catalogue(item('42010000001320000001')), { format: 'gb28181', crs: 'gcj02' });
    const [lon = 0, lat = 0] = registry.memory.newest()[0]?.position ?? [];
    expect([lon, lat].map((degrees) => Math.round(degrees * 1e3) / 1e3)).toEqual([114.295, 30.502]);
  });

  test('reports an item without a position', async () => {
    const text = catalogue(item('42010000001320000001').replace('114.3', ''));
    const report = await importText(fakeRegistry(), text, { format: 'gb28181' });
    expect(report.rows[0]?.problems).toEqual([expect.stringContaining('The row has no position')]);
  });

  test.each([
    ['<Response><DeviceList></Response>', 'invalid at line 1'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><Response/>', 'document type declaration'],
    ['<Keepalive/>', 'no GB/T 28181 catalogue'],
    ['<?xml version="1.0" encoding="UTF-9"?><Response/>', 'Unknown encoding "UTF-9"'],
  ])('reports the file %s as unreadable', async (text, problem) => {
    const report = await importText(fakeRegistry(), text, { format: 'gb28181' });
    expect(report.problems).toEqual([expect.stringContaining(problem)]);
  });
});

describe('import of GA/T 1400 devices', () => {
  const device = {
    ApeID: '42010000001320000001',
    Name: '北门',
    Model: 'DS',
    Longitude: 114.3,
    Latitude: 30.5,
    MonitorDirection: '1',
    UserId: 'admin',
    Password: 's3cret',
  };

  test('reads device objects and never their password', async () => {
    const registry = fakeRegistry();
    const text = JSON.stringify({ APEListObject: { APEObject: [device] } });
    const report = await importText(registry, text, { format: 'gat1400' });
    expect(report).toMatchObject({ applied: true, summary: { new: 1 } });
    expect(registry.memory.newest()[0]).toMatchObject({
      code: device.ApeID,
      heading: 90,
      hardwareModel: 'DS',
    });
    expect(JSON.stringify([report, registry.memory.newest()])).not.toMatch(/s3cret|admin/);
  });

  test.each([
    [{ FaceListObject: { FaceObject: [] } }, 'reads no faces, persons or vehicles'],
    [{ APEListObject: { APEObject: [device] }, MotorVehicleListObject: {} }, 'MotorVehicleListObject'],
    [{ a: 1 }, 'no GA/T 1400 devices'],
  ])('reports the document %j as unreadable', async (document, problem) => {
    const report = await importText(fakeRegistry(), JSON.stringify(document), { format: 'gat1400' });
    expect(report.problems).toEqual([expect.stringContaining(problem)]);
  });
});
