import { describe, expect, test } from '@jest/globals';
import { baysFigures, objectFigures } from '@vialog/evaluation';
import type { EvaluationReport, ModelSummary } from './evaluation-report.ts';
import { comparedCosts, costOf } from './evaluation-report.ts';
import { reportHtml } from './report-html.ts';
import { reportMarkdown, reportText } from './report-text.ts';
import { readRequirements, unmetRequirements } from './requirements.ts';

const summary = (modelId: string, fields: Partial<ModelSummary> = {}): ModelSummary => ({
  modelId,
  digest: 'abcdef012345',
  threshold: 0.3,
  accuracy: 75,
  accuracyOf: 'spaces with the true state',
  cost: costOf({ durationsMs: [30, 10, 20, 40], cpuMs: 100, peakMemoryBytes: 2e8 }),
  isDominated: false,
  ...fields,
});

const report: EvaluationReport = {
  v: 1,
  source: 'lots/<a|b>.jsonl',
  notes: ['left out: nothing'],
  runs: [],
  bays: [
    {
      modelId: 'm1',
      source: 'a',
      figures: baysFigures([{ states: '1100', occupied: [true, true, true, false] }]),
    },
    {
      modelId: 'm2',
      source: 'a',
      figures: baysFigures([{ states: '----', occupied: [true, true, true, false] }]),
    },
  ],
  objects: [],
  models: [summary('m1'), summary('m2', { accuracy: 0, isDominated: true })],
};

describe('requirements for CI', () => {
  const unmet = (text: string, from = report) => unmetRequirements(from, readRequirements(text));

  test('the cost of a model is that of a picture: median, 95th percentile and mean CPU time', () => {
    expect(report.models[0]?.cost).toEqual({
      pictures: 4,
      cpuMs: 25,
      medianMs: 20,
      p95Ms: 40,
      memoryBytes: 2e8,
    });
  });

  test('each model that misses a limit is named with the limit and its figure', () => {
    expect(unmet('judged>=90,takenShownFree<=30,medianMs<=20')).toEqual([
      'm2: expected judged >= 90 and found 0',
      'm2: expected takenShownFree <= 30 and found 100',
    ]);
  });

  test('a model that judges nothing meets no limit of an error', () => {
    expect(
      unmet('takenShownFree<=50,freeShownTaken<=50,right>=1').every((each) => each.startsWith('m2')),
    ).toBe(true);
  });

  test('a figure that the evaluation does not have is an error, because nothing would be checked', () => {
    expect(() => unmet('ap50>=40')).toThrow(/--require ap50: the evaluation of .* has no such figure/);
  });

  test('the worst class decides, and a class of which nothing is found has a precision of 0', () => {
    const scored = [{ score: 0.9, isTrue: true }];
    const figures = [
      objectFigures('car', [{ group: 'car', truth: 1, counted: 1, matched: 1, scored }]),
      objectFigures('bus', [{ group: 'bus', truth: 1, counted: 0, matched: 0, scored: [] }]),
      objectFigures('truck', [{ group: 'truck', truth: 0, counted: 0, matched: 0, scored: [] }]),
    ];
    const objects = {
      ...report,
      models: [summary('m1')],
      objects: [{ modelId: 'm1', pictures: 1, figures }],
    };
    expect(unmet('precision>=50,recall>=0', objects)).toEqual(['m1: expected precision >= 50 and found 0']);
  });

  test.each(['judged', 'judged>95', 'judged>=x', 'nonsense>=1', 'toString>=1'])('%s is rejected', (text) => {
    expect(() => readRequirements(text)).toThrow(
      /expected a figure and a limit like judged>=95; figures: judged,/,
    );
  });
});

describe('the formats of a report', () => {
  test('models whose CPU time cannot all be read are compared by their median time, and one without a cost not at all', () => {
    const unread = costOf({ durationsMs: [50], cpuMs: 0, peakMemoryBytes: 0 });
    const none = costOf({ durationsMs: [], cpuMs: 0, peakMemoryBytes: 0 });
    const models = [
      summary('m1'),
      summary('m2', { cost: unread, isDominated: true }),
      summary('m3', { cost: none }),
    ];
    expect(comparedCosts(models.slice(0, 1))).toEqual({ figure: 'CPU time', ms: [25] });
    expect(comparedCosts(models)).toEqual({ figure: 'median time', ms: [20, 50, null] });
    expect(reportText({ ...report, models })).toMatch(
      /m1 .*best for its cost\n.*m2 .*costs no more\n.*m3 .*not compared: accuracy or cost is not known/,
    );
    const plot = reportHtml({ ...report, models }).match(/<svg [\s\S]*?<\/svg>/)?.[0] ?? '';
    expect(plot).toContain('median time of a picture, ms');
    expect(plot.match(/<circle /g)).toHaveLength(2);
  });

  test('the text for a terminal has every table', () => {
    const text = reportText(report);
    expect(text).toMatch(/m2 .* another model is better and costs no more/);
    expect(text).toMatch(/m1 +1 +4 +3 +100 % \(4 of 4; 51 to 100 %\) .*25 % \(1 of 4; 4\.6 to 69\.9 %\)/);
  });

  test('a Markdown report escapes what would break its tables', () => {
    const markdown = reportMarkdown(report);
    expect(markdown).toContain(String.raw`# Evaluation of lots/&lt;a\|b>.jsonl`);
    expect(markdown).toContain('| model | digest | threshold | accuracy |');
  });

  test('an HTML report has plots, loads nothing and escapes its source', () => {
    const html = reportHtml(report);
    expect(html).toContain('<h1>Evaluation of lots/&lt;a|b&gt;.jsonl</h1>');
    expect(html.match(/<svg /g)).toHaveLength(4);
    expect(html).not.toMatch(/<script|src=|href=|url\(|<a\|b>/);
  });
});
