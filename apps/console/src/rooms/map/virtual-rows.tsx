import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { CameraList } from '../../cameras/use-camera-list.ts';
import { CameraRow } from './camera-row.tsx';
import styles from './camera-panel.module.css';

interface VirtualRowsProps {
  /** The element that scrolls. */
  readonly panel: RefObject<HTMLElement | null>;
  readonly list: CameraList;
  readonly selected: string | undefined;
  readonly onSelect: (cameraId: string) => void;
  /** Called with the indices of the rendered rows when they change. */
  readonly onVisible: (indices: readonly number[]) => void;
}

/** px; rows are measured once they are rendered. */
const rowHeight = 57;

/** The rows in view of a list of any length. */
export function VirtualRows({ panel, list, selected, onSelect, onVisible }: VirtualRowsProps) {
  const rows = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => setScrollMargin(rows.current?.offsetTop ?? 0), [selected]);
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => panel.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin,
    getItemKey: (index) => list.at(index)?.cameraId ?? index,
  });
  const items = virtual.getVirtualItems();
  const indices = items.map(({ index }) => index).join();
  useLayoutEffect(
    () => onVisible(indices === '' ? [] : indices.split(',').map(Number)),
    [indices, onVisible],
  );
  return (
    <ul ref={rows} className={styles.rows} style={{ height: virtual.getTotalSize() }}>
      {items.map(({ index, key, start }) => {
        const camera = list.at(index);
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={list.total}
            aria-posinset={index + 1}
            className={styles.item}
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            {camera ? (
              <CameraRow camera={camera} selected={camera.cameraId === selected} onSelect={onSelect} />
            ) : (
              <div className={styles.loading} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
