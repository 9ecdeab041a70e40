import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import * as contracts from './index.ts';
import { privacyBreach, sitesOf, styleBreach, unwrap, type SchemaSite } from './schema-rules.ts';

const schemas = Object.entries<unknown>(contracts).filter(
  (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
);
const messages = [
  ...Object.entries(contracts.subjects),
  ...Object.entries(contracts.frameMessages),
  ...Object.entries({ request: contracts.lastSlots.request, reply: contracts.lastSlots.reply }),
  ...Object.entries(contracts.liveMessages).map(([name, schema]) => [`live-${name}`, schema] as const),
];
const everySite = [...schemas, ...messages].flatMap(([name, schema]) => sitesOf(schema, name));
const isField = (site: SchemaSite) => site.role === 'field';
/** Words with another meaning: a box of the map that is asked for, the name of a model's output tensor. */
const otherMeaning = new Set(['mapQuery.bbox', 'modelCard.decoder[].boxes']);

/** Every field a count event may have. A field more is a privacy decision, not an edit. */
const eventFields =
  `v eventId slotStartAt slotMs cameraId cameraVersion siteId zoneId zoneKind zoneRole kind origin
  counts peak inbound outbound total vehicle twoWheeler occupied unknown capacity occupancy bays framesUsed framesReused
  framesExpected reason slots model position cells localMinute localWeekday capturedAt indexedAt`.split(
    /\s+/,
  );

describe('every contract', () => {
  test('is walked: the schemas are found at all', () => {
    expect(schemas.length).toBeGreaterThan(50);
    expect(everySite.length).toBeGreaterThan(400);
  });

  test('holds no field that could be a box, crop, image, embedding, face, plate or track', () => {
    const fields = everySite.filter((site) => isField(site) && !otherMeaning.has(site.path));
    const breaches = fields.map(privacyBreach).filter(Boolean);
    expect(breaches).toEqual([]);
  });

  test('describes every field, in camelCase, times ending in At', () => {
    const breaches = everySite
      .filter(isField)
      .filter((site) => !isOpaque(site.path))
      .map(styleBreach)
      .filter(Boolean);
    expect(breaches).toEqual([]);
  });

  test('is strict where it is stored or published', () => {
    const published = [
      contracts.countEvent,
      contracts.frameCount,
      contracts.cameraHealth,
      contracts.countBatch,
      ...Object.values(contracts.frameMessages),
      contracts.lastSlots.request,
      contracts.lastSlots.reply,
      contracts.camera,
      contracts.site,
    ];
    const open = published
      .flatMap((schema) => sitesOf(schema, 'it'))
      .filter((site) => {
        const inner = unwrap(site.schema);
        return inner instanceof z.ZodObject && !(inner._zod.def.catchall instanceof z.ZodNever);
      });
    expect(open.map((site) => site.path)).toEqual([]);
  });

  test('the count event has exactly the fields of the design', () => {
    expect(Object.keys(contracts.countEvent.shape)).toEqual(eventFields);
  });
});

describe('the privacy rule', () => {
  const breachesOf = (schema: z.ZodType) =>
    sitesOf(schema, 'it').filter(isField).map(privacyBreach).filter(Boolean);

  test.each([
    ['a box', z.object({ box: z.string() })],
    ['a bounding box in camelCase', z.object({ vehicleBox: z.string() })],
    ['a crop in a nested object', z.object({ zone: z.object({ crop: z.string() }) })],
    ['an embedding as a list of numbers under an innocent name', z.object({ details: z.array(z.number()) })],
    [
      'a list of boxes as tuples',
      z.object({ places: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])) }),
    ],
    ['a face', z.object({ faceCount: z.number() })],
    ['a plate behind optional', z.object({ plate: z.string().optional() })],
    ['a track id', z.object({ trackId: z.string() })],
    ['anything at all', z.object({ extra: z.unknown() })],
    ['an image inside a list', z.object({ items: z.array(z.object({ image: z.string() })) })],
    ['an image inside a union', z.object({ item: z.union([z.string(), z.object({ image: z.string() })]) })],
    ['an image inside a record', z.object({ byId: z.record(z.string(), z.object({ image: z.string() })) })],
  ])('catches %s', (_what, schema) => {
    expect(breachesOf(schema)).toHaveLength(1);
  });

  test('lets a number of persons and a position through', () => {
    expect(breachesOf(z.object({ person: z.number(), position: z.tuple([z.number(), z.number()]) }))).toEqual(
      [],
    );
  });
});

/** Rows of these are described as a whole. */
const isOpaque = (path: string): boolean => /\.items$|\.points$|\.series$|\.camera$|\.zones\[\]$/.test(path);
