import { beforeEach, describe, expect, test } from '@jest/globals';
import { automaticAuthor, isoOf, type ModelScope, type ModelStep, type Site } from '@vialog/contracts';
import { aModelStep, InMemoryRegistry } from '@vialog/registry/conformance';
import { modelSource } from './model-source.ts';

const now = Date.parse('2026-03-31T10:00:00.000Z');
const dayMs = 86_400_000;
const night: ModelScope = { kind: 'tag', id: 'night' };
const north: ModelScope = { kind: 'site', id: 'north0000000' };

let memory: InMemoryRegistry;
beforeEach(() => {
  memory = new InMemoryRegistry();
});

const add = async (scope: ModelScope, id: string, fields: Partial<ModelStep> = {}): Promise<void> => {
  const basedOn = (await memory.modelBindings.newest(scope))?.stepId;
  await memory.modelBindings.add({ basedOn, step: aModelStep(id, scope, fields) });
};
const rolledBack = (daysAgo: number): Partial<ModelStep> => ({
  action: 'roll_back',
  by: automaticAuthor,
  takenAt: isoOf(now - daysAgo * dayMs),
});
const sites = { site: (id: string) => Promise.resolve({ siteId: id, name: 'North Lot' } as Site) };
const read = () =>
  modelSource({
    modelBindings: memory.modelBindings,
    sites,
    clock: { now: () => now, monotonic: () => now },
  }).read();

describe('canaries of models', () => {
  test('a canary that was rolled back automatically is a finding that names its model and scope', async () => {
    await add(night, '1', { canary: { percent: 10 } });
    await add(night, '2', rolledBack(1));
    const { found, checked } = await read();
    expect(found).toEqual([
      {
        key: '000000000002',
        severity: 'notice',
        code: 'canary_rolled_back',
        params: { model: 'model-1', scopeKind: 'tag', scopeId: 'night', scope: 'night' },
        sinceAt: isoOf(now - dayMs),
        count: 1,
        examples: [],
      },
    ]);
    expect(checked).toBe(1);
  });

  test('a site is named, and all cameras need no name', async () => {
    await add(north, '1');
    await add(north, '2', rolledBack(1));
    await add({ kind: 'all' }, '3');
    await add({ kind: 'all' }, '4', rolledBack(1));
    expect((await read()).found.map(({ params }) => params)).toEqual([
      { model: 'model-1', scopeKind: 'site', scopeId: 'north0000000', scope: 'North Lot' },
      { model: 'model-3', scopeKind: 'all' },
    ]);
  });

  test.each<[string, Partial<ModelStep>, Partial<ModelStep> | undefined]>([
    ['a user rolled it back', { ...rolledBack(1), by: 'Li Wei' }, undefined],
    ['another step of the scope followed', rolledBack(1), {}],
    ['it was rolled back more than seven days ago', rolledBack(7.1), undefined],
  ])('a canary is not a finding when %s', async (_, step, next) => {
    await add(night, '1', { canary: { percent: 10 } });
    await add(night, '2', step);
    if (next) await add(night, '3', next);
    expect((await read()).found).toEqual([]);
  });
});
