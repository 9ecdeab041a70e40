import { profileQuery, type TimeRange } from '../../api/trends.ts';
import type { Question } from './use-trends.ts';

/** Longest period of a profile, hours. */
const maxHours = 10_000;

export const isTooLongForProfile = ({ from, to }: TimeRange): boolean => to - from > maxHours * 3_600_000;

/** The profile of the question over its period, or another one. Every view that needs it shares one request. */
export const profileOf = (
  { selection, period, minCoverage, target, holidays }: Question,
  range: TimeRange = period,
) => profileQuery(selection, { from: range.from, to: range.to, minCoverage, target, holidays });
