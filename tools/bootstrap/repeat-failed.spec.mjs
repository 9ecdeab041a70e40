import { describe, expect, test } from '@jest/globals';
import { filesToRepeat, withRepeated } from './repeat-failed.mjs';
import { failureLines, sumReports } from './task-report.mjs';

const failure = { title: 'counts a frame', message: 'expected 1\nreceived 2' };
const file = (name, ...failures) => ({ name, seconds: 1, passed: 3 - failures.length, skipped: 0, failures });
const reports = (tasks) =>
  new Map(Object.entries(tasks).map(([task, files]) => [task, { seconds: 1, files }]));

describe('filesToRepeat', () => {
  test('repeats the failed files of a run, and only those', () => {
    const run = reports({ 'events:test': [file('a'), file('b', failure)], 'nats:test': [file('c')] });
    expect(filesToRepeat(run, [...run.keys()])).toEqual(new Map([['events:test', ['b']]]));
  });

  test('repeats nothing when more files failed than chance explains', () => {
    const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => file(name, failure));
    const run = reports({ 'events:test': files });
    expect(filesToRepeat(run, ['events:test']).size).toBe(0);
    expect(filesToRepeat(reports({ 'events:test': files.slice(1) }), ['events:test']).size).toBe(1);
  });

  test('repeats nothing when a check failed or a task ended without a report', () => {
    const run = reports({ 'events:test': [file('a', failure)] });
    expect(filesToRepeat(run, ['events:test', 'nats:test']).size).toBe(0);
    const lint = reports({ 'events:test': [file('a', failure)], 'vialog:lint': [file('node', failure)] });
    expect(filesToRepeat(lint, [...lint.keys()]).size).toBe(0);
  });
});

describe('withRepeated', () => {
  const first = reports({ 'events:test': [file('a'), file('b', failure)] });

  test('a file that passes the second time counts as passed and is named as unsteady', () => {
    const { reports: merged, unsteady } = withRepeated(first, reports({ 'events:test': [file('b')] }));
    expect(sumReports(merged, ['events:test'])).toEqual({ passed: 6, failed: 0, skipped: 0 });
    expect(failureLines(merged, ['events:test'])).toEqual([]);
    expect(failureLines(unsteady, [])).toEqual([
      '✗ events:test b',
      '  counts a frame',
      '    expected 1',
      '    received 2',
    ]);
  });

  test('a file that fails again, or has no second result, stays failed', () => {
    for (const second of [[file('b', failure)], []]) {
      const { reports: merged, unsteady } = withRepeated(first, reports({ 'events:test': second }));
      expect(sumReports(merged, ['events:test']).failed).toBe(1);
      expect(unsteady.size).toBe(0);
    }
  });
});
