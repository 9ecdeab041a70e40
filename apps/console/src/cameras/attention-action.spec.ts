import { expect, it } from '@jest/globals';
import { attentionAction } from './attention-action.ts';

it('a reason without its own advice has the general one', () => {
  expect(attentionAction('moved')).toBe('attention.action.moved');
  expect(attentionAction('superseded')).toBe('attention.action.other');
  expect(attentionAction(undefined)).toBe('attention.action.other');
});
