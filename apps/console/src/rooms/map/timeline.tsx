import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { EpisodesPage } from '@vialog/contracts';
import { histogramQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { useLineTools } from '../../search-line/use-parsed-line.ts';
import results from './results.module.css';
import { bucketOf, momentsOf, timelineBuckets } from './timeline-scale.ts';

/** The library of charts is loaded with the first timeline. */
const TimelineChart = lazy(() =>
  import('./timeline-chart.tsx').then((module) => ({ default: module.TimelineChart })),
);

interface TimelineProps {
  /** The search line. */
  readonly q: string;
  /** The search line of single slots, which the timeline counts. */
  readonly slots: string;
  readonly page: Pick<EpisodesPage, 'from' | 'to' | 'timeZone'>;
  readonly onChange: (line: string) => void;
}

/** Results over time. Choosing a part of it narrows the time of the search line. */
export function Timeline({ q, slots, page, onChange }: TimelineProps) {
  const { timeZone } = page;
  const buckets = useBuckets(slots, page);
  const { zoom, undo } = useZoom(q, timeZone, onChange);
  return (
    <>
      {buckets.length >= 2 && (
        <Suspense fallback={<div className={results.timelineSpace} />}>
          <TimelineChart buckets={buckets} timeZone={timeZone} onZoom={zoom} />
        </Suspense>
      )}
      {undo && <WholeTime onUndo={undo} />}
    </>
  );
}

function useBuckets(slots: string, { from, to, timeZone }: TimelineProps['page']) {
  const length = bucketOf(Date.parse(to) - Date.parse(from));
  const { data } = useQuery({
    ...histogramQuery(slots, length),
    placeholderData: (previous) => previous,
  });
  return useMemo(() => timelineBuckets(data?.items ?? [], length, timeZone), [data, length, timeZone]);
}

/** The lines before each part was chosen, as long as the search line was not changed otherwise. */
function useZoom(q: string, timeZone: string, onChange: (line: string) => void) {
  const tools = useLineTools();
  const [steps, setSteps] = useState<readonly { readonly before: string; readonly zoomed: string }[]>([]);
  const zoom = useCallback(
    (period: { readonly from: number; readonly to: number }) => {
      const zoomed = tools?.fixedLine(q, momentsOf(period, timeZone));
      if (zoomed === undefined) return;
      setSteps((known) => [...(known.at(-1)?.zoomed === q ? known : []), { before: q, zoomed }]);
      onChange(zoomed);
    },
    [tools, q, timeZone, onChange],
  );
  const last = steps.at(-1);
  if (last?.zoomed !== q) return { zoom };
  const undo = () => {
    setSteps(steps.slice(0, -1));
    onChange(last.before);
  };
  return { zoom, undo };
}

function WholeTime({ onUndo }: { onUndo: () => void }) {
  const { t } = useWords();
  return (
    <button type="button" className={results.undo} onClick={onUndo}>
      {t('search.zoomBack')}
    </button>
  );
}
