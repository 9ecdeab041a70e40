import { expect, test } from '@jest/globals';
import { dayMs, isoOf, keptReportRuns, type ReportRun } from '@vialog/contracts';
import { dueRuns, newRun } from './due-runs.ts';
import { aSchedule } from './report-schedule-store.conformance.ts';

/** 6:00 in Berlin. */
const due = Date.parse('2026-03-10T05:00:00.000Z');
const schedule = aSchedule('a', { createdAt: '2026-03-01T00:00:00.000Z' });
const written = (dueAt: number, isManual = false): ReportRun => ({
  ...newRun(schedule, { dueAt, isManual }),
  state: 'written',
});
const timesOf = (runs: readonly ReportRun[]) => runs.map(({ dueAt }) => dueAt);

test('a run that an account started does not stand for a missed due time', () => {
  const known = [written(due + 3_600_000, true), written(due - dayMs)];
  expect(timesOf(dueRuns(schedule, known, due + 4_000_000))).toEqual([isoOf(due)]);
});

test('a run that an account started at a due time is its run', () => {
  const known = [written(due, true), written(due - dayMs)];
  expect(dueRuns(schedule, known, due + 1_000)).toEqual([]);
});

test('due times whose runs were removed are not due again when only runs of accounts are kept', () => {
  const known = Array.from({ length: keptReportRuns }, (_, i) => written(due + 60_000 * (90 - i), true));
  expect(dueRuns(schedule, known, due + 6_000_000)).toEqual([]);
});

test('a paused schedule has no due times, but its waiting run is attempted', () => {
  const waiting = newRun(schedule, { dueAt: due + 60_000, isManual: true });
  const known = [waiting, written(due - dayMs)];
  expect(dueRuns({ ...schedule, isOn: false }, known, due + 120_000)).toEqual([waiting]);
});

test('times before a schedule was switched on again are not due', () => {
  const resumed = { ...schedule, dueAfterAt: isoOf(due + 1) };
  expect(dueRuns(resumed, [written(due - 3 * dayMs)], due + dayMs - 1)).toEqual([]);
  expect(timesOf(dueRuns(resumed, [written(due - 3 * dayMs)], due + dayMs))).toEqual([isoOf(due + dayMs)]);
});
