import { expect, it } from '@jest/globals';
import type { ModelScope, ModelStep } from '@vialog/contracts';
import { newestOfScopes } from './newest-steps.ts';

const step = (stepId: string, scope: ModelScope): ModelStep => ({
  stepId,
  scope,
  action: 'bind',
  takenAt: '2026-03-02T08:00:00.000Z',
  by: 'Ana',
  why: 'A test.',
});

it('only the newest step of each scope can be undone', () => {
  const steps = [
    step('d', { kind: 'tag', id: 'night' }),
    step('c', { kind: 'all' }),
    step('b', { kind: 'tag', id: 'night' }),
    step('a', { kind: 'group', id: 'night' }),
  ];
  expect([...newestOfScopes(steps)]).toEqual(['d', 'c', 'a']);
});
