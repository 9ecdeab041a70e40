import * as fs from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { analyticsList } from '@vialog/contracts';
import { shippedFiles } from '../council-town.fixture.ts';
import { definitionJsonSchema } from './analytic-definition.ts';
import { AnalyticsCatalogue } from './analytics-catalogue.ts';
import { readDefinition, type DefinitionFile } from './read-definition.ts';

const valid = `question: When is the square busiest?
measure: presence
population: sites
period: 4 weeks
finding: peak_hours
chart: week
`;
const file = (text: string, name = 'busy-square.yaml'): DefinitionFile => ({ name, text });
const faultsOf = (text: string, name?: string): string[] => {
  const read = readDefinition(file(text, name));
  return read.kind === 'read' ? [] : read.faults.map(({ line, message }) => `${line}: ${message}`);
};
const catalogueWith = (...files: readonly DefinitionFile[]) =>
  new AnalyticsCatalogue({
    shipped: shippedFiles(fs),
    own: { read: () => Promise.resolve({ files, rejected: [] }) },
  });

describe('a definition', () => {
  test('a definition of six lines is complete', () => {
    const read = readDefinition(file(valid));
    expect(read).toMatchObject({
      kind: 'read',
      analytic: {
        id: 'busy-square',
        definition: {
          question: { en: 'When is the square busiest?', zh: 'When is the square busiest?' },
          comparison: 'none',
          minCoverage: 0.8,
        },
      },
    });
  });

  test.each([
    ['measure: presence', 'measure: speed', ['2: measure: expected one of presence, occupancy']],
    [
      'population: sites\n',
      '',
      ['1: population: expected one of sites, parking_lots, groups, zones, lines, found nothing'],
    ],
    ['chart: week', 'chart: pie', ['6: chart: expected one of days, week, bars, found "pie"']],
    ['chart: week', 'chart: week\ncolour: red', ['7: colour: unknown field; expected one of question, ']],
    ['period: 4 weeks', 'period: 4 months', ['4: period: expected a number of days or weeks, like 13 weeks']],
    ['period: 4 weeks', 'period: 60 weeks', ['4: period: expected a number of days or weeks']],
    [
      'chart: week',
      'chart: week\nminCoverage: 80',
      ['7: minCoverage: expected a ratio from 0 to 1, found 80'],
    ],
    ['chart: week', 'chart: week\ntarget: high', ['7: target: expected a number, found "high"']],
    [
      'chart: week',
      'chart: week\ncomparison: 4 weeks before',
      ['7: comparison: expected none: this finding compares nothing'],
    ],
    ['finding: peak_hours', 'finding: change', ['1: comparison: expected before and after, or a length']],
    [
      'finding: peak_hours',
      'finding: usual_week\ncomparison: before and after',
      ['6: comparison: expected a length, like 13 weeks before'],
    ],
    [
      'finding: peak_hours',
      'finding: spare_spaces',
      ['1: target: expected a number in the unit of the measure presence'],
    ],
    [
      'measure: presence',
      'measure: occupancy\ntarget: 85',
      ['3: target: expected a ratio from 0 to 1, like 0.85, found 85'],
    ],
    [
      'finding: peak_hours',
      'finding: mergeable',
      ['2: measure: expected occupancy: this finding needs spaces'],
    ],
    [
      'chart: week',
      'chart: week\ndirection: each',
      ['7: direction: expected both: only the measure flow has directions'],
    ],
    [
      'question: When is the square busiest?',
      'question: { en: When? }',
      ['1: question.zh: expected a text, found nothing'],
    ],
    ['chart: week', 'chart: week\nchart: bars', ['7: invalid YAML: Map keys must be unique']],
    ['measure: presence', 'measure: [presence', ['3: invalid YAML: ']],
  ])(
    'a definition with %j replaced by %j is rejected with line and expectation',
    (before, after, expected) => {
      const found = faultsOf(valid.replace(before, after));
      expect(found.slice(0, 1)).toEqual(expected.map((one) => expect.stringContaining(one)));
    },
  );

  test('the example of the documentation is valid and has ten lines', () => {
    const page = fs.readFileSync(new URL('../../../../../docs/analytics.md', import.meta.url), 'utf8');
    const example = /```yaml\n([^`]*)```/.exec(page)?.[1] ?? '';
    expect(example.trim().split('\n')).toHaveLength(10);
    expect(readDefinition(file(example, 'evening-market.yaml'))).toMatchObject({
      kind: 'read',
      analytic: { id: 'evening-market', definition: { finding: 'change', minCoverage: 0.7 } },
    });
  });

  test('a comparison with the year before needs a period that does not overlap it', () => {
    const compared = 'finding: change\ncomparison: same weekdays a year before';
    const change = valid.replace('finding: peak_hours', compared);
    expect(faultsOf(change)).toEqual([]);
    expect(faultsOf(change.replace(/period: .*/, 'period: 53 weeks'))[0]).toContain(
      'period: expected at most 52 weeks: the period would overlap that of the year before',
    );
  });

  test('text that is no set of fields, and an unusable file name, are rejected', () => {
    expect(faultsOf('just a sentence')).toEqual([
      '1: expected fields like "question: …" and "measure: …", one per line',
    ]);
    expect(faultsOf('')).toHaveLength(1);
    expect(faultsOf(valid, 'Busy Square.yaml')[0]).toContain('invalid file name');
  });

  test('aliases that would expand to a huge document are rejected', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
    );
    expect(faultsOf(`l0: &l0 [a]\n${levels.join('\n')}\n`)[0]).toMatch(/alias/i);
  });
});

describe('the catalogue', () => {
  test('every shipped analytic has its words in both languages', async () => {
    const list = await new AnalyticsCatalogue({ shipped: shippedFiles(fs) }).list();
    expect(() => analyticsList.parse(list)).not.toThrow();
    expect(list.items.length).toBeGreaterThanOrEqual(10);
    for (const { question, about } of list.items) {
      expect(question.en).toMatch(/^[ -~]+\?$/);
      expect(question.zh).toMatch(/\p{Script=Han}.*？$/u);
      expect(about?.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test.each([
    ['merge gates', []],
    ['merge', ['lots-to-merge']],
    ['LOTS fullest', ['fullest-hours']],
    ['合并', ['lots-to-merge']],
    ['排队', ['stopped-vehicles']],
    ['market', ['unusual-days']],
  ])('the search %j finds %j by the words of both languages', async (text, expected) => {
    const { items } = await new AnalyticsCatalogue({ shipped: shippedFiles(fs) }).list(text);
    expect(items.map(({ id }) => id)).toEqual(expected);
  });

  test('an own analytic is listed after the shipped ones and replaces the one with its id', async () => {
    const catalogue = catalogueWith(file(valid), file(valid, 'reaches-85.yml'));
    const { items } = await catalogue.list();
    expect(items.filter(({ origin }) => origin === 'own').map(({ id }) => id)).toEqual([
      'busy-square',
      'reaches-85',
    ]);
    expect(items).toHaveLength(shippedFiles(fs).length + 1);
    expect((await catalogue.find('reaches-85')).definition.finding).toBe('peak_hours');
  });

  test('of two files with the same id the first is used, and the other one is named', async () => {
    const catalogue = catalogueWith(
      file(valid),
      file(valid.replace('4 weeks', '5 weeks'), 'busy-square.yml'),
    );
    const { items, rejected } = await catalogue.list('square');
    expect(items.map(({ id, period }) => [id, period])).toEqual([['busy-square', '4 weeks']]);
    expect(rejected).toEqual([
      {
        file: 'busy-square.yml',
        line: 1,
        message: 'expected one file per analytic: busy-square.yaml has the same id',
      },
    ]);
  });

  test('a faulty file is left out, and the request for it says why', async () => {
    const catalogue = catalogueWith(file(valid.replace('chart: week', 'chart: pie')));
    const { items, rejected } = await catalogue.list();
    expect(items).toHaveLength(shippedFiles(fs).length);
    expect(rejected).toEqual([
      { file: 'busy-square.yaml', line: 6, message: 'chart: expected one of days, week, bars, found "pie"' },
    ]);
    await expect(catalogue.find('busy-square')).rejects.toThrow(/fault in line 6 of busy-square.yaml: chart/);
    await expect(catalogue.find('unknown')).rejects.toMatchObject({ code: 'ANALYTIC_NOT_FOUND' });
  });

  test('a shipped definition with a fault prevents the start', () => {
    expect(() => new AnalyticsCatalogue({ shipped: [file('measure: x')] })).toThrow(
      /busy-square.yaml has a fault in line 1/,
    );
  });

  test('the committed JSON Schema for editors is that of the definitions', () => {
    const path = new URL('../../analytic.schema.json', import.meta.url);
    const schema = `${JSON.stringify(definitionJsonSchema(), null, 2)}\n`;
    if (process.env['VIALOG_WRITE_SCHEMA']) fs.writeFileSync(path, schema);
    expect(JSON.parse(fs.readFileSync(path, 'utf8'))).toEqual(JSON.parse(schema));
  });
});
