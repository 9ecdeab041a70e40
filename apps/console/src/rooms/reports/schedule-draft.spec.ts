import { expect, it } from '@jest/globals';
import { reportScheduleInput, type ReportSchedule } from '@vialog/contracts';
import { scheduleOfView } from '../../report-schedules/schedule-of-view.ts';
import { draftOf, patchOf, wrongFieldOf } from './schedule-draft.ts';

const dayMs = 86_400_000;
const selection = {
  keys: ['site00000001', 'cam000000001/zone1'],
  measure: 'occupancy',
  direction: 'both',
  classes: [],
} as const;
const viewOf = (days: number) => ({
  selection,
  period: { from: 0, to: days * dayMs },
  minCoverage: 0.8,
  holidays: 'apart' as const,
  target: 0.85,
  format: { timeZone: 'Asia/Shanghai', language: 'zh-CN' },
});

it('a schedule of a view has its selection and rules, and is accepted by the server', () => {
  const input = scheduleOfView(viewOf(28), { name: '月报', language: 'zh' });
  expect(input).toMatchObject({
    parameters: {
      measure: 'occupancy',
      sites: 'site00000001',
      cameras: 'cam000000001',
      minCoverage: '0.8',
      holidays: 'apart',
      target: '0.85',
    },
    period: 'last_month',
    rule: { kind: 'monthly', day: 1, at: '06:00' },
    timeZone: 'Asia/Shanghai',
  });
  expect(reportScheduleInput.parse(input)).toEqual(input);
});

it.each([
  [1, 'last_day', 'daily'],
  [7, 'last_week', 'weekly'],
  [28, 'last_month', 'monthly'],
  [91, 'last_quarter', 'monthly'],
  [365, 'last_year', 'monthly'],
])('a view of %i days is scheduled for %s with a %s rule', (days, period, kind) => {
  expect(scheduleOfView(viewOf(days), { name: 'n', language: 'en' })).toMatchObject({
    period,
    rule: { kind },
  });
});

const schedule: ReportSchedule = {
  ...scheduleOfView(viewOf(7), { name: 'Lots', language: 'en' }),
  scheduleId: '00000000000a',
  createdBy: 'administrator',
  createdAt: '2026-03-02T08:00:00.000Z',
  dueAfterAt: '2026-03-02T08:00:00.000Z',
};

it('a draft that is not changed sends the schedule as it is, and another kind of rule its own fields', () => {
  const { name, period, rule, timeZone, formats, language, channelId } = schedule;
  expect(patchOf(draftOf(schedule))).toEqual({ name, period, rule, timeZone, formats, language, channelId });
  expect(patchOf({ ...draftOf(schedule), kind: 'monthly', day: 5, channelId: 'channel00001' })).toMatchObject(
    {
      rule: { kind: 'monthly', day: 5, at: '06:00' },
      channelId: 'channel00001',
    },
  );
});

it('a draft without a name, a time, or any target names its wrong field', () => {
  const draft = draftOf(schedule);
  expect(wrongFieldOf(draft)).toBeUndefined();
  expect(wrongFieldOf({ ...draft, name: ' ' })).toBe('name');
  expect(wrongFieldOf({ ...draft, at: '6 o’clock' })).toBe('at');
  expect(wrongFieldOf({ ...draft, formats: [] })).toBe('formats');
  expect(wrongFieldOf({ ...draft, formats: [], channelId: 'channel00001' })).toBeUndefined();
});
