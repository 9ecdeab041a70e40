import { describe, expect, test } from '@jest/globals';
import {
  camera,
  cameraInput,
  completeZone,
  countEvent,
  eventIdOf,
  governance,
  instantInput,
  parseEventId,
  picturePolygon,
  streamInput,
  trendsQuery,
  viewZone,
  zone,
  zoneInput,
  type ZoneInput,
} from './index.ts';

const bay = (bayId: string, x: number) => ({
  bayId,
  polygon: [
    [x, 0],
    [x + 0.05, 0],
    [x + 0.05, 0.1],
    [x, 0.1],
  ],
});
const messagesOf = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
  result.success ? [] : (result.error?.issues.map((issue) => issue.message) ?? []);

describe('event id', () => {
  test('an event id consists of nine base-36 digits of time, camera and zone, and can be parsed', () => {
    const key = { slotStart: Date.UTC(2026, 0, 1), cameraId: 'abcdefghijkl', zoneId: 'view' };
    expect(eventIdOf(key)).toBe('0mjuohs00-abcdefghijkl-view');
    expect(parseEventId(eventIdOf(key))).toEqual(key);
    expect(parseEventId('nonsense')).toBeUndefined();
  });

  test('event ids sort by time from 1970 on', () => {
    const at = (slotStart: number) => eventIdOf({ slotStart, cameraId: 'abcdefghijkl', zoneId: 'view' });
    expect(at(999_990_000) < at(1_000_000_000_000)).toBe(true);
  });
});

describe('zone', () => {
  const area = {
    zoneId: 'a1',
    name: '入口 🚗',
    kind: 'area',
    polygon: [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  } satisfies ZoneInput;
  const complete = (extra: object) => zone.safeParse(completeZone({ ...area, ...extra }));

  test('an area zone defaults to role main and 10 s slots, and to 60 s slots if it counts persons', () => {
    expect(complete({}).data).toMatchObject({ role: 'main', slotMs: 10_000, name: '入口 🚗' });
    expect(complete({ classes: ['person', 'car'] }).data?.slotMs).toBe(60_000);
  });

  test('a zone that counts persons rejects slots below 60 s, the privacy minimum', () => {
    expect(messagesOf(complete({ classes: ['person'], slotMs: 10_000 }))).toEqual([
      'expected at least 60000 ms, the privacy minimum for this zone',
    ]);
  });

  test('a zone with fewer than four spaces publishes every 15 minutes at most', () => {
    const bays = { kind: 'bays', polygon: undefined, bays: [bay('1', 0), bay('2', 0.1), bay('3', 0.2)] };
    expect(complete(bays).data).toMatchObject({ slotMs: 900_000, capacity: 3 });
    expect(messagesOf(complete({ ...bays, slotMs: 60_000 }))).toEqual([
      'expected at least 900000 ms, the privacy minimum for this zone',
    ]);
  });

  test.each([
    ['kind line but without a line', { kind: 'line', polygon: undefined }, /needs its line/],
    [
      'a line and kind area',
      {
        line: [
          [0, 0.5],
          [1, 0.5],
        ],
      },
      /only a line zone has a line/,
    ],
    ['directions and kind area', { directions: { inbound: 'a', outbound: 'b' } }, /has directions/],
    [
      'stopped but only persons',
      { classes: ['person'], stopped: { afterMs: 30_000, exceptIn: [] } },
      /persons never/,
    ],
    ['an exception for itself', { stopped: { afterMs: 30_000, exceptIn: ['a1'] } }, /the zone itself/],
    ['a slot that does not divide an hour', { slotMs: 11_000 }, /divides an hour/],
    ['a slot under ten seconds', { slotMs: 5_000 }, /shortest slot is 10000/],
    [
      'a space named twice',
      { kind: 'bays', polygon: undefined, bays: [bay('1', 0), bay('1', 0.1)] },
      /duplicate bayId/,
    ],
    ['an area without a polygon', { polygon: undefined }, /needs its polygon/],
    ['an upper-case id', { zoneId: 'North' }, /0-9 a-z/],
    ['an empty name', { name: '  ' }, /expected a name/],
  ])('rejects a zone with %s and says what was expected', (_what, extra, message) => {
    expect(messagesOf(complete(extra))).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });
});

describe('line zone', () => {
  const gate = {
    zoneId: 'gate',
    name: 'Gate',
    kind: 'line',
    line: [
      [0.1, 0.5],
      [0.9, 0.5],
    ],
  } satisfies ZoneInput;
  const complete = (extra: object) => zone.safeParse(completeZone({ ...gate, ...extra }));
  const lineOf = (...line: [number, number][]) => ({ line });
  const triangle = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];

  test('a line zone defaults to 60 s slots and may be published every 10 s', () => {
    expect(complete({}).data).toMatchObject({ role: 'main', slotMs: 60_000 });
    expect(complete({ slotMs: 10_000 }).success).toBe(true);
  });

  test('a line zone that counts persons rejects slots below 60 s, the privacy minimum', () => {
    expect(messagesOf(complete({ classes: ['person', 'car'], slotMs: 10_000 }))).toEqual([
      'expected at least 60000 ms, the privacy minimum for this zone',
    ]);
  });

  test.each([
    ['one point', { line: [[0, 0]] }, /at least 2 points/],
    ['17 points', { line: Array.from({ length: 17 }, (_, i) => [i / 16, 0.5]) }, /at most 16 points/],
    [
      'two equal points',
      {
        line: [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      },
      /points 1 and 2 are closer than 0.01/,
    ],
    ['a length below that of a car', lineOf([0.5, 0.5], [0.512, 0.5]), /shorter than 0.03 of the picture/],
    ['a point outside the picture', lineOf([0.5, 0.5], [1.2, 0.5]), /expected 0 to 1, found 1.2/],
    ['its lower edge', lineOf([0.1, 1], [0.9, 0.985]), /segment 1 lies on the lower edge/],
    ['its left edge', lineOf([0.5, 0.2], [0.01, 0.2], [0, 0.8]), /segment 2 lies on the left edge/],
    [
      'two directions of the same name',
      { directions: { inbound: 'North', outbound: ' north' } },
      /both directions have the same name/,
    ],
    [
      'segments that cross',
      {
        line: [
          [0, 0],
          [1, 0],
          [0.5, 1],
          [0.5, -0],
        ],
      },
      /segments 1 and 3 cross/,
    ],
    [
      'a polygon',
      {
        polygon: [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      },
      /has no polygon/,
    ],
    ['a capacity', { capacity: 4 }, /has no capacity/],
    ['stopped', { stopped: { afterMs: 30_000, exceptIn: [] } }, /only an area zone counts stopped/],
    ['a direction without a name', { directions: { inbound: ' ', outbound: 'out' } }, /expected a name/],
  ])('rejects a line zone with %s and says what was expected', (_what, extra, message) => {
    expect(messagesOf(complete(extra))).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });

  test('a request may contain a line with named directions, and an area that counts stopped vehicles', () => {
    const named = { ...gate, directions: { inbound: 'To the town', outbound: 'To the motorway' } };
    expect(zoneInput.parse(named)).toEqual(named);
    const area = { zoneId: 'jam', name: 'Jam', kind: 'area', polygon: triangle, stopped: {} };
    expect(zoneInput.parse(area).stopped).toEqual({ afterMs: 30_000, exceptIn: [] });
  });

  test('a line may start and end at the edges of the picture', () => {
    expect(complete(lineOf([0, 0.5], [1, 0.5])).success).toBe(true);
  });

  test('the zone "view" stays the main zone beside a line, because nothing is present on a line', () => {
    expect(viewZone([gate]).role).toBe('main');
    expect(viewZone([gate, { role: 'main', kind: 'bays' }]).role).toBe('detail');
  });
});

describe('picture polygon', () => {
  test.each([
    [
      'a triangle',
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    ],
    [
      'a concave outline',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0.5, 0.2],
        [0, 1],
      ],
    ],
  ])('a picture polygon accepts %s', (_what, ring) => {
    expect(picturePolygon.safeParse(ring).success).toBe(true);
  });

  test.each([
    [
      'a bow tie, naming the edges',
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
      /edges 1 and 3 cross .*edge 1 connects/,
    ],
    [
      'two points',
      [
        [0, 0],
        [1, 1],
      ],
      /at least 3 points/,
    ],
    [
      'a point outside the picture',
      [
        [0, 0],
        [1.2, 0],
        [0, 1],
      ],
      /expected 0 to 1, found 1\.2/,
    ],
    [
      'a ring closed as in GeoJSON',
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      /remove the last point/,
    ],
    [
      'points on one line',
      [
        [0, 0],
        [0.5, 0.5],
        [1, 1],
      ],
      /no area|cross/,
    ],
    [
      'not-a-number',
      [
        [0, 0],
        [Number.NaN, 0],
        [0, 1],
      ],
      /number from 0 to 1/,
    ],
  ])('a picture polygon rejects %s', (_what, ring, message) => {
    expect(messagesOf(picturePolygon.safeParse(ring))).toEqual(
      expect.arrayContaining([expect.stringMatching(message)]),
    );
  });
});

describe('stream', () => {
  test.each([
    'rtsp://10.0.0.9/live',
    'https://example.org/cam.jpg',
    'file:street.mp4',
    'synthetic:lot?seed=7',
  ])('accepts the stream URL %s', (url) => {
    expect(streamInput.safeParse({ url }).success).toBe(true);
  });

  test.each([
    ['of another scheme', 'exec:rm -rf /', /expected one of rtsp:/],
    ['without a host', 'rtsp://', /expected a URL|expected a host/],
    ['without slashes', 'rtsp:foo', /expected a host/],
    ['with only a path', 'rtsp:///path', /expected a host/],
    ['of dots', 'http://..', /expected a host/],
    ['at port 0', 'rtsp://host:0/x', /expected a port/],
    ['that is not a URL', 'not a url', /expected a URL/],
    ['with a line break', 'http://host/a\n\nb', /control characters/],
  ])('rejects a stream URL %s without repeating a secret', (_what, url, message) => {
    const found = messagesOf(streamInput.safeParse({ url }));
    expect(found).toEqual([expect.stringMatching(message)]);
    expect(found.join()).not.toContain('secret');
  });
});

test.each([
  ['rtsp://camera.example/1', /rtsp has no certificate.*rtsps:\/\/ or https:\/\//],
  ['HTTP://camera.example/now.jpg', /http has no certificate/],
  ['synthetic:lot', /synthetic has no certificate/],
  ['rtsps://camera.example/1', undefined],
  ['https://camera.example/now.jpg', undefined],
])('a certificate fingerprint needs a stream with TLS: %s', (url, message) => {
  const found = messagesOf(streamInput.safeParse({ url, certificateSha256: 'ab'.repeat(32) }));
  expect(found).toEqual(message === undefined ? [] : [expect.stringMatching(message)]);
});

test('a stored stream has no user name and password in its URL', () => {
  const url = 'rtsp://user:secret@10.0.0.9/live';
  expect(streamInput.safeParse({ url }).success).toBe(true);
  const found = messagesOf(camera.shape.stream.safeParse({ url }));
  expect(found).toEqual([expect.stringMatching(/without a user name/)]);
  expect(found.join()).not.toContain('secret');
});

test('a camera requires a valid position, and a 20-digit code must be a GB/T 28181 id', () => {
  const base = { name: '北门 🅿️', position: [112.2, 31.03], stream: { url: 'synthetic:lot' } };
  expect(cameraInput.parse(base)).toMatchObject({
    lifecycle: 'active',
    timeZone: 'UTC',
    plan: { mode: 'interval' },
  });
  expect(messagesOf(cameraInput.safeParse({ ...base, position: [31.03, 112.2] }))).toEqual([
    'latitude is -90 to 90',
  ]);
  expect(cameraInput.safeParse({ ...base, code: '34020000001320000001' }).success).toBe(true);
  expect(messagesOf(cameraInput.safeParse({ ...base, code: '34020000009990000001' }))[0]).toMatch(
    /GB\/T 28181/,
  );
});

test.each(['a\u0000b', 'a\u202eb', 'a\nb'])(
  'rejects a name with control or bidirectional formatting characters: %j',
  (name) => {
    const base = { position: [112.2, 31.03], stream: { url: 'synthetic:lot' } };
    expect(messagesOf(cameraInput.safeParse({ ...base, name }))).toEqual([
      expect.stringMatching(/control characters/),
    ]);
    expect(cameraInput.safeParse({ ...base, name: '👨‍👩‍👧 东门' }).success).toBe(true);
  },
);

test.each(['\ud800', '\u200b', '\u200d\u2060', '\u3164'])(
  'rejects a name without visible characters: %j',
  (name) => {
    const base = { position: [112.2, 31.03], stream: { url: 'synthetic:lot' } };
    expect(messagesOf(cameraInput.safeParse({ ...base, name }))).toEqual([
      expect.stringMatching(/visible characters/),
    ]);
  },
);

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/hosts'])(
  'rejects the notice URL %s, because users click it',
  (noticeUrl) => {
    expect(messagesOf(governance.safeParse({ noticeUrl }))).toEqual([expect.stringMatching(/https:/)]);
    expect(governance.safeParse({ noticeUrl: 'https://例え.example/告示' }).success).toBe(true);
  },
);

test('explains a time whose + was decoded to a space in the query string', () => {
  expect(messagesOf(instantInput.safeParse('2026-01-31T08:00:00 08:00'))).toEqual([
    expect.stringMatching(/%2B/),
  ]);
  expect(messagesOf(instantInput.safeParse('yesterday'))).toEqual([expect.not.stringMatching(/%2B/)]);
});

test('a trend query removes duplicate classes and sites', () => {
  const query = trendsQuery.parse({ classes: 'car,bus,car', sites: 'site00000001,site00000001' });
  expect(query).toMatchObject({ classes: ['car', 'bus'], sites: ['site00000001'] });
});

test('a zone removes duplicate classes', () => {
  const classes = zone.parse({
    zoneId: 'a',
    name: 'A',
    kind: 'area',
    role: 'main',
    slotMs: 10_000,
    classes: ['car', 'car'],
    polygon: [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  }).classes;
  expect(classes).toEqual(['car']);
});

describe('count event', () => {
  const slotStart = Date.UTC(2026, 0, 1);
  const event = {
    v: 1,
    eventId: eventIdOf({ slotStart, cameraId: 'abcdefghijkl', zoneId: 'view' }),
    slotStartAt: '2026-01-01T00:00:00.000Z',
    slotMs: 10_000,
    cameraId: 'abcdefghijkl',
    cameraVersion: 1,
    zoneId: 'view',
    zoneKind: 'area',
    zoneRole: 'main',
    kind: 'measured',
    origin: 'camera',
    counts: { car: 0 },
    total: 0,
    framesUsed: 1,
    framesReused: 0,
    framesExpected: 2,
    slots: 1,
    position: [112.2, 31.03],
    cells: ['85411b47fffffff', '87411b473ffffff', '8941aa5b2afffff'],
    localMinute: 0,
    localWeekday: 4,
  };

  test('a count event with zeros is a valid measurement', () => {
    expect(countEvent.safeParse(event).success).toBe(true);
  });

  test('a measurement of a line has crossings and no counts', () => {
    const crossings = { zoneKind: 'line', counts: undefined, total: undefined, trackingRestarts: 1 };
    const line = { ...event, ...crossings, inbound: { car: 3 }, outbound: { car: 0 } };
    expect(countEvent.safeParse(line).success).toBe(true);
  });

  test.each([
    ['an id of another slot', { eventId: event.eventId.replace('0mj', '0mk') }, /expected <slotStart>/],
    ['a measurement without counts', { counts: undefined }, /needs counts/],
    ['a gap without reason', { kind: 'gap', counts: undefined, total: undefined }, /needs its reason/],
    ['a gap with counts', { kind: 'gap', reason: 'offline' }, /a gap has no counts/],
    [
      'a gap with crossings',
      { kind: 'gap', reason: 'offline', counts: undefined, total: undefined, inbound: {} },
      /a gap has no counts/,
    ],
    ['a line with counts', { zoneKind: 'line', inbound: {}, outbound: {} }, /nothing is present on a line/],
    ['a line without crossings', { zoneKind: 'line' }, /needs inbound and outbound/],
    ['stopped vehicles without their peak', { stopped: 1 }, /belong together/],
    [
      'a gap that extends into the next hour',
      {
        kind: 'gap',
        reason: 'offline',
        counts: undefined,
        total: undefined,
        eventId: eventIdOf({ slotStart: slotStart + 10_000, cameraId: 'abcdefghijkl', zoneId: 'view' }),
        slotStartAt: '2026-01-01T00:00:10.000Z',
        slots: 360,
      },
      /ends with its UTC hour/,
    ],
    [
      'a start that is not a multiple of the slot length',
      { slotStartAt: '2026-01-01T00:00:03.000Z' },
      /multiple of slotMs/,
    ],
    ['an extra field', { boxes: [[1, 2, 3, 4]] }, /unknown field/],
  ])('rejects a count event: %s', (_what, extra, message) => {
    expect(messagesOf(countEvent.safeParse({ ...event, ...extra }))).toEqual(
      expect.arrayContaining([expect.stringMatching(message)]),
    );
  });
});
