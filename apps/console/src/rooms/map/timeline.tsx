import { useQuery } from '@tanstack/react-query';
import type { EventsPage, Histogram } from '@vialog/contracts';
import { histogramQuery } from '../../api/queries.ts';
import { dayAndMonth, shortOffsetAt, timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import results from './results.module.css';
import { bucketOf, commonTimeZone } from './timeline-scale.ts';
import type { CameraOverview } from '../../cameras/camera-overview.ts';

const width = 360;
const height = 44;

/** Results over time, with a mark below the axis for buckets that were not fully measured. */
export function Timeline({
  q,
  page,
  overviews,
}: {
  q: string;
  page: EventsPage;
  overviews: readonly CameraOverview[];
}) {
  const { t, tag } = useWords();
  const histogram = useQuery({
    ...histogramQuery(q, bucketOf(Date.parse(page.to) - Date.parse(page.from))),
    placeholderData: (before) => before,
  });
  const items = histogram.data?.items ?? [];
  if (items.length < 2) return null;
  const format = {
    language: tag,
    timeZone: commonTimeZone(overviews.map((overview) => overview.camera.timeZone)),
  };
  const ends = [items[0], items.at(-1)].map((item) => Date.parse(item?.startAt ?? ''));
  return (
    <figure className={results.timeline}>
      <Bars items={items} label={t('search.timeline')} />
      <figcaption className={results.axis}>
        {ends.map((at, index) => (
          <span key={index}>
            {dayAndMonth(at, format)} {timeOfDay(at, format)} {shortOffsetAt(at, format.timeZone)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Bars({ items, label }: { items: Histogram['items']; label: string }) {
  const most = Math.max(1, ...items.map((item) => item.count));
  const step = width / items.length;
  return (
    <svg viewBox={`0 0 ${width} ${height + 6}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path
        d={`M0 ${height}.5H${width}`}
        stroke="var(--line-strong)"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
      {items.map((item, index) => {
        const tall = (item.count / most) * (height - 2);
        return (
          <g key={item.startAt}>
            <rect
              x={index * step + step * 0.1}
              y={height - tall}
              width={step * 0.8}
              height={tall}
              fill="var(--ratio)"
            />
            {item.gaps > 0 && (
              <rect x={index * step} y={height + 2} width={step} height="4" fill="var(--bad)" opacity="0.7" />
            )}
          </g>
        );
      })}
    </svg>
  );
}
