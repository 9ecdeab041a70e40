import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Site } from '@vialog/contracts';
import { sitesQuery } from '../../api/queries.ts';
import { siteCamerasQuery, siteWeeksQuery } from '../../api/sites-overview.ts';
import { cameraStateOf, hasState } from '../../cameras/camera-state.ts';
import { StateMark } from '../../cameras/state-mark.tsx';
import form from '../../forms/camera-form.module.css';
import { percent } from '../../format/numbers.ts';
import { weekdayName } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { EmptyNotice, ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Section } from '../../shell/section.tsx';
import { CoverageMark } from '../../trends/coverage-mark.tsx';
import { HeatMap } from '../../trends/heat-map.tsx';
import { measureValue } from '../../trends/measure-value.ts';
import { SiteBalanceSection } from './site-balance.tsx';
import { SiteDay, type Week } from './site-day.tsx';
import { freeWords, GapsText } from './site-row-view.tsx';
import { cellAt, rowOf, usualOf, type SiteRow } from './site-rows.ts';
import styles from './sites-overview.module.css';
import { useSitePoints } from './use-site-points.ts';

/** One site for a reader without training: a sentence about now, the day beside the typical day, the typical week. */
export function SitePage() {
  const { t } = useWords();
  const { siteId } = useParams({ from: '/sites/$siteId' });
  const sites = useQuery(sitesQuery);
  const site = sites.data?.find((each) => each.siteId === siteId);
  usePageTitle(site?.name ?? t('sites.title'));
  if (sites.isPending) return <LoadingNotice />;
  if (!sites.data) return <ErrorNotice isPage error={sites.error} onRetry={() => void sites.refetch()} />;
  if (!site)
    return (
      <EmptyNotice isPage title={t('error.SITE_NOT_FOUND')}>
        <Link to="/sites">{t('sites.list')}</Link>
      </EmptyNotice>
    );
  return (
    <div className={form.room}>
      <Link to="/sites">← {t('sites.list')}</Link>
      <h1 className={form.title}>{site.name}</h1>
      <SiteFigures key={site.siteId} site={site} />
    </div>
  );
}

function SiteFigures({ site }: { site: Site }) {
  const { t } = useWords();
  const only = useMemo(() => [site], [site]);
  const { points, now, past, isPending, error, retry } = useSitePoints(only);
  const row = rowOf(site, points);
  const weeks = useQuery({
    ...siteWeeksQuery([site.siteId], row.measure, past),
    enabled: !isPending && !error,
  });
  const week = weeks.data?.get(site.siteId);
  if (isPending) return <LoadingNotice />;
  if (error) return <ErrorNotice error={error} onRetry={retry} />;
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        <Lead row={row} week={week} />
      </p>
      {row.isSimulated && (
        <p className={styles.note} role="note">
          {t('simulated.site')}
        </p>
      )}
      <p className={styles.actions}>
        <Link to="/trends" search={{ of: site.siteId, measure: row.measure }}>
          {t('sites.openTrends')}
        </Link>
        <Link to="/sites" search={{ site: site.siteId }}>
          {t('sites.edit')}
        </Link>
      </p>
      <SiteDay site={site} measure={row.measure} week={week} now={now} />
      <WeekSection row={row} week={week} />
      <SiteBalanceSection site={site} />
      <CoverageSection row={row} />
      <CamerasSection site={site} />
    </div>
  );
}

/** The state of the site in a few sentences. */
function Lead({ row, week }: { row: SiteRow; week: Week | undefined }) {
  const { t, tag } = useWords();
  const { site, measure, now, free } = row;
  if (now?.value == null) return t('sites.lead.unknown');
  const cell = cellAt(week, Date.parse(now.startAt), site.timeZone);
  const usual = usualOf(now.value, cell);
  return (
    <>
      <b>{t(`sites.lead.${measure}`, { value: measureValue(now.value, measure, tag) })}</b>{' '}
      <CoverageMark coverage={now.coverage} />{' '}
      {free?.value != null &&
        t(`${freeWords(free)}Sentence`, { value: measureValue(free.value, 'free', tag) })}{' '}
      {usual !== 'unknown' && cell && t(`sites.lead.${usual}`, rangeOf(cell, measure, tag))}{' '}
      {week && <WeekWords measure={measure} week={week} />}
    </>
  );
}

function WeekWords({
  measure,
  week: { peakHour, aboveTarget },
}: {
  measure: SiteRow['measure'];
  week: Week;
}) {
  const { t, tag } = useWords();
  return (
    <>
      {peakHour &&
        t('sites.lead.peak', {
          when: `${weekdayName(peakHour.weekday, tag)} ${peakHour.hour}:00`,
          value: measureValue(peakHour.median, measure, tag),
        })}{' '}
      {aboveTarget?.share != null &&
        t('sites.lead.above', {
          share: percent(aboveTarget.share, tag),
          target: percent(aboveTarget.target, tag),
        })}
    </>
  );
}

const rangeOf = (
  cell: NonNullable<ReturnType<typeof cellAt>>,
  measure: SiteRow['measure'],
  language: string,
) => ({
  low: measureValue(cell.p15 ?? 0, measure, language),
  high: measureValue(cell.p85 ?? 0, measure, language),
});

function WeekSection({ row: { site, measure }, week }: { row: SiteRow; week: Week | undefined }) {
  const { t } = useWords();
  if (!week || week.cells.length === 0) return null;
  const highest = Math.max(1, ...week.cells.map(({ median }) => median ?? 0));
  return (
    <Section title={t('sites.typicalWeek')} aside={<CoverageMark coverage={week.coverage} />}>
      <HeatMap
        name={t(`trends.measures.${measure}`)}
        cells={week.cells}
        measure={measure}
        top={measure === 'occupancy' ? 1 : highest}
        timeZone={site.timeZone}
      />
    </Section>
  );
}

function CoverageSection({ row: { today } }: { row: SiteRow }) {
  const { t } = useWords();
  return (
    <Section title={t('sites.measuredToday')}>
      <CoverageMark coverage={today?.coverage ?? null} />
      {today && today.measured < today.expected && (
        <p className={styles.soft}>
          {t('sites.column.gaps')}: <GapsText today={today} />
        </p>
      )}
    </Section>
  );
}

function CamerasSection({ site }: { site: Site }) {
  const { t } = useWords();
  const cameras = useQuery(siteCamerasQuery(useMemo(() => [site.siteId], [site.siteId])));
  return (
    <Section title={t('sites.column.cameras')}>
      {cameras.data?.length === 0 && <p>{t('sites.noCameras')}</p>}
      <ul className={styles.cameras}>
        {cameras.data?.map(({ cameraId, name, lifecycle, streamKind, health }) => (
          <li key={cameraId}>
            {hasState({ lifecycle, streamKind }) && (
              <StateMark state={cameraStateOf(lifecycle, health.state)} />
            )}{' '}
            <Link to="/cameras/$cameraId" params={{ cameraId }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
