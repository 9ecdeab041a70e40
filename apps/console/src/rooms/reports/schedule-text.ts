import type { ReportRule, ReportSchedule } from '@vialog/contracts';
import { weekdayName } from '../../format/times.ts';
import type { Words } from '../../language/language.ts';

/** "Monday at 06:00 (Europe/Berlin)". */
export function ruleText(
  { rule, timeZone }: Pick<ReportSchedule, 'rule' | 'timeZone'>,
  words: Words,
): string {
  return words.t('reports.ruleIn', { rule: timesText(rule, words), timeZone });
}

function timesText(rule: ReportRule, { t, tag }: Words): string {
  const { at } = rule;
  switch (rule.kind) {
    case 'daily':
      return t('reports.rule.daily', { at });
    case 'weekly':
      return t('reports.rule.weekly', { at, weekday: weekdayName(rule.weekday, tag) });
    case 'monthly':
      return t('reports.rule.monthly', { at, day: String(rule.day) });
  }
}
