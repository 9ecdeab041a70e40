import { expect, it } from '@jest/globals';
import { attentionAction } from './attention-action.ts';

it('a reason without specific advice has the general advice', () => {
  expect(attentionAction({ state: 'degraded', reason: 'moved' })).toBe('attention.action.moved');
  expect(attentionAction({ state: 'offline', reason: 'superseded' })).toBe('attention.action.other');
  expect(attentionAction({ state: 'offline' })).toBe('attention.action.other');
});

it('a camera that waits for its host is not advised to restart', () => {
  expect(attentionAction({ state: 'degraded', reason: 'no_frame' })).toBe('attention.action.late');
  expect(attentionAction({ state: 'offline', reason: 'no_frame' })).toBe('attention.action.no_frame');
});
