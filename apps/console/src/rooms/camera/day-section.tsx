import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Camera, Trend, Zone } from '@vialog/contracts';
import { ledgerQuery, trendQuery, type Day } from '../../api/queries.ts';
import {
  dayAndMonth,
  instantOfLocalTime,
  localTimeText,
  startOfDay,
  startOfNextDay,
} from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { figureZones } from '../../cameras/camera-figure.ts';
import { directionNames } from '../../cameras/line-directions.ts';
import { RecordingLink } from '../../cameras/recording-link.tsx';
import type { RecordedTime } from '../../cameras/recording-url.ts';
import type { CameraSearch } from './camera-search.ts';
import styles from './day.module.css';
import { DayChart, type DayCurve } from './day-chart.tsx';
import { DayCoverageView } from './day-coverage-view.tsx';
import { dayMeasures, directionsOf, type DayMeasure } from './day-measures.ts';
import { DayTable } from './day-table.tsx';
import { dayCoverage, daySeries } from './day-series.ts';
import { Section } from '../../shell/section.tsx';

/** A day in the camera's time zone, today without a choice: the curve of one zone and its coverage. */
export function DaySection({ camera }: { camera: Camera }) {
  const { t, tag } = useWords();
  const { search, day, today, choose } = useChosenDay(camera.timeZone);
  const [selected, setSelected] = useState<string | undefined>(search.zone);
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const place = useScrollTo(search.at !== undefined);
  const { zones } = camera;
  const zone = zones.find((each) => each.zoneId === selected) ?? figureZones(zones)[0] ?? zones[0];
  if (!zone) return null;
  const date = dayAndMonth(day.from, { language: tag, timeZone: camera.timeZone });
  return (
    <div ref={place}>
      <Section
        title={day.from === today ? t('day.title', { date }) : date}
        aside={<DayControls day={day} today={today} onChoose={choose} shape={shape} onShape={setShape} />}
      >
        <ZoneChoice zones={zones} selected={zone.zoneId} onSelect={setSelected} />
        <ZoneDay
          camera={camera}
          zone={zone}
          day={day}
          shape={shape}
          mark={search.at === undefined ? undefined : Date.parse(search.at)}
        />
        <RecordingLink camera={camera} time={recordedTime(search.at, day)} />
      </Section>
    </div>
  );
}

const quarterMs = 900_000;

/** The quarter of an hour from the marked moment on, or the whole day. */
function recordedTime(at: string | undefined, day: Day): RecordedTime {
  const from = at === undefined ? day.from : Date.parse(at);
  return { from, to: at === undefined ? day.to : from + quarterMs };
}

/** Scrolls to the curve once, when the address marks a moment. */
function useScrollTo(isWanted: boolean) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isWanted) place.current?.scrollIntoView({ block: 'center' });
  }, [isWanted]);
  return place;
}

interface DayControlsProps {
  readonly day: Day;
  /** Start of today, epoch ms. */
  readonly today: number;
  /** Chooses the local day of a moment, epoch ms. */
  readonly onChoose: (moment: number) => void;
  readonly shape: 'chart' | 'table';
  readonly onShape: (shape: 'chart' | 'table') => void;
}

/** The day before, the day after, and the shape. */
function DayControls({ day, today, onChoose, shape, onShape }: DayControlsProps) {
  const { t } = useWords();
  return (
    <span className={styles.controls}>
      <button type="button" aria-label={t('day.previous')} onClick={() => onChoose(day.from - 1)}>
        ←
      </button>
      <button
        type="button"
        aria-label={t('day.next')}
        disabled={day.from >= today}
        onClick={() => onChoose(day.to)}
      >
        →
      </button>
      <SegmentedControl
        size="xs"
        value={shape}
        onChange={onShape}
        data={[
          { value: 'chart', label: t('day.chart') },
          { value: 'table', label: t('day.table') },
        ]}
        aria-label={t('day.shape')}
      />
    </span>
  );
}

/** The day of the address: a local day, the day of a moment, or today. */
function useChosenDay(timeZone: string) {
  const search = useSearch({ from: '/cameras/$cameraId' });
  const navigate = useNavigate({ from: '/cameras/$cameraId' });
  const today = startOfDay(useNow(), timeZone);
  const from = chosenStart(search, timeZone) ?? today;
  const day = useMemo(() => ({ from, to: startOfNextDay(from, timeZone) }), [from, timeZone]);
  const choose = (moment: number) => {
    const date = startOfDay(moment, timeZone) === today ? undefined : localTimeText(moment, timeZone);
    const change = { at: undefined, day: date?.slice(0, 10) };
    void navigate({ search: (current) => ({ ...current, ...change }), replace: true });
  };
  return { search, day, today, choose };
}

function chosenStart({ at, day }: CameraSearch, timeZone: string): number | undefined {
  const noon = day === undefined ? at : instantOfLocalTime(`${day}T12:00`, timeZone);
  return noon === undefined ? undefined : startOfDay(Date.parse(noon), timeZone);
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

interface ZoneDayProps {
  readonly camera: Camera;
  readonly zone: Zone;
  readonly day: Day;
  readonly shape: 'chart' | 'table';
  /** A moment to mark, epoch ms. */
  readonly mark: number | undefined;
}

function ZoneDay({ camera, zone, day, shape, mark }: ZoneDayProps) {
  const [chosen, setChosen] = useState<DayMeasure>();
  const measures = dayMeasures(zone);
  const measure = measures.find((each) => each === chosen) ?? measures[0] ?? 'presence';
  const { curves, isPending, error, retry } = useCurves(camera, zone, { day, measure });
  const ledger = useQuery(ledgerQuery(camera.cameraId, day));
  const coverage = useMemo(
    () => dayCoverage(ledger.data ?? [], zone.zoneId, day),
    [ledger.data, zone.zoneId, day],
  );
  const Shape = shape === 'chart' ? DayChart : DayTable;
  return (
    <>
      <MeasureChoice measures={measures} selected={measure} onSelect={setChosen} />
      {isPending && <LoadingNotice />}
      {!isPending && error && <ErrorNotice error={error} onRetry={retry} />}
      {!isPending && !error && (
        <Shape curves={curves} measure={measure} timeZone={camera.timeZone} mark={mark} />
      )}
      {ledger.data && <DayCoverageView coverage={coverage} timeZone={camera.timeZone} />}
    </>
  );
}

/** The curves of a measure: one per direction of a line. */
function useCurves(camera: Camera, zone: Zone, { day, measure }: { day: Day; measure: DayMeasure }) {
  const { t } = useWords();
  const { cameraId, timeZone } = camera;
  const directions = directionsOf(measure);
  const combine = useCallback((trends: readonly UseQueryResult<Trend>[]) => seriesOf(trends, day), [day]);
  const { series, ...state } = useQueries({
    queries: directions.map((direction) =>
      trendQuery({ cameraId, zoneId: zone.zoneId, measure, direction, timeZone }, day),
    ),
    combine,
  });
  const { inbound, outbound } = directionNames(zone.directions, t);
  const curves = useMemo(() => {
    const names = measure === 'flow' ? [inbound, outbound] : [];
    return series.map((each, at): DayCurve => ({ name: names[at], series: each }));
  }, [series, measure, inbound, outbound]);
  return { curves, ...state };
}

/** Series that did not change stay the same objects, so that nothing is drawn again. */
const seriesOf = (trends: readonly UseQueryResult<Trend>[], day: Day) => ({
  series: trends.map(({ data }) => daySeries(data?.series[0]?.points ?? [], day)),
  isPending: trends.some((trend) => trend.isPending),
  error: trends.find(({ error, data }) => error && !data)?.error,
  retry: () => trends.forEach((trend) => void trend.refetch()),
});

function MeasureChoice({
  measures,
  selected,
  onSelect,
}: {
  measures: readonly DayMeasure[];
  selected: DayMeasure;
  onSelect: (measure: DayMeasure) => void;
}) {
  const { t } = useWords();
  if (measures.length < 2) return null;
  return (
    <div className={styles.zones} role="group" aria-label={t('day.measure')}>
      {measures.map((measure) => (
        <button
          key={measure}
          type="button"
          className={styles.zone}
          aria-pressed={measure === selected}
          onClick={() => onSelect(measure)}
        >
          {t(`day.${measure}`)}
        </button>
      ))}
    </div>
  );
}
