import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import * as contracts from './index.ts';
import {
  privacyViolation,
  fieldsOf,
  styleViolation,
  unwrap,
  type SchemaField,
} from './schema-rules.fixture.ts';

const schemas = Object.entries<unknown>(contracts).filter(
  (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
);
const messages = [
  ...Object.entries(contracts.subjects),
  ...Object.entries(contracts.frameMessages),
  ...Object.entries({ request: contracts.lastSlots.request, reply: contracts.lastSlots.reply }),
  ...Object.entries({ request: contracts.modelReadiness.request, reply: contracts.modelReadiness.reply }),
  ...Object.entries(contracts.ingestRequests).flatMap(([kind, { request, reply }]) => [
    [`${kind}-request`, request] as const,
    [`${kind}-reply`, reply] as const,
  ]),
  ...Object.entries(contracts.liveMessages).map(([name, schema]) => [`live-${name}`, schema] as const),
];
const allFields = [...schemas, ...messages].flatMap(([name, schema]) => fieldsOf(schema, name));
const isField = (field: SchemaField) => field.role === 'field';
/** Names with another meaning: the bounding box of a map query, the name of a model's output tensor. */
const otherMeaning = new Set(['mapQuery.bbox', 'camerasQuery.bbox', 'modelCard.decoder[].boxes']);

/** All fields of a count event. A new field is a privacy decision. */
const eventFields =
  `v eventId slotStartAt slotMs cameraId cameraVersion siteId zoneId zoneKind zoneRole kind origin
  counts peak inbound outbound stopped stoppedPeak trackingRestarts total vehicle twoWheeler occupied unknown capacity occupancy bays turnover framesUsed framesReused
  framesExpected reason slots model modelDigest position cells localMinute localWeekday capturedAt indexedAt`.split(
    /\s+/,
  );

describe('schema rules', () => {
  test('the schema walk finds the contracts', () => {
    expect(schemas.length).toBeGreaterThan(50);
    expect(allFields.length).toBeGreaterThan(400);
  });

  test('no contract has a field for a box, crop, image, embedding, face, plate or track', () => {
    const fields = allFields.filter((field) => isField(field) && !otherMeaning.has(field.path));
    const violations = fields.map(privacyViolation).filter(Boolean);
    expect(violations).toEqual([]);
  });

  test('every field has a description and a camelCase name, and times end in At', () => {
    const violations = allFields
      .filter(isField)
      .filter((field) => !isOpaque(field.path))
      .map(styleViolation)
      .filter(Boolean);
    expect(violations).toEqual([]);
  });

  test('stored and published contracts reject unknown fields', () => {
    const published = [
      contracts.countEvent,
      contracts.frameCount,
      contracts.cameraHealth,
      contracts.countBatch,
      ...Object.values(contracts.frameMessages),
      contracts.lastSlots.request,
      contracts.lastSlots.reply,
      ...Object.values(contracts.ingestRequests).flatMap(({ request, reply }) => [request, reply]),
      contracts.camera,
      contracts.site,
    ];
    const open = published
      .flatMap((schema) => fieldsOf(schema, 'it'))
      .filter((field) => {
        const inner = unwrap(field.schema);
        return inner instanceof z.ZodObject && !(inner._zod.def.catchall instanceof z.ZodNever);
      });
    expect(open.map((field) => field.path)).toEqual([]);
  });

  test('a frame count names a tracking session and no vehicle, and its counters are numbers', () => {
    expect(Object.keys(contracts.trackingSession.shape)).toEqual(['session', 'startedAt']);
    expect(Object.keys(contracts.zoneCount.shape)).toEqual(
      'zoneId counts total bays inbound outbound stopped'.split(' '),
    );
  });

  test('a count event has exactly the listed fields', () => {
    expect(Object.keys(contracts.countEvent.shape)).toEqual(eventFields);
  });
});

describe('privacy rule', () => {
  const violationsOf = (schema: z.ZodType) =>
    fieldsOf(schema, 'it').filter(isField).map(privacyViolation).filter(Boolean);

  test.each([
    ['a box', z.object({ box: z.string() })],
    ['a bounding box in camelCase', z.object({ vehicleBox: z.string() })],
    ['a crop in a nested object', z.object({ zone: z.object({ crop: z.string() }) })],
    ['an embedding as a list of numbers under a neutral name', z.object({ details: z.array(z.number()) })],
    [
      'a list of boxes as tuples',
      z.object({ places: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])) }),
    ],
    ['a face', z.object({ faceCount: z.number() })],
    ['an optional plate', z.object({ plate: z.string().optional() })],
    ['a track id', z.object({ trackId: z.string() })],
    ['anything at all', z.object({ extra: z.unknown() })],
    ['an image inside a list', z.object({ items: z.array(z.object({ image: z.string() })) })],
    ['an image inside a union', z.object({ item: z.union([z.string(), z.object({ image: z.string() })]) })],
    ['an image inside a record', z.object({ byId: z.record(z.string(), z.object({ image: z.string() })) })],
  ])('the privacy rule rejects %s', (_what, schema) => {
    expect(violationsOf(schema)).toHaveLength(1);
  });

  test('the privacy rule accepts a number of persons and a position', () => {
    expect(
      violationsOf(z.object({ person: z.number(), position: z.tuple([z.number(), z.number()]) })),
    ).toEqual([]);
  });
});

/** Containers whose rows have a description. */
const isOpaque = (path: string): boolean => /\.items$|\.points$|\.series$|\.camera$|\.zones\[\]$/.test(path);
