import { describe, expect, test } from '@jest/globals';
import { type ModelBinding, modelCard } from '@vialog/contracts';
import { readLabels } from './read-labels.ts';
import { cardText, tinyOnnx } from './tiny-package.fake.ts';

const labels = ['person', 'bicycle', 'car', 'motorcycle', 'truck', 'cell phone', 'dog'];
const card = modelCard.parse(JSON.parse(cardText(tinyOnnx(), { labels })));
const bound = (binding: Partial<ModelBinding> = {}): ReturnType<typeof readLabels> =>
  readLabels(card, { modelId: 'tiny', ...binding });

/** In the order of the labels; a dot is never let out. */
const line = (classes: readonly (string | undefined)[]): string =>
  classes.map((name) => name ?? '.').join(' ');

describe('labels of a model at a camera', () => {
  test('only the classes that may be counted get out', () =>
    expect(line(bound().countsAs)).toBe('person bicycle car motorcycle truck . .'));

  test('bays are taken by vehicles and motorcycles only', () =>
    expect(line(bound().countsInBays)).toBe('. . car motorcycle truck . .'));

  test('where any class may stand in a bay, a person still does not', () => {
    const reading = bound({ anyClassInBays: true });
    expect(line(reading.countsInBays)).toBe('. car car motorcycle truck car car');
    expect(line(reading.countsAs)).toBe('person bicycle car motorcycle truck . .');
  });

  test('the class map of the camera goes first', () => {
    const reading = bound({ classMap: { 'cell phone': 'car', truck: 'bus' } });
    expect(line(reading.countsAs)).toBe('person bicycle car motorcycle bus car .');
    expect(line(reading.countsInBays)).toBe('. . car motorcycle bus car .');
  });

  test('a person mapped to something else takes no bay by being any class', () =>
    expect(line(bound({ classMap: { person: 'bicycle' }, anyClassInBays: true }).countsInBays)).toBe(
      '. car car motorcycle truck car car',
    ));

  test('mapped labels the model does not have are told', () =>
    expect(bound({ classMap: { toaster: 'car', dog: 'car' } }).unknownLabels).toEqual(['toaster']));

  test('the threshold is the camera’s, else the card’s', () => {
    expect(bound({ threshold: 0.15 }).threshold).toBe(0.15);
    expect(bound().threshold).toBe(0.3);
  });

  test('a class map cannot reach into the language', () =>
    expect(
      line(
        readLabels({ ...card, labels: ['constructor', 'toString'] }, { modelId: 'tiny', classMap: {} })
          .countsAs,
      ),
    ).toBe('. .'));
});
