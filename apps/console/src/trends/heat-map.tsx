import { useMediaQuery } from '@mantine/hooks';
import { useState, type KeyboardEvent } from 'react';
import type { Measure, TrendProfile } from '@vialog/contracts';
import { percent, wholeNumber } from '../format/numbers.ts';
import { weekdayName } from '../format/times.ts';
import { useWords } from '../language/language.ts';
import { measureValue } from './measure-value.ts';
import styles from './trends.module.css';

/** One hour of the week. */
type ProfileCell = TrendProfile['series'][number]['cells'][number];

interface HeatMapProps {
  readonly name: string;
  readonly cells: readonly ProfileCell[];
  readonly measure: Measure;
  /** Value of the darkest colour. */
  readonly top: number;
  readonly timeZone: string;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** Share of the colour at the highest value: text stays readable on it. */
const fullShare = 0.5;

interface Place {
  readonly weekday: number;
  readonly hour: number;
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The median of each hour of the week; hours that were measured too little are hatched. Narrow screens have hours as rows. */
export function HeatMap({ name, cells, measure, top, timeZone }: HeatMapProps) {
  const { t, tag } = useWords();
  const hasHourRows = useMediaQuery('(max-width: 760px)') === true;
  const [place, setPlace] = useState<Place>({ weekday: 1, hour: 8 });
  const find = ({ weekday, hour }: Place) =>
    cells.find((cell) => cell.weekday === weekday && cell.hour === hour);
  const [rows, columns] = hasHourRows ? [hours, weekdays] : [weekdays, hours];
  const headOf = (value: number, isWeekday: boolean) => (isWeekday ? weekdayName(value, tag) : String(value));
  return (
    <figure className={styles.heat}>
      <figcaption>
        <b>{name}</b> <CellText place={place} cell={find(place)} measure={measure} />
      </figcaption>
      <table
        role="grid"
        aria-label={t('trends.heatLabel', { name, timeZone })}
        onKeyDown={(event) => moveFocus(event, place, hasHourRows)}
      >
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {headOf(column, hasHourRows)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{headOf(row, !hasHourRows)}</th>
              {columns.map((column) => {
                const at = placeAt(row, column, hasHourRows);
                const isCurrent = at.weekday === place.weekday && at.hour === place.hour;
                return (
                  <HeatCell key={column} {...{ at, cell: find(at), measure, top, isCurrent, setPlace }} />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

const placeAt = (row: number, column: number, hasHourRows: boolean): Place =>
  hasHourRows ? { weekday: column, hour: row } : { weekday: row, hour: column };

/** Focuses the cell beside the current one; the focused cell becomes the current one. */
function moveFocus(
  event: KeyboardEvent<HTMLTableElement>,
  { weekday, hour }: Place,
  hasHourRows: boolean,
): void {
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  const [toWeekday, toHour] = hasHourRows ? [step[1], step[0]] : step;
  const next = { weekday: clamp(weekday + toWeekday, weekdays), hour: clamp(hour + toHour, hours) };
  event.currentTarget.querySelector<HTMLElement>(`[data-place="${next.weekday}-${next.hour}"]`)?.focus();
}

interface HeatCellProps extends Pick<HeatMapProps, 'measure' | 'top'> {
  readonly at: Place;
  readonly cell: ProfileCell | undefined;
  readonly isCurrent: boolean;
  readonly setPlace: (place: Place) => void;
}

function HeatCell({ at, cell, measure, top, isCurrent, setPlace }: HeatCellProps) {
  const { tag } = useWords();
  const value = cell?.median ?? null;
  return (
    <td
      data-place={`${at.weekday}-${at.hour}`}
      data-none={value === null ? (cell ? 'left-out' : 'none') : undefined}
      tabIndex={isCurrent ? 0 : -1}
      style={value === null ? undefined : { background: shade(value / top) }}
      onFocus={() => setPlace(at)}
      onMouseEnter={() => setPlace(at)}
    >
      {value === null ? '–' : cellValue(value, measure, tag)}
    </td>
  );
}

const clamp = (value: number, [first = 0, ...rest]: readonly number[]): number =>
  Math.min(rest.at(-1) ?? first, Math.max(first, value));

const shade = (share: number): string =>
  `color-mix(in srgb, var(--series-0) ${Math.round(Math.min(1, Math.max(0, share)) * fullShare * 100)}%, var(--panel))`;

/** A value in a narrow cell: percent without its sign. */
const cellValue = (value: number, measure: Measure, language: string): string =>
  measure === 'occupancy' ? String(Math.round(value * 100)) : wholeNumber(value, language);

interface CellTextProps {
  readonly place: Place;
  readonly cell: ProfileCell | undefined;
  readonly measure: Measure;
}

/** The figures of one hour of the week with their coverage. */
function CellText({ place: { weekday, hour }, cell, measure }: CellTextProps) {
  const { t, tag } = useWords();
  const when = `${weekdayName(weekday, tag)} ${hour}:00–${hour + 1}:00`;
  if (!cell) return <span>{t('trends.cellNone', { when })}</span>;
  const coverage = percent(cell.coverage ?? 0, tag);
  const left = { used: wholeNumber(cell.hours, tag), leftOut: wholeNumber(cell.leftOut, tag), coverage };
  if (cell.median === null || cell.p15 === null || cell.p85 === null)
    return <span>{t('trends.cellLeftOut', { when, ...left })}</span>;
  const [median, low, high] = [cell.median, cell.p15, cell.p85].map((value) =>
    measureValue(value, measure, tag),
  );
  return <span>{t('trends.cell', { when, median, low, high, ...left })}</span>;
}
