import type { ReportFormat, ReportRule, ReportSchedule, ReportSchedulePatch } from '@vialog/contracts';

export const reportPeriods = ['last_day', 'last_week', 'last_month', 'last_quarter', 'last_year'] as const;
export const ruleKinds = ['daily', 'weekly', 'monthly'] as const;
export const offeredFormats: readonly ReportFormat[] = ['pdf', 'html', 'xlsx', 'csv', 'json'];

/** A schedule as it is edited: each kind of rule keeps its choice. */
export interface ScheduleDraft {
  readonly name: string;
  readonly period: ReportSchedule['period'];
  readonly kind: ReportRule['kind'];
  readonly weekday: number;
  readonly day: number;
  readonly at: string;
  readonly timeZone: string;
  readonly formats: readonly ReportFormat[];
  readonly language: ReportSchedule['language'];
  /** Empty: none. */
  readonly channelId: string;
}

export const draftOf = (schedule: ReportSchedule): ScheduleDraft => ({
  name: schedule.name,
  period: schedule.period,
  kind: schedule.rule.kind,
  weekday: schedule.rule.kind === 'weekly' ? schedule.rule.weekday : 1,
  day: schedule.rule.kind === 'monthly' ? schedule.rule.day : 1,
  at: schedule.rule.at,
  timeZone: schedule.timeZone,
  formats: schedule.formats,
  language: schedule.language,
  channelId: schedule.channelId ?? '',
});

export const patchOf = (draft: ScheduleDraft): ReportSchedulePatch => ({
  name: draft.name,
  period: draft.period,
  rule: ruleOf(draft),
  timeZone: draft.timeZone,
  formats: [...draft.formats],
  language: draft.language,
  channelId: draft.channelId === '' ? null : draft.channelId,
});

function ruleOf({ kind, weekday, day, at }: ScheduleDraft): ReportRule {
  switch (kind) {
    case 'daily':
      return { kind, at };
    case 'weekly':
      return { kind, weekday, at };
    case 'monthly':
      return { kind, day, at };
  }
}

export type WrongField = 'name' | 'at' | 'formats';

/** The first field without a usable value. */
export function wrongFieldOf({ name, at, formats, channelId }: ScheduleDraft): WrongField | undefined {
  if (name.trim() === '') return 'name';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) return 'at';
  return formats.length === 0 && channelId === '' ? 'formats' : undefined;
}
