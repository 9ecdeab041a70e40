import { useState } from 'react';
import type { ImportReport, ImportRow } from '@vialog/contracts';
import { wholeNumber } from '../../format/numbers.ts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import styles from './import-cameras.module.css';
import { ServerText } from '../../shell/server-text.tsx';

/** Rows shown at once; the number of the others is stated. */
const maxRows = 200;
const outcomes = ['invalid', 'new', 'changed', 'unchanged', 'repeated', 'skipped', 'gone'] as const;
type Outcome = (typeof outcomes)[number];

/** What an import does or did, row by row. */
export function ReportView({ report }: { report: ImportReport }) {
  const { t, tag } = useWords();
  const present = outcomes.filter((outcome) => report.summary[outcome] > 0);
  const [chosen, setChosen] = useState<Outcome>();
  const shown = chosen !== undefined && present.includes(chosen) ? chosen : present[0];
  return (
    <section className={form.group} aria-label={t('import.report')}>
      <p role="status" className={report.applied ? form.saved : undefined}>
        {t(report.applied ? 'import.applied' : 'import.checked')}
      </p>
      <Sentences sentences={[...report.problems, ...report.warnings]} />
      <div className={styles.outcomes} role="group" aria-label={t('import.outcomes')}>
        {present.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className={styles.outcome}
            aria-pressed={outcome === shown}
            onClick={() => setChosen(outcome)}
          >
            {t(`import.outcome.${outcome}`)} <b>{wholeNumber(report.summary[outcome], tag)}</b>
          </button>
        ))}
      </div>
      {shown === 'gone' && <Gone report={report} />}
      {shown !== undefined && shown !== 'gone' && (
        <Rows rows={report.rows.filter(({ outcome }) => outcome === shown)} />
      )}
    </section>
  );
}

function Rows({ rows }: { rows: readonly ImportRow[] }) {
  const { t } = useWords();
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t('import.rows')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('import.camera')}</th>
            <th scope="col">{t('import.notes')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, maxRows).map((row) => (
            <tr key={row.row}>
              <td>{row.line ?? row.row}</td>
              <td>
                {row.name} {row.code && <span className={form.hint}>{row.code}</span>}
              </td>
              <td>
                <Sentences sentences={[...row.problems, ...row.warnings]} />
                {row.changes.length > 0 && <span>{row.changes.join(', ')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More count={rows.length - maxRows} />
    </div>
  );
}

function Gone({ report }: { report: ImportReport }) {
  const { t } = useWords();
  return (
    <>
      <p className={form.hint}>{t('import.goneHint')}</p>
      <ul>
        {report.gone.slice(0, maxRows).map(({ cameraId, name, code }) => (
          <li key={cameraId}>
            {name} {code && <span className={form.hint}>{code}</span>}
          </li>
        ))}
      </ul>
      <More count={report.gone.length - maxRows} />
    </>
  );
}

function More({ count }: { count: number }) {
  const { t, tag } = useWords();
  if (count <= 0) return null;
  return <p className={form.hint}>{t('import.more', { count, number: wholeNumber(count, tag) })}</p>;
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return sentences.map((sentence) => (
    <p key={sentence}>
      <ServerText of={sentence} />
    </p>
  ));
}
