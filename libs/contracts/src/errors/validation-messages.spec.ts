import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import {
  cameraInput,
  trendProfileQuery,
  sessionInput,
  siteInput,
  trendsQuery,
  zonesInput,
  eventsQuery,
} from '../index.ts';

const messagesOf = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

const camera = { name: 'Gate', position: [112, 31], stream: { url: 'synthetic:lot' } };

describe('validation messages', () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ['a text for a list', zonesInput, { zones: 'x' }, 'zones: expected a list, found text'],
    ['a missing field', zonesInput, {}, 'zones: expected a list, and it is missing'],
    ['null', zonesInput, { zones: null }, 'zones: expected a list, found null'],
    ['a list for an object', zonesInput, [], ': expected an object, found a list'],
    ['a number for a text', cameraInput, { ...camera, name: 5 }, 'name: expected text, found 5'],
    [
      'a text for a boolean',
      cameraInput,
      { ...camera, indoor: 'yes' },
      'indoor: expected true or false, found text',
    ],
    [
      'a position as text',
      siteInput,
      { name: 'x', kind: 'gate', position: '1,2' },
      'position: expected [longitude, latitude] in degrees, like [112.2, 31.03]',
    ],
    ['a limit that is not a number', eventsQuery, { limit: 'ten' }, 'limit: expected a number, found text'],
    ['a fractional limit', eventsQuery, { limit: '1.5' }, 'limit: expected a whole number, found 1.5'],
    ['a limit too high', eventsQuery, { limit: '9999' }, 'limit: expected at most 1000, found 9999'],
    ['a limit too low', eventsQuery, { limit: '0' }, 'limit: expected at least 1, found 0'],
    [
      'a heading of 360',
      cameraInput,
      { ...camera, heading: 360 },
      'heading: expected less than 360, found 360',
    ],
    [
      'an unknown measure',
      trendsQuery,
      { measure: 'speed' },
      'measure: expected one of presence, occupancy, free, flow, stopped, balance, turnover, stay, estimate, found "speed"',
    ],
    [
      'a word for a day',
      trendProfileQuery,
      { excludeDays: 'monday' },
      'excludeDays.0: expected a day like 2026-01-31',
    ],
    [
      'too many tags',
      cameraInput,
      { ...camera, tags: Array(21).fill('x') },
      'tags: expected at most 20 items, found 21',
    ],
    [
      'a long search line',
      eventsQuery,
      { q: 'x'.repeat(1001) },
      'q: expected at most 1000 characters, found 1001',
    ],
    [
      'a field with a typing error',
      zonesInput,
      { zones: [], zonse: 1 },
      ': unknown field "zonse"; known fields: zones',
    ],
    [
      'an unknown plan mode',
      cameraInput,
      { ...camera, plan: { mode: 'all' } },
      'plan.mode: expected one of keyframes, fps, interval',
    ],
    [
      'a notice that is not a URL',
      cameraInput,
      { ...camera, governance: { noticeUrl: 'x' } },
      'governance.noticeUrl: expected a URL like https://example.org/notice',
    ],
    [
      'a point of three numbers',
      zonesInput,
      {
        zones: [
          {
            zoneId: 'a',
            name: 'a',
            kind: 'area',
            polygon: [
              [0, 0, 0],
              [1, 0],
              [1, 1],
            ],
          },
        ],
      },
      'zones.0.polygon.0: expected at most 2 items, found 3',
    ],
  ])('explain %s with what was expected and what was found', (_, schema, value, message) => {
    expect(messagesOf(schema, value)).toContain(message);
  });

  test('validation messages never repeat a secret of the wrong type', () => {
    expect(
      JSON.stringify(messagesOf(sessionInput, { token: ['secret'], link: { a: 'secret' } })),
    ).not.toContain('secret');
  });

  test('validation messages of request schemas contain no TypeScript terms', () => {
    const messages = [cameraInput, siteInput, zonesInput, trendsQuery, sessionInput].flatMap((schema) =>
      [undefined, null, 5, 'x', [], {}, { unknown: 1 }].flatMap((value) => messagesOf(schema, value)),
    );
    expect(messages.filter((text) => /Invalid|received|undefined|Unrecognized/.test(text))).toEqual([]);
  });
});
