import { expect, test } from '@jest/globals';
import { verdictOf, type Part, type Row } from './part.ts';
import { figure, sectionOf, tableOf, withSection } from './report.ts';

const part = (name: string): Part => ({
  name,
  title: `Title of ${name}`,
  method: 'How.',
  run: () => Promise.resolve([]),
});
const row = (more: Partial<Row>): Row => ({
  what: 'a figure',
  value: 1,
  unit: 'ms',
  command: 'npm run bench',
  ...more,
});
const where = { date: '2026-01-31', machine: '2 cores' };

test('replaces the section of a part that runs again and keeps the others', () => {
  const one = withSection('', part('one'), 'first\n');
  const both = withSection(one, part('two'), 'second\n');
  const again = withSection(both, part('one'), 'newer\n');
  expect(again).toContain('# Benchmarks');
  expect(again).toContain('newer\n');
  expect(again).toContain('second\n');
  expect(again).not.toContain('first\n');
  expect(again.match(/<!-- one -->/g)).toHaveLength(1);
});

test('a section contains date, machine, command and each figure with its target', () => {
  const rows = [
    row({
      value: 51.49,
      ratio: 1.163,
      against: '44.1 ms',
      target: { bound: 'at most', limit: 1.2, aim: 1.08 },
    }),
  ];
  const text = sectionOf(part('one'), rows, where);
  expect(text).toContain('2026-01-31, 2 cores. `npm run bench`');
  expect(text).toContain('| a figure | 51.5 ms | 44.1 ms | 1.16 × | ≤ 1.2 ×, aim 1.08 | reached |');
});

test.each([
  [
    'a ratio below its limit',
    { value: 50, ratio: 1.1, target: { bound: 'at most', limit: 1.2, aim: 1.08 } },
    'reached',
  ],
  [
    'a ratio below its aim',
    { value: 50, ratio: 1.05, target: { bound: 'at most', limit: 1.2, aim: 1.08 } },
    'aim reached',
  ],
  [
    'a ratio above its limit, however small its value',
    { value: 0, ratio: 1.21, target: { bound: 'at most', limit: 1.2 } },
    'MISSED',
  ],
  ['a value where there is no ratio', { value: 7, target: { bound: 'at most', limit: 6, aim: 3 } }, 'MISSED'],
  [
    'a value that should be large',
    { value: 0.85, target: { bound: 'at least', limit: 0.8, aim: 0.9 } },
    'reached',
  ],
  ['a figure that is not a number', { value: NaN, target: { bound: 'at most', limit: 1 } }, 'MISSED'],
  ['a figure without a target', { value: 7 }, ''],
] as const)('%s is judged', (_what, more, verdict) => {
  expect(verdictOf(row(more))).toBe(verdict);
});

test.each([
  [0.01234, '0.0123'],
  [51.49, '51.5'],
  [123456.7, '123,457'],
  [0, '0'],
])('%d is written as %s', (value, text) => {
  expect(figure(value)).toBe(text);
});

test('the terminal table aligns its columns', () => {
  const [first = '', second = ''] = tableOf([
    row({ what: 'short' }),
    row({ what: 'rather longer', value: 2 }),
  ]).split('\n');
  expect(first.indexOf('1 ms')).toBe(second.indexOf('2 ms'));
});
