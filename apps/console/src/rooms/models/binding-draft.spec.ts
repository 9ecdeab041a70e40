import { describe, expect, it } from '@jest/globals';
import { modelBindInput } from '@vialog/contracts';
import { draftOf, inputOf, type BindingDraft } from './binding-draft.ts';

const current = { modelId: 'a', threshold: 0.4, classMap: { 'cell phone': 'car' as const } };
const night = { kind: 'tag', id: 'night' } as const;
const draft = (fields: Partial<BindingDraft> = {}): BindingDraft => ({
  ...draftOf(night, current),
  why: ' It counts better. ',
  ...fields,
});

describe('the form of a binding', () => {
  it('the form begins with the model of the scope and becomes the request that the API accepts', () => {
    const input = inputOf(draft(), current);
    expect(input).toEqual({ scope: night, model: current, why: 'It counts better.' });
    expect(modelBindInput.parse(input)).toEqual(input);
  });

  it('the form keeps the other settings of the same model, and none for another model', () => {
    const { modelId, classMap } = current;
    expect(inputOf(draft({ threshold: '' }), current)?.model).toEqual({ modelId, classMap });
    expect(inputOf(draft({ modelId: 'b' }), current)?.model).toEqual({ modelId: 'b', threshold: 0.4 });
  });

  it('the form names no camera for the scope of all cameras', () => {
    expect(inputOf(draft({ kind: 'all', id: 'ignored' }), undefined)?.scope).toEqual({ kind: 'all' });
  });

  it('a share is sent for every scope but a single camera', () => {
    expect(inputOf(draft({ canary: '10' }), current)).toMatchObject({ canaryPercent: 10 });
    const own = inputOf(draft({ kind: 'camera', id: 'aaaaaaaaaaaa', canary: '10' }), current);
    expect(own).not.toHaveProperty('canaryPercent');
    expect(draftOf(night, current, 25).canary).toBe('25');
  });

  it.each<[string, Partial<BindingDraft>]>([
    ['a reason', { why: '  ' }],
    ['a name of the tag', { id: ' ' }],
    ['a model', { modelId: '' }],
    ['a possible threshold', { threshold: '1.5' }],
    ['a possible share', { canary: '100' }],
    ['a whole share', { canary: '2.5' }],
  ])('a binding is not sent without %s', (_, fields) => {
    expect(inputOf(draft(fields), current)).toBeUndefined();
  });
});
