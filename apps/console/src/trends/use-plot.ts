import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, type RefObject } from 'react';
import UPlot from 'uplot';

/** A chart without its size: it fills the width of its element. */
export interface Plot {
  readonly options: Omit<UPlot.Options, 'width' | 'height'>;
  readonly data: UPlot.AlignedData;
}

/**
 * Draws a chart in an element and draws it again when the theme or `make` changes. `make` must be memoized. The chart
 * reports the index of the point under the pointer.
 */
export function usePlot(
  make: () => Plot,
  height: number,
): { holder: RefObject<HTMLDivElement | null>; chart: RefObject<UPlot | null> } {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const { options, data } = make();
    const plot = new UPlot({ ...options, width: element.clientWidth, height }, data, element);
    chart.current = plot;
    const watch = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.current = null;
      plot.destroy();
    };
  }, [make, height, scheme]);
  return { holder, chart };
}
