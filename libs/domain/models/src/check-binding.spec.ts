import { describe, expect, test } from '@jest/globals';
import { modelCard } from '@vialog/contracts';
import { bindingProblems } from './check-binding.ts';
import { cardText, tinyOnnx } from './tiny-package.fake.ts';

const card = modelCard.parse(JSON.parse(cardText(tinyOnnx())));

describe('bindingProblems', () => {
  test('a binding to labels of the model has no problems', () => {
    expect(bindingProblems(card, { modelId: 'tiny', classMap: { 'cell phone': 'car' } })).toEqual([]);
    expect(bindingProblems(card, { modelId: 'tiny' })).toEqual([]);
  });

  test.each(['car', 'bicycle'] as const)(
    'a binding that counts people as %s is rejected, because it would bypass their privacy floor',
    (as) => {
      expect(bindingProblems(card, { modelId: 'tiny', classMap: { person: as } })).toEqual([
        expect.stringMatching(/"person" stands for people.*classes/),
      ]);
      expect(bindingProblems(card, { modelId: 'tiny', classMap: { person: 'person' } })).toEqual([]);
    },
  );

  test('a binding to unknown labels is rejected with a suggestion', () =>
    expect(
      bindingProblems(card, { modelId: 'tiny', classMap: { toaster: 'car', Cell_Phone: 'car' } }),
    ).toEqual(['Tiny has no label "toaster"', 'Tiny has no label "Cell_Phone"; did you mean "cell phone"?']));
});
