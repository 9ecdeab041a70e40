import { Button, Menu } from '@mantine/core';
import {
  chartAddress,
  dataAddress,
  hasAllZones,
  reportAddress,
  type DataFormat,
} from '../../api/trend-files.ts';
import { useWords } from '../../language/language.ts';
import type { Question } from './use-trends.ts';

const dataFormats: readonly DataFormat[] = ['csv', 'xlsx', 'parquet', 'ndjson'];

/** Files of the shown question: a report, its chart, and the values. */
export function DownloadMenu({ question }: { readonly question: Question }) {
  const { t, language } = useWords();
  const { selection, period, interval, minCoverage, holidays, target } = question;
  const rules = { ...period, language, minCoverage, holidays, target };
  const data = { ...period, interval };
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <Button size="xs" variant="default">
          {t('trends.download.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('trends.download.report')}</Menu.Label>
        <FileItem href={reportAddress(selection, rules, 'html')} text={t('trends.download.html')} />
        <FileItem href={reportAddress(selection, rules, 'pdf')} text={t('trends.download.pdf')} />
        <FileItem href={reportAddress(selection, rules, 'xlsx')} text={t('trends.download.workbook')} />
        <FileItem href={chartAddress(selection, rules, 'svg')} text={t('trends.download.chart')} />
        <FileItem href={chartAddress(selection, rules, 'png')} text={t('trends.download.picture')} />
        <Menu.Label>{t('trends.download.data')}</Menu.Label>
        {dataFormats.map((format) => (
          <FileItem
            key={format}
            href={dataAddress(selection, data, format)}
            text={t(`trends.download.formats.${format}`)}
          />
        ))}
        {hasAllZones(selection) && <Menu.Label>{t('trends.download.allZones')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

function FileItem({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <Menu.Item component="a" href={href} download>
      {text}
    </Menu.Item>
  );
}
