import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ModelCard } from '@vialog/contracts';
import { rejectionOfLabel } from './rejected-labels.ts';

const shipped = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../models/nanodet-g-416/model.json'), 'utf8'),
) as ModelCard;

describe('rejectionOfLabel', () => {
  test.each([
    ['face', 'faces'],
    ['Human face', 'faces'],
    ['faceMask', 'faces'],
    ['Head', 'faces'],
    ['license_plate', 'number plates'],
    ['LicensePlate', 'number plates'],
    ['number-plate', 'number plates'],
    ['Vehicle registration plate', 'number plates'],
    ['ALPR', 'number plates'],
    ['age 20-30', 'age'],
    ['Child', 'age'],
    ['gender', 'gender'],
    ['female', 'gender'],
    ['Woman', 'gender'],
    ['emotion:happy', 'emotion'],
    ['ethnicity', 'origin'],
    ['ｆａｃｅ', 'faces'],
    ['人脸', 'faces'],
    ['车牌', 'number plates'],
    ['男性', 'gender'],
    ['person_with_bag', 'an attribute of a person'],
    ['pedestrian walking', 'an attribute of a person'],
    ['people_sitting', 'an attribute of a person'],
  ])('the label %s is rejected because it names %s', (label, kind) =>
    expect(rejectionOfLabel(label)).toBe(`label "${label}" names ${kind}`),
  );

  test.each([
    'manhole',
    'surface',
    'garage',
    'passage',
    'headlight',
    'template',
    'cyclist',
    'rider',
    'race car',
    'pedestrian',
    '行人',
    '汽车',
    '',
  ])('the label %j is allowed', (label) => expect(rejectionOfLabel(label)).toBeUndefined());

  test('all labels of the included model are allowed', () => {
    expect(shipped.labels.filter((label) => rejectionOfLabel(label))).toEqual([]);
    expect(shipped.labels).toHaveLength(80);
  });
});
