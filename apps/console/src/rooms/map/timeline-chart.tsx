import { useCallback, useEffect, useState } from 'react';
import { percent, wholeNumber } from '../../format/numbers.ts';
import { dayAndMonth, shortOffsetAt, type TimeFormat } from '../../format/times.ts';
import { useWords, type Words } from '../../language/language.ts';
import { PlotSlider } from '../../trends/plot-slider.tsx';
import { usePlot } from '../../trends/use-plot.ts';
import { spanText } from './episode-text.ts';
import results from './results.module.css';
import { timelinePlot } from './timeline-plot.ts';
import type { TimelineBucket } from './timeline-scale.ts';

interface TimelineChartProps {
  readonly buckets: readonly TimelineBucket[];
  readonly timeZone: string;
  /** A part was chosen, epoch ms. */
  readonly onZoom: (period: { readonly from: number; readonly to: number }) => void;
}

const height = 96;

/** The bars with their figures. A part is marked with the mouse, or with the slider and its button. */
export function TimelineChart({ buckets, timeZone, onZoom }: TimelineChartProps) {
  const words = useWords();
  const { t, tag } = words;
  const [chosen, setChosen] = useState<number>();
  const index = Math.min(chosen ?? buckets.length - 1, buckets.length - 1);
  const mark = useCallback(
    (first: number, last: number) => {
      const [start, end] = [buckets[first], buckets[last]];
      if (start && end) onZoom({ from: start.from, to: end.to });
    },
    [buckets, onZoom],
  );
  const make = useCallback(
    () => timelinePlot({ buckets, format: { language: tag, timeZone }, onHover: setChosen, onMark: mark }),
    [buckets, tag, timeZone, mark],
  );
  const { holder, chart } = usePlot(make, height);
  useEffect(() => {
    const plot = chart.current;
    const x = plot?.data[0][index];
    if (plot && x !== undefined && chosen !== undefined && plot.cursor.idx !== index)
      plot.setCursor({ left: plot.valToPos(x, 'x'), top: 1 }, false);
  }, [chart, chosen, index, make]);
  const bucket = buckets[index];
  const text = bucket ? bucketText(bucket, words, { language: tag, timeZone }) : '';
  return (
    <figure className={results.timeline}>
      <figcaption className={results.readout}>
        {chosen === undefined ? t('search.zoomHint') : text}
      </figcaption>
      <div ref={holder} className={results.plot} role="img" aria-label={t('search.timeline')} />
      <PlotSlider index={index} last={buckets.length - 1} text={text} onIndex={setChosen} onMark={mark} />
    </figure>
  );
}

/** E.g. "Sun 29 Nov 17:00–18:00 +08:00 · 12 intervals · 98 % measured". */
function bucketText(bucket: TimelineBucket, { t, tag }: Words, format: TimeFormat): string {
  const { from, to, count, missing } = bucket;
  const span = spanText({ fromAt: new Date(from).toISOString(), toAt: new Date(to).toISOString() }, format);
  const measured =
    missing === undefined
      ? t('search.notExpected')
      : t('search.coverage', { percent: percent(1 - missing, tag) });
  const found = t('search.matched', { count, number: wholeNumber(count, tag) });
  return `${dayAndMonth(from, format)} ${span} ${shortOffsetAt(from, format.timeZone)} · ${found} · ${measured}`;
}
