import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Site, TrendPoint, TrendProfile } from '@vialog/contracts';
import type { SiteMeasure } from '../../api/sites-overview.ts';
import { trendsQuery } from '../../api/trends.ts';
import { localTimeText, startOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { Section } from '../../shell/section.tsx';
import { dayPlot } from '../../trends/day-plot.ts';
import { measureValue } from '../../trends/measure-value.ts';
import { usePlot } from '../../trends/use-plot.ts';
import { axisTop } from '../../trends/value-axis.ts';
import { SiteSpecialDays } from './site-special-days.tsx';
import styles from './sites-overview.module.css';

export type Week = TrendProfile['series'][number];

interface SiteDayProps {
  readonly site: Site;
  readonly measure: SiteMeasure;
  readonly week: Week | undefined;
  /** Epoch ms. */
  readonly now: number;
}

/** Today by hour beside the typical hours of the same weekday. */
export function SiteDay({ site, measure, week, now }: SiteDayProps) {
  const { t } = useWords();
  const from = startOfDay(now, site.timeZone);
  const selection = useMemo(
    () => ({ keys: [site.siteId], measure, direction: 'both', classes: [] }) as const,
    [site.siteId, measure],
  );
  const day = useQuery(
    trendsQuery(selection, { from, to: now + 1, interval: '1h', timeZone: site.timeZone }),
  );
  const points = day.data?.series[0]?.points;
  return (
    <Section title={t('sites.today')}>
      <SiteSpecialDays site={site} now={now} />
      {day.isPending && <LoadingNotice />}
      {day.error && !day.data && <ErrorNotice error={day.error} onRetry={() => void day.refetch()} />}
      {points && <DayPlot points={points} {...{ site, measure, week, from }} />}
    </Section>
  );
}

interface DayPlotProps extends Omit<SiteDayProps, 'now'> {
  readonly points: readonly TrendPoint[];
  /** Start of the day, epoch ms. */
  readonly from: number;
}

const height = 260;

function DayPlot({ points, site, measure, week, from }: DayPlotProps) {
  const { t, tag } = useWords();
  const weekday = new Date(`${localTimeText(from, site.timeZone)}Z`).getUTCDay() || 7;
  const make = useCallback(
    () =>
      dayPlot({
        today: points.map((point) => ({
          hour: Number(localTimeText(Date.parse(point.startAt), site.timeZone).slice(11, 13)),
          value: point.value,
          coverage: point.coverage ?? 0,
        })),
        typical: (week?.cells ?? []).filter((cell) => cell.weekday === weekday),
        top: axisTop(measure),
        valueText: (value) => measureValue(value, measure, tag),
      }),
    [points, week, weekday, measure, site.timeZone, tag],
  );
  const { holder } = usePlot(make, height);
  return (
    <>
      <div ref={holder} className={styles.plot} role="img" aria-label={t('sites.todayLabel')} />
      <p className={styles.soft}>{t('sites.todayHint')}</p>
    </>
  );
}
