import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CameraSummary, Site, SpecialDay } from '@vialog/contracts';
import { siteCamerasQuery, siteWeeksQuery } from '../../api/sites-overview.ts';
import { calendarsQuery } from '../../api/calendars.ts';
import { siteDaysQuery } from '../../api/special-days.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { localTimeText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { EmptyNotice, ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import form from '../../forms/camera-form.module.css';
import styles from './sites-overview.module.css';
import { SiteRowView, type RowWeeks } from './site-row-view.tsx';
import { rowsOf, shownRows, type SiteRow } from './site-rows.ts';
import { siteShows, siteSorts, type SitesSearch } from './sites-search.ts';
import { specialDaysOfSite } from './special-days-of-sites.ts';
import { useSitePoints } from './use-site-points.ts';

/** Sites on one page; their typical weeks and cameras are read together. */
const pageSize = 20;

/** Every site with its figures of now and today. */
export function SitesOverview({ sites }: { sites: readonly Site[] }) {
  const { t } = useWords();
  const search = useSearch({ from: '/sites' });
  const state = useSitePoints(sites);
  const rows = useMemo(
    () => shownRows(rowsOf(sites, state.points), search),
    [
      sites,
      search,
      state.points.now.occupancy,
      state.points.now.presence,
      state.points.today.occupancy,
      state.points.today.presence,
    ],
  );
  if (sites.length === 0) return <EmptyNotice title={t('sites.none')} />;
  if (state.isPending) return <LoadingNotice />;
  if (state.error) return <ErrorNotice error={state.error} onRetry={state.retry} />;
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(pages, Number(search.page ?? 1));
  const shown = rows.slice((page - 1) * pageSize, page * pageSize);
  return (
    <>
      <Filters search={search} />
      <p className={styles.count} role="status">
        {t('sites.shown', { shown: rows.length, all: sites.length })}
      </p>
      {rows.length === 0 ? (
        <EmptyNotice title={t('sites.noMatch')} />
      ) : (
        <SitesTable rows={shown} {...state} />
      )}
      {pages > 1 && <Pages page={page} pages={pages} />}
    </>
  );
}

function useChangeSites() {
  const navigate = useNavigate({ from: '/sites' });
  return (change: SitesSearch) =>
    void navigate({ search: (before) => ({ ...before, page: undefined, ...change }), replace: true });
}

function Filters({ search }: { search: SitesSearch }) {
  const { t } = useWords();
  const change = useChangeSites();
  const kinds = ['', 'parking_lot', 'road_section', 'gate', 'compound'];
  return (
    <div className={styles.filters}>
      <TextInput
        label={t('sites.filter')}
        value={search.text ?? ''}
        maxLength={100}
        onChange={({ currentTarget: { value } }) => change({ text: value || undefined })}
      />
      <NativeSelect
        label={t('siteField.kind')}
        value={search.kind ?? ''}
        data={kinds.map((value) => ({
          value,
          label: t(value === '' ? 'sites.anyKind' : `siteKind.${value}`),
        }))}
        onChange={({ currentTarget: { value } }) =>
          change({ kind: (value || undefined) as SitesSearch['kind'] })
        }
      />
      <NativeSelect
        label={t('sites.show')}
        value={search.show ?? ''}
        data={['', ...siteShows].map((value) => ({ value, label: t(`sites.shows.${value || 'all'}`) }))}
        onChange={({ currentTarget: { value } }) =>
          change({ show: siteShows.find((each) => each === value) })
        }
      />
      <NativeSelect
        label={t('sites.sort')}
        value={search.sort ?? 'name'}
        data={siteSorts.map((value) => ({ value, label: t(`sites.sorts.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          change({ sort: siteSorts.find((each) => each === value) })
        }
      />
    </div>
  );
}

interface SitesTableProps {
  readonly rows: readonly SiteRow[];
  readonly past: { readonly from: number; readonly to: number };
  readonly timeZone: string;
  /** Epoch ms. */
  readonly now: number;
}

function SitesTable({ rows, past, timeZone, now }: SitesTableProps) {
  const { t } = useWords();
  const ids = (measure: SiteRow['measure']) =>
    rows.filter((row) => row.measure === measure).map(({ site }) => site.siteId);
  const occupancy = useQuery(siteWeeksQuery(ids('occupancy'), 'occupancy', past));
  const presence = useQuery(siteWeeksQuery(ids('presence'), 'presence', past));
  const cameras = useQuery(siteCamerasQuery(rows.map(({ site }) => site.siteId)));
  const specialDays = useSpecialDaysToday(rows, { timeZone, now });
  const weeks: RowWeeks = { occupancy: occupancy.data, presence: presence.data };
  const columns = ['name', 'now', 'usual', 'week', 'today', 'gaps', 'capacity', 'cameras'] as const;
  return (
    <div className={styles.box} tabIndex={0} role="region" aria-label={t('sites.list')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`sites.column.${column}`, { timeZone })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SiteRowView
              key={row.site.siteId}
              row={row}
              weeks={weeks}
              cameras={camerasOf(row, cameras.data)}
              specialDays={specialDays(row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The holidays and events of today by row; those of the day of the most frequent time zone. */
function useSpecialDaysToday(
  rows: readonly SiteRow[],
  { timeZone, now }: Pick<SitesTableProps, 'timeZone' | 'now'>,
): (row: SiteRow) => readonly SpecialDay[] {
  const today = localTimeText(now, timeZone).slice(0, 10);
  const sites = rows.map(({ site }) => site.siteId);
  const days = useQuery(siteDaysQuery({ from: today, to: today, timeZone, sites }));
  const calendars = useQuery(calendarsQuery);
  return ({ site }) => specialDaysOfSite(days.data ?? [], calendars.data ?? [], site.siteId);
}

const camerasOf = ({ site }: SiteRow, cameras: readonly CameraSummary[] | undefined) =>
  cameras?.filter(({ siteIds }) => siteIds.includes(site.siteId));

function Pages({ page, pages }: { page: number; pages: number }) {
  const { t, tag } = useWords();
  const change = useChangeSites();
  return (
    <nav className={styles.pages} aria-label={t('sites.pages')}>
      <Button
        size="xs"
        variant="default"
        disabled={page <= 1}
        onClick={() => change({ page: String(page - 1) })}
      >
        {t('sites.previous')}
      </Button>
      <span>{t('sites.page', { page: wholeNumber(page, tag), pages: wholeNumber(pages, tag) })}</span>
      <Button
        size="xs"
        variant="default"
        disabled={page >= pages}
        onClick={() => change({ page: String(page + 1) })}
      >
        {t('sites.next')}
      </Button>
    </nav>
  );
}

/** The head of the room with the link to the form of a new site. */
export function SitesHead() {
  const { t } = useWords();
  return (
    <div className={styles.head}>
      <div>
        <h1 className={form.title}>{t('sites.title')}</h1>
        <p className={form.lead}>{t('sites.about')}</p>
      </div>
      <Link to="/sites" search={{ site: 'new' }}>
        {t('sites.add')}
      </Link>
    </div>
  );
}
