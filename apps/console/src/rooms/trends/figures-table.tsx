import { useQuery } from '@tanstack/react-query';
import type { TrendProfile } from '@vialog/contracts';
import { percent, wholeNumber } from '../../format/numbers.ts';
import { weekdayName } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import { CoverageMark } from '../../trends/coverage-mark.tsx';
import { differenceValue, measureValue } from '../../trends/measure-value.ts';
import { intervalText } from './interval-text.ts';
import { isTooLongForProfile, profileOf } from './profile-of.ts';
import { figuresOf, type ChartPoint, type ChartSeries } from './trend-parts.ts';
import type { Shown } from './use-shown.ts';
import { Swatch } from './swatch.tsx';
import styles from './trends-room.module.css';
import type { Question } from './use-trends.ts';

/** Figures of each series with their coverage. */
export function FiguresTable({ shown }: { shown: Shown }) {
  const { t } = useWords();
  const { question, series, compared } = shown;
  const { minCoverage, target, measure } = question;
  const hasHours = measure !== 'peak';
  const profile = useQuery({
    ...profileOf(question),
    enabled: hasHours && !isTooLongForProfile(question.period),
  });
  const columns = ['mean', ...(compared.length > 0 ? ['compared'] : []), 'highest', 'coverage', 'leftOut'];
  const peakColumn = measure === 'free' ? 'mostFree' : 'peakHour';
  const ofHours = hasHours ? [peakColumn, 'factor', ...(target === undefined ? [] : ['above'])] : [];
  return (
    <Section title={t('trends.figures')}>
      <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t('trends.figuresTable')}>
        <table className={styles.table}>
          <thead>
            <tr>
              {['name', ...columns, ...ofHours].map((column) => (
                <th key={column} scope="col">
                  {t(`trends.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {series.map((one, i) => (
              <tr key={one.key}>
                <th scope="row">
                  <Swatch index={i} />
                  {one.name}
                </th>
                <PeriodCells question={question} series={one} compared={compared[i]} />
                {hasHours && (
                  <HourCells
                    question={question}
                    of={profile.data?.series.find(({ key }) => key === one.key)}
                  />
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.hint}>
        {t('trends.figuresHint', { percent: percent(minCoverage, question.format.language) })}
      </p>
    </Section>
  );
}

interface PeriodCellsProps {
  readonly question: Question;
  readonly series: ChartSeries;
  readonly compared: readonly ChartPoint[] | undefined;
}

function PeriodCells({ question, series, compared }: PeriodCellsProps) {
  const { tag } = useWords();
  const { measure } = question.selection;
  const { mean, highest, coverage, leftOut, used } = figuresOf(series.points);
  const before = compared && figuresOf(compared);
  return (
    <>
      <td>{mean === undefined ? '–' : measureValue(mean, measure, tag)}</td>
      {before && (
        <td>
          {before.mean === undefined ? '–' : measureValue(before.mean, measure, tag)}
          {mean !== undefined && before.mean !== undefined && (
            <span className={styles.cellNote}>{differenceValue(mean - before.mean, measure, tag)}</span>
          )}
          <CoverageMark coverage={before.coverage} />
        </td>
      )}
      <td>
        {highest ? measureValue(highest.value ?? 0, measure, tag) : '–'}
        {highest && (
          <span className={styles.cellNote}>
            {intervalText(highest.at, question.interval, question.format)}
          </span>
        )}
      </td>
      <td>
        <CoverageMark coverage={coverage} />
      </td>
      <td>
        {wholeNumber(leftOut, tag)} / {wholeNumber(leftOut + used, tag)}
      </td>
    </>
  );
}

type ProfileSeries = TrendProfile['series'][number];

interface HourCellsProps {
  readonly question: Question;
  readonly of: ProfileSeries | undefined;
}

/** Figures of the typical week, from whole hours. */
function HourCells({ question, of }: HourCellsProps) {
  const { tag } = useWords();
  const peak = of?.peakHour;
  const factor = peak?.factor ?? undefined;
  return (
    <>
      <td>
        {peak ? measureValue(peak.median, question.selection.measure, tag) : '–'}
        {peak && (
          <span className={styles.cellNote}>
            {weekdayName(peak.weekday, tag)} {hourText(peak.hour)}
          </span>
        )}
      </td>
      <td>
        {factor === undefined ? '–' : new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(factor)}
      </td>
      {question.target !== undefined && <TargetCell of={of} />}
    </>
  );
}

function TargetCell({ of }: Pick<HourCellsProps, 'of'>) {
  const { t, tag } = useWords();
  const above = of?.aboveTarget;
  if (!of || !above) return <td>–</td>;
  const { share, hours, days } = above;
  return (
    <td>
      {share === null ? '–' : percent(share, tag)}
      <span className={styles.cellNote}>
        {t('trends.hoursOnDays', { hours: wholeNumber(hours, tag), days: wholeNumber(days, tag) })}
      </span>
      <CoverageMark coverage={of.coverage} />
    </td>
  );
}

/** An hour of the day as "17:00–18:00". */
export const hourText = (hour: number): string => `${pad(hour)}:00–${pad(hour + 1)}:00`;
const pad = (value: number): string => String(value).padStart(2, '0');
