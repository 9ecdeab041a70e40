import { Link } from '@tanstack/react-router';
import type { CameraSummary, SpecialDay, TrendPoint, TrendProfile } from '@vialog/contracts';
import { cameraStateOf, hasState } from '../../cameras/camera-state.ts';
import { StateMark } from '../../cameras/state-mark.tsx';
import { wholeNumber } from '../../format/numbers.ts';
import { timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { CoverageMark } from '../../trends/coverage-mark.tsx';
import { measureValue } from '../../trends/measure-value.ts';
import { specialDaysText } from '../../trends/special-day-text.ts';
import { WeekPicture } from '../../trends/week-picture.tsx';
import { cellAt, usualOf, type SiteRow } from './site-rows.ts';
import styles from './sites-overview.module.css';

type Week = TrendProfile['series'][number];

/** Typical weeks by site id. */
export type RowWeeks = Readonly<Record<SiteRow['measure'], ReadonlyMap<string, Week> | undefined>>;

interface SiteRowViewProps {
  readonly row: SiteRow;
  readonly weeks: RowWeeks;
  readonly cameras: readonly CameraSummary[] | undefined;
  /** Holidays and events of today. */
  readonly specialDays: readonly SpecialDay[];
}

export function SiteRowView({ row, weeks, cameras, specialDays }: SiteRowViewProps) {
  const { t, tag } = useWords();
  const { site, measure, now, today } = row;
  const week = weeks[measure]?.get(site.siteId);
  return (
    <tr>
      <SiteName row={row} specialDays={specialDays} />
      <td>
        {now ? (
          <NowText row={row} now={now} />
        ) : (
          <span className={styles.soft}>{t('search.notMeasured')}</span>
        )}
      </td>
      <td>
        <UsualText row={row} week={week} />
      </td>
      <td>
        {week && week.cells.length > 0 ? (
          <WeekPicture
            cells={week.cells}
            top={topOf(row, week)}
            label={t('sites.weekLabel', { name: site.name })}
          />
        ) : (
          '–'
        )}
      </td>
      <td>
        {today && today.value !== null && (
          <span className={styles.value}>{measureValue(today.value, measure, tag)}</span>
        )}
        <CoverageMark coverage={today?.coverage ?? null} />
      </td>
      <td>
        <GapsText today={today} />
      </td>
      <td>{site.capacity === undefined ? '–' : wholeNumber(site.capacity, tag)}</td>
      <td>
        <CameraStates cameras={cameras} />
      </td>
    </tr>
  );
}

/** Name and kind of the site, whether its numbers are simulated, and its special days of today. */
function SiteName({
  row: { site, isSimulated },
  specialDays,
}: Pick<SiteRowViewProps, 'row' | 'specialDays'>) {
  const words = useWords();
  const { t } = words;
  return (
    <th scope="row">
      <Link to="/sites/$siteId" params={{ siteId: site.siteId }} data-list-row>
        {site.name}
      </Link>
      <span className={styles.note}>
        {t(`siteKind.${site.kind}`)}
        {isSimulated && ` · ${t('simulated.mark')}`}
      </span>
      {specialDays.length > 0 && (
        <span className={styles.note}>
          {t('sites.specialToday', { days: specialDaysText(specialDays, words) })}
        </span>
      )}
    </th>
  );
}

/** Value of the darkest colour of the small week. */
const topOf = ({ measure }: SiteRow, { cells }: Week): number =>
  measure === 'occupancy' ? 1 : Math.max(1, ...cells.map(({ median }) => median ?? 0));

function NowText({ row, now }: { row: SiteRow; now: TrendPoint }) {
  const { t, tag } = useWords();
  const { site, measure } = row;
  const time = timeOfDay(Date.parse(now.startAt), { language: tag, timeZone: site.timeZone });
  return (
    <>
      <b className={styles.now}>{measureValue(now.value ?? 0, measure, tag)}</b>
      <span className={styles.note}>
        {t(`sites.unit.${measure}`)} · <FreeText row={row} />
        {t('sites.since', { time })}
      </span>
      <CoverageMark coverage={now.coverage} />
    </>
  );
}

/** Free spaces now, with a separator after them. Spaces of unknown state may be free too. */
function FreeText({ row: { free } }: { row: SiteRow }) {
  const { t, tag } = useWords();
  if (free?.value == null) return null;
  return <>{t(freeWords(free), { value: measureValue(free.value, 'free', tag) })} · </>;
}

/** Whether the number of free spaces is complete: unknown spaces are not part of it. */
export const freeWords = ({ reasons }: TrendPoint): string =>
  reasons?.['unknown_spaces'] === undefined ? 'sites.free' : 'sites.freeAtLeast';

/** The newest value beside the typical values of the same hour of the week. */
export function UsualText({ row: { site, measure, now }, week }: { row: SiteRow; week: Week | undefined }) {
  const { t, tag } = useWords();
  const cell = now && cellAt(week, Date.parse(now.startAt), site.timeZone);
  const usual = now?.value == null ? 'unknown' : usualOf(now.value, cell);
  return (
    <>
      <span data-usual={usual} className={styles.usual}>
        {t(`sites.usual.${usual}`)}
      </span>
      {cell && cell.p15 !== null && cell.p85 !== null && (
        <span className={styles.note}>
          {t('sites.usually', {
            low: measureValue(cell.p15, measure, tag),
            high: measureValue(cell.p85, measure, tag),
          })}
        </span>
      )}
    </>
  );
}

/** Why parts of the day are missing, most frequent first. */
export function GapsText({ today }: { today: TrendPoint | undefined }) {
  const { t } = useWords();
  if (!today || today.measured >= today.expected) return '–';
  const reasons = Object.entries(today.reasons ?? {}).sort((a, b) => b[1] - a[1]);
  return reasons.length === 0
    ? t('reason.unreported')
    : reasons
        .slice(0, 2)
        .map(([reason]) => t(`reason.${reason}`))
        .join(t('trends.and'));
}

/** Number of cameras of each state, and of counters, which have none. */
export function CameraStates({ cameras }: { cameras: readonly CameraSummary[] | undefined }) {
  const { t, tag } = useWords();
  if (!cameras) return '…';
  if (cameras.length === 0) return '–';
  const withStream = cameras.filter(hasState);
  const counters = cameras.length - withStream.length;
  const states = Map.groupBy(withStream, ({ lifecycle, health }) => cameraStateOf(lifecycle, health.state));
  return (
    <span className={styles.states}>
      {[...states].map(([state, ofState]) => (
        <span key={state}>
          <StateMark state={state} /> {wholeNumber(ofState.length, tag)}
        </span>
      ))}
      {counters > 0 && <span>{t('sites.counters', { count: counters })}</span>}
    </span>
  );
}
