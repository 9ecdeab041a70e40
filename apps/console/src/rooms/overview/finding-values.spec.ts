import { expect, it } from '@jest/globals';
import { findingCodes, findingKinds, type AttentionFinding } from '@vialog/contracts';
import i18next from 'i18next';
import { en } from '../../language/en.ts';
import { zh } from '../../language/zh.ts';
import { exampleText, findingAction, findingValues } from './finding-values.ts';

const finding = (fields: Partial<AttentionFinding> = {}): AttentionFinding => ({
  kind: 'camera',
  severity: 'warning',
  code: 'camera_not_measured',
  params: { state: 'offline', reason: 'offline' },
  sinceAt: '2026-03-02T08:00:00.000Z',
  count: 1,
  isCountMinimum: false,
  examples: [],
  ...fields,
});

/** Every value that a sentence may need. */
const params = {
  rule: 'Full lots',
  ruleId: 'rule00000001',
  channel: 'Control room',
  reason: 'offline',
  state: 'offline',
  coverage: 0.62,
  missing: 45,
  freeBytes: 1.4e9,
  totalBytes: 2e12,
  part: 'event store',
  queue: 'indexer',
  model: 'nanodet-g-416',
  scopeKind: 'tag',
  scopeId: 'night',
  scope: 'night',
};

async function wordsOf(language: 'en' | 'zh') {
  const i18n = i18next.createInstance();
  const resources = { en: { translation: en }, zh: { translation: zh } };
  await i18n.init({ resources, lng: language, interpolation: { escapeValue: false } });
  return { t: i18n.t, tag: language === 'zh' ? 'zh-CN' : 'en-GB' };
}

it.each(['en', 'zh'] as const)(
  'every finding has all its sentences in %s, without a gap',
  async (language) => {
    const words = await wordsOf(language);
    for (const code of findingCodes)
      for (const count of [1, 5_000]) {
        const one = finding({ code, count, params });
        const values = findingValues(one, words);
        const sentences = [
          words.t(`overview.title_of.${code}`, values),
          words.t(`overview.meaning_of.${code}`, values),
          findingAction(one, words.t),
        ];
        for (const sentence of sentences)
          expect([code, sentence]).toEqual([code, expect.stringMatching(/^[^{}]{4,}$/)]);
        for (const sentence of sentences) expect(sentence).not.toContain('overview.');
      }
    for (const kind of findingKinds) expect(words.t(`overview.kind.${kind}`)).not.toContain('overview.');
  },
);

it('values are formatted in the language of the reader, and a minimum says so', async () => {
  const words = await wordsOf('en');
  const values = findingValues(finding({ params, count: 5_000, isCountMinimum: true }), words);
  expect(values).toMatchObject({
    number: 'at least 5,000',
    reason: 'offline',
    coverage: '62%',
    free: '1.4 GB',
    total: '2 TB',
    part: 'event store',
    scope: 'Tag night',
  });
});

it('a camera that does not start, or has no known reason, is described by its state', async () => {
  const words = await wordsOf('en');
  const reasonOf = (state: string, reason: string) =>
    findingValues(finding({ params: { state, reason } }), words).reason;
  expect(reasonOf('starting', 'other')).toBe(en.state.starting);
  expect(reasonOf('offline', 'something_new')).toBe(en.state.offline);
});

it('a camera fault has its own advice', async () => {
  const { t } = await wordsOf('en');
  expect(findingAction(finding(), t)).toBe(en.attention.action.offline);
  const waiting = finding({ code: 'camera_doubtful', params: { state: 'degraded', reason: 'no_frame' } });
  expect(findingAction(waiting, t)).toBe(en.attention.action.late);
});

it('an example says its coverage, its level or its space', async () => {
  const words = await wordsOf('en');
  const textOf = (values: Record<string, number>) => exampleText({ name: 'a', params: values }, words);
  expect(textOf({ coverage: 0.25 })).toBe('25% measured');
  expect(textOf({ value: 61.2, median: 22 })).toBe('61.2, usually 22');
  expect(textOf({ freeBytes: 1.4e9, totalBytes: 512e9 })).toBe('1.4 GB of 512 GB free');
  expect(exampleText({ name: 'a' }, words)).toBe('');
});
