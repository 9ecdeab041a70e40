import type { AnalyticFinding } from '@vialog/contracts';
import { change } from './change.ts';
import { coverage } from './coverage.ts';
import type { Analyse } from './finding.ts';
import { mergeable } from './mergeable.ts';
import { overview } from './overview.ts';
import { peakHours } from './peak-hours.ts';
import { spareSpaces } from './spare-spaces.ts';
import { timeAtTarget } from './time-at-target.ts';
import { unusualDays } from './unusual-days.ts';
import { usualWeek } from './usual-week.ts';

/** How each finding is computed. */
export const analyses: Readonly<Record<AnalyticFinding, Analyse>> = {
  overview,
  peak_hours: peakHours,
  time_at_target: timeAtTarget,
  spare_spaces: spareSpaces,
  mergeable,
  change,
  usual_week: usualWeek,
  unusual_days: unusualDays,
  coverage,
};
