import type { TrendProfile } from '@vialog/contracts';
import styles from './trends.module.css';

interface WeekPictureProps {
  readonly cells: TrendProfile['series'][number]['cells'];
  /** Value of the darkest colour. */
  readonly top: number;
  readonly label: string;
}

const [hourWidth, dayHeight] = [5, 5];

/** The typical week as a small picture: seven rows from Monday, 24 columns. */
export function WeekPicture({ cells, top, label }: WeekPictureProps) {
  return (
    <svg
      className={styles.week}
      viewBox={`0 0 ${24 * hourWidth} ${7 * dayHeight}`}
      width={24 * hourWidth}
      height={7 * dayHeight}
      role="img"
      aria-label={label}
    >
      <rect width="100%" height="100%" fill="var(--ratio-rest)" fillOpacity="0.35" />
      {cells.map(({ weekday, hour, median }) => (
        <rect
          key={`${weekday}-${hour}`}
          x={hour * hourWidth}
          y={(weekday - 1) * dayHeight}
          width={hourWidth - 0.5}
          height={dayHeight - 0.5}
          fill={median === null ? 'var(--hatch)' : 'var(--series-0)'}
          fillOpacity={median === null ? 0.6 : Math.min(1, median / top)}
        />
      ))}
    </svg>
  );
}
