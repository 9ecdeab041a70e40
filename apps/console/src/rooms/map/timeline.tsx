import { useQuery } from '@tanstack/react-query';
import type { EventsPage, Histogram } from '@vialog/contracts';
import { histogramQuery } from '../../api/queries.ts';
import { dayAndMonth, shortOffsetAt, timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import results from './results.module.css';
import { bucketOf, commonTimeZone, gapShare } from './timeline-scale.ts';

const width = 360;
const height = 44;
const gapHeight = 10;

interface TimelineProps {
  readonly q: string;
  readonly page: Pick<EventsPage, 'from' | 'to'>;
  /** Time zones of the cameras in the results. */
  readonly timeZones: readonly string[];
}

/** Results over time. A red mark below the axis is as high as the share of its bucket that was not measured. */
export function Timeline({ q, page, timeZones }: TimelineProps) {
  const { t, tag } = useWords();
  const histogram = useQuery({
    ...histogramQuery(q, bucketOf(Date.parse(page.to) - Date.parse(page.from))),
    placeholderData: (previous) => previous,
  });
  const first = histogram.data?.items[0];
  if (!histogram.data || !first || histogram.data.items.length < 2) return null;
  const timeZone = commonTimeZone(timeZones);
  const format = { language: tag, timeZone };
  const ends = [Date.parse(first.startAt), Date.parse(histogram.data.to)];
  return (
    <figure className={results.timeline}>
      <Bars histogram={histogram.data} label={t('search.timeline')} />
      <figcaption className={results.axis}>
        {ends.map((at, index) => (
          <span key={index}>
            {dayAndMonth(at, format)} {timeOfDay(at, format)} {shortOffsetAt(at, timeZone)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Bars({ histogram: { items, completeness }, label }: { histogram: Histogram; label: string }) {
  const maxCount = Math.max(1, ...items.map((item) => item.count));
  const step = width / items.length;
  return (
    <svg
      viewBox={`0 0 ${width} ${height + 2 + gapHeight}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path
        d={`M0 ${height}.5H${width}`}
        stroke="var(--line-strong)"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
      {items.map((item, index) => {
        const barHeight = (item.count / maxCount) * (height - 2);
        const markHeight = gapShare(item.gaps, completeness.expected, items.length) * gapHeight;
        return (
          <g key={item.startAt}>
            <rect
              x={index * step + step * 0.1}
              y={height - barHeight}
              width={step * 0.8}
              height={barHeight}
              fill="var(--ratio)"
            />
            <rect x={index * step} y={height + 2} width={step} height={markHeight} fill="var(--bad)" />
          </g>
        );
      })}
    </svg>
  );
}
