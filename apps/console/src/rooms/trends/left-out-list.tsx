import { percent } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import { runText } from './interval-text.ts';
import { reasonsText } from './point-text.tsx';
import { leftOutRuns } from './trend-parts.ts';
import type { Shown } from './use-shown.ts';
import styles from './trends-room.module.css';

/** Runs that are listed, the longest. */
const runsShown = 8;

/** The hatched parts of the chart, and why they are left out. */
export function LeftOutList({ shown: { question, series } }: { shown: Shown }) {
  const { t, tag } = useWords();
  const { interval, format, minCoverage } = question;
  const runs = leftOutRuns(series);
  if (runs.length === 0) return null;
  return (
    <Section title={t('trends.leftOutTitle', { percent: percent(minCoverage, tag) })}>
      <ul className={styles.list}>
        {runs.slice(0, runsShown).map((run) => {
          const [first, last] = [run.series.points[run.first]?.at ?? 0, run.series.points[run.last]?.at ?? 0];
          return (
            <li key={`${run.series.key} ${run.first}`}>
              <b>{runText(first, last, { interval, format })}</b> {run.series.name}
              <span className={styles.cellNote}>
                {t('trends.measured', { percent: percent(run.coverage ?? 0, tag) })}
                {' · '}
                {reasonsText(run, { t, tag })}
              </span>
            </li>
          );
        })}
      </ul>
      {runs.length > runsShown && (
        <p className={styles.hint}>{t('trends.moreRuns', { count: runs.length - runsShown })}</p>
      )}
    </Section>
  );
}
