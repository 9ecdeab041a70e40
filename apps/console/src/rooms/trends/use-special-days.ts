import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TimeRange } from '../../api/trends.ts';
import type { PointDays } from './point-days.ts';
import { isTooLongForProfile, profileOf } from './profile-of.ts';
import type { Question } from './use-trends.ts';

/** Holidays and events of the series of a question; undefined while they load, and for periods without a profile. */
export function useSpecialDays(
  question: Question,
  range: TimeRange,
  isNeeded: boolean,
): PointDays | undefined {
  const profile = useQuery({
    ...profileOf(question, range),
    enabled: isNeeded && !isTooLongForProfile(range),
  });
  const { holidays, interval, format } = question;
  const series = profile.data?.series;
  return useMemo(
    () =>
      series && {
        holidays,
        interval,
        timeZone: format.timeZone,
        byKey: new Map(series.map(({ key, specialDays }) => [key, specialDays])),
      },
    [series, holidays, interval, format.timeZone],
  );
}
