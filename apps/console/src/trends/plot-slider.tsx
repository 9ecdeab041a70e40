import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useWords } from '../language/language.ts';
import styles from './trends.module.css';

interface PlotSliderProps {
  readonly index: number;
  readonly last: number;
  /** The values at the index. */
  readonly text: string;
  readonly onIndex: (index: number) => void;
  readonly onMark: (from: number, to: number) => void;
}

/** Moves through the points of a chart and marks a part by keyboard or touch. */
export function PlotSlider({ index, last, text, onIndex, onMark }: PlotSliderProps) {
  const { t } = useWords();
  const [anchor, setAnchor] = useState<number>();
  const field = useRef<HTMLInputElement>(null);
  const mark = () => {
    if (anchor === undefined) setAnchor(index);
    else {
      setAnchor(undefined);
      onMark(Math.min(anchor, index), Math.max(anchor, index));
    }
    field.current?.focus();
  };
  return (
    <div className={styles.slider}>
      <input
        ref={field}
        type="range"
        min={0}
        max={last}
        value={index}
        aria-label={t('trends.point')}
        aria-valuetext={text}
        onChange={({ currentTarget }) => onIndex(Number(currentTarget.value))}
        onKeyDown={({ key }) => {
          if (key === 'Enter') mark();
          if (key === 'Escape') setAnchor(undefined);
        }}
      />
      <Button size="xs" variant="default" onClick={mark}>
        {t(anchor === undefined ? 'trends.zoomStart' : 'trends.zoomEnd')}
      </Button>
    </div>
  );
}
