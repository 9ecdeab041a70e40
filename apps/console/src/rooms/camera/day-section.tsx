import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Camera, Zone } from '@vialog/contracts';
import { ledgerQuery, trendQuery, type Day } from '../../api/queries.ts';
import { dayAndMonth, startOfDay, startOfNextDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { figureZones } from '../../cameras/camera-figure.ts';
import styles from './day.module.css';
import { DayChart } from './day-chart.tsx';
import { DayCoverageView } from './day-coverage-view.tsx';
import { DayTable } from './day-table.tsx';
import { dayCoverage, daySeries } from './day-series.ts';
import { Section } from '../../shell/section.tsx';

/** Today in the camera's time zone: the curve of one zone and its coverage. */
export function DaySection({ camera }: { camera: Camera }) {
  const { t, tag } = useWords();
  const day = useToday(camera.timeZone);
  const [selected, setSelected] = useState<string>();
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const zones = camera.zones.filter((each) => each.kind !== 'line');
  const zone = zones.find((each) => each.zoneId === selected) ?? figureZones(zones)[0] ?? zones[0];
  if (!zone) return null;
  const date = dayAndMonth(day.from, { language: tag, timeZone: camera.timeZone });
  return (
    <Section
      title={t('day.title', { date })}
      aside={
        <SegmentedControl
          size="xs"
          value={shape}
          onChange={setShape}
          data={[
            { value: 'chart', label: t('day.chart') },
            { value: 'table', label: t('day.table') },
          ]}
          aria-label={t('day.shape')}
        />
      }
    >
      <ZoneChoice zones={zones} selected={zone.zoneId} onSelect={setSelected} />
      <ZoneDay camera={camera} zone={zone} day={day} shape={shape} />
    </Section>
  );
}

function useToday(timeZone: string): Day {
  const from = startOfDay(useNow(), timeZone);
  return useMemo(() => ({ from, to: startOfNextDay(from, timeZone) }), [from, timeZone]);
}

function ZoneChoice({
  zones,
  selected,
  onSelect,
}: {
  zones: readonly Zone[];
  selected: string;
  onSelect: (zoneId: string) => void;
}) {
  const { t } = useWords();
  if (zones.length < 2) return null;
  return (
    <div className={styles.zones} role="group" aria-label={t('day.zone')}>
      {zones.map((zone) => (
        <button
          key={zone.zoneId}
          type="button"
          className={styles.zone}
          aria-pressed={zone.zoneId === selected}
          onClick={() => onSelect(zone.zoneId)}
        >
          {zone.zoneId === 'view' ? t('zone.view') : zone.name}
        </button>
      ))}
    </div>
  );
}

function ZoneDay({
  camera,
  zone,
  day,
  shape,
}: {
  camera: Camera;
  zone: Zone;
  day: Day;
  shape: 'chart' | 'table';
}) {
  const measure = zone.kind === 'bays' ? 'occupancy' : 'presence';
  const trend = useQuery(
    trendQuery({ cameraId: camera.cameraId, zoneId: zone.zoneId, measure, timeZone: camera.timeZone }, day),
  );
  const ledger = useQuery(ledgerQuery(camera.cameraId, day));
  const series = useMemo(() => daySeries(trend.data?.series[0]?.points ?? [], day), [trend.data, day]);
  const coverage = useMemo(
    () => dayCoverage(ledger.data ?? [], zone.zoneId, day),
    [ledger.data, zone.zoneId, day],
  );
  if (trend.isPending) return <LoadingNotice />;
  if (trend.error && !trend.data)
    return <ErrorNotice error={trend.error} onRetry={() => void trend.refetch()} />;
  const Shape = shape === 'chart' ? DayChart : DayTable;
  return (
    <>
      <Shape series={series} measure={measure} timeZone={camera.timeZone} />
      {ledger.data && <DayCoverageView coverage={coverage} timeZone={camera.timeZone} />}
    </>
  );
}
