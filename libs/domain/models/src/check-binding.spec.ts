import { describe, expect, test } from '@jest/globals';
import { modelCard } from '@vialog/contracts';
import { bindingProblems } from './check-binding.ts';
import { cardText, tinyOnnx } from './tiny-package.fake.ts';

const card = modelCard.parse(JSON.parse(cardText(tinyOnnx())));

describe('a binding', () => {
  test('to labels the model has is sound', () => {
    expect(bindingProblems(card, { modelId: 'tiny', classMap: { 'cell phone': 'car' } })).toEqual([]);
    expect(bindingProblems(card, { modelId: 'tiny' })).toEqual([]);
  });

  test.each(['car', 'bicycle'] as const)(
    'that counts people as %s is refused: it would go round their privacy floor',
    (as) => {
      expect(bindingProblems(card, { modelId: 'tiny', classMap: { person: as } })).toEqual([
        expect.stringMatching(/"person" stands for people.*classes/),
      ]);
      expect(bindingProblems(card, { modelId: 'tiny', classMap: { person: 'person' } })).toEqual([]);
    },
  );

  test('to labels it does not have is told, with the one that was meant', () =>
    expect(
      bindingProblems(card, { modelId: 'tiny', classMap: { toaster: 'car', Cell_Phone: 'car' } }),
    ).toEqual(['Tiny has no label "toaster"', 'Tiny has no label "Cell_Phone"; did you mean "cell phone"?']));
});
