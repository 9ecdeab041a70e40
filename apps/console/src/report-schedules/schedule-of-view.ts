import type { HolidayTreatment, ReportRule, ReportSchedule, ReportScheduleInput } from '@vialog/contracts';
import { scheduleParameters } from '../api/trend-files.ts';
import type { TimeRange, TrendSelection } from '../api/trends.ts';

const dayMs = 86_400_000;

/** What a view shows. */
export interface ShownView {
  readonly selection: TrendSelection;
  readonly period: TimeRange;
  readonly minCoverage: number;
  readonly holidays: HolidayTreatment;
  readonly target: number | undefined;
  readonly format: { readonly timeZone: string };
}

/** A schedule for what a view shows: the calendar period of about its length, at 6:00 on the first day after it. */
export function scheduleOfView(
  view: ShownView,
  { name, language }: Pick<ReportScheduleInput, 'name' | 'language'>,
): ReportScheduleInput {
  const { selection, period, minCoverage, holidays, target, format } = view;
  const shown = periodOfLength((period.to - period.from) / dayMs);
  return {
    name: name.slice(0, 120),
    parameters: scheduleParameters(selection, { minCoverage, holidays, target }),
    period: shown,
    rule: ruleOfPeriod(shown),
    timeZone: format.timeZone,
    formats: ['pdf'],
    language,
    channelId: null,
    isOn: true,
  };
}

function periodOfLength(days: number): ReportSchedule['period'] {
  if (days <= 2) return 'last_day';
  if (days <= 14) return 'last_week';
  if (days <= 45) return 'last_month';
  return days <= 180 ? 'last_quarter' : 'last_year';
}

const at = '06:00';

function ruleOfPeriod(period: ReportSchedule['period']): ReportRule {
  if (period === 'last_day') return { kind: 'daily', at };
  return period === 'last_week' ? { kind: 'weekly', weekday: 1, at } : { kind: 'monthly', day: 1, at };
}
