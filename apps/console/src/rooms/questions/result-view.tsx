import { Button, Menu } from '@mantine/core';
import type { AnalyticResult } from '@vialog/contracts';
import {
  analyticChartAddress,
  analyticFileAddress,
  type AnalyticChoice,
  type AnalyticFormat,
} from '../../api/analytics.ts';
import { percent } from '../../format/numbers.ts';
import { dayMonthYear } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import { ResultChart } from './result-chart.tsx';
import { ResultTable } from './result-table.tsx';
import styles from './questions.module.css';

/** The result in sentences, charts, tables and method. */
export function ResultView({ result, choice }: { result: AnalyticResult; choice: AnalyticChoice }) {
  const { t, tag } = useWords();
  const { report, method, analytic } = result;
  return (
    <>
      <Section
        title={t('questions.result')}
        aside={<ResultFiles id={analytic.id} choice={choice} hasChart={report.charts.length > 0} />}
      >
        <p className={styles.facts}>
          <Periods result={result} /> ·{' '}
          {report.coverage === null
            ? t('questions.notExpected')
            : t('trends.measured', { percent: percent(report.coverage, tag) })}
        </p>
        {report.findings.map((sentence, i) => (
          <p key={sentence} className={i === 0 ? styles.first : styles.sentence}>
            {sentence}
          </p>
        ))}
      </Section>
      {report.charts.map((chart, i) => (
        <Section key={`${chart.kind} ${i}`} title={chart.title}>
          <ResultChart chart={chart} />
        </Section>
      ))}
      {report.tables.map((table) => (
        <Section key={table.title} title={table.title}>
          <ResultTable table={table} />
        </Section>
      ))}
      <Section title={t('questions.method')}>
        <dl className={styles.method}>
          {method.map(({ term, lines }) => (
            <div key={term}>
              <dt>{term}</dt>
              {lines.map((line) => (
                <dd key={line}>{line}</dd>
              ))}
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}

/** The period, and the one with which it is compared. */
function Periods({ result: { report, compared } }: { result: AnalyticResult }) {
  const { t, tag } = useWords();
  const timeZone = report.method.timeZones[0]?.timeZone ?? 'UTC';
  const format = { timeZone, language: tag };
  const text = ({ from, to }: { from: string; to: string }) =>
    `${dayMonthYear(Date.parse(from), format)} – ${dayMonthYear(Date.parse(to) - 1, format)}`;
  if (!compared) return text(report);
  return t('questions.comparedPeriods', { period: text(report), compared: text(compared) });
}

const documents: readonly AnalyticFormat[] = ['html', 'pdf', 'xlsx'];
const rows: readonly AnalyticFormat[] = ['csv', 'parquet'];

interface FilesProps {
  readonly id: string;
  readonly choice: AnalyticChoice;
  readonly hasChart: boolean;
}

/** The result as a report, its chart, and the hours on which it is based. */
function ResultFiles({ id, choice, hasChart }: FilesProps) {
  const { t } = useWords();
  const words = {
    html: 'html',
    pdf: 'pdf',
    xlsx: 'workbook',
    csv: 'formats.csv',
    parquet: 'formats.parquet',
  };
  const item = (href: string, text: string) => (
    <Menu.Item key={href} component="a" href={href} download>
      {text}
    </Menu.Item>
  );
  const file = (format: AnalyticFormat) =>
    item(analyticFileAddress(id, choice, format), t(`trends.download.${words[format]}`));
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <Button size="xs" variant="default">
          {t('trends.download.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('trends.download.report')}</Menu.Label>
        {documents.map(file)}
        {hasChart && item(analyticChartAddress(id, choice, 'svg'), t('trends.download.chart'))}
        {hasChart && item(analyticChartAddress(id, choice, 'png'), t('trends.download.picture'))}
        <Menu.Label>{t('questions.hours')}</Menu.Label>
        {rows.map(file)}
      </Menu.Dropdown>
    </Menu>
  );
}
