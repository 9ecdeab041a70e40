import { NumberInput } from '@mantine/core';
import type { Dispatch } from 'react';
import type { PicturePoint } from '@vialog/contracts';
import { useNumberText } from '../../forms/use-number-text.ts';
import { useWords } from '../../language/language.ts';
import type { EditorAction } from './editor-state.ts';
import styles from './zone-editor.module.css';

/** Corners as numbers: exact, and usable without a mouse. */
export function CornerTable({
  polygon,
  dispatch,
}: {
  polygon: readonly PicturePoint[];
  dispatch: Dispatch<EditorAction>;
}) {
  const { t } = useWords();
  return (
    <fieldset className={styles.corners}>
      <legend>{t('editor.corners')}</legend>
      {polygon.map((point, corner) => (
        <div key={corner} className={styles.cornerRow}>
          <span aria-hidden="true">{corner + 1}</span>
          <Coordinate
            label={t('editor.x', { number: corner + 1 })}
            value={point[0]}
            onChange={(x) => dispatch({ kind: 'moveCorner', corner, to: [x, point[1]] })}
          />
          <Coordinate
            label={t('editor.y', { number: corner + 1 })}
            value={point[1]}
            onChange={(y) => dispatch({ kind: 'moveCorner', corner, to: [point[0], y] })}
          />
          <button
            type="button"
            className={styles.remove}
            aria-label={t('editor.addCorner', { number: corner + 1 })}
            onClick={() => dispatch({ kind: 'addCorner', after: corner })}
          >
            +
          </button>
          <button
            type="button"
            className={styles.remove}
            disabled={polygon.length <= 3}
            aria-label={t('editor.removeCorner', { number: corner + 1 })}
            onClick={() => dispatch({ kind: 'removeCorner', corner })}
          >
            ×
          </button>
        </div>
      ))}
    </fieldset>
  );
}

function Coordinate({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  const typed = useNumberText(value, (number) => {
    if (number === undefined) return value;
    onChange(number);
    return number;
  });
  return (
    <NumberInput
      size="xs"
      aria-label={label}
      {...typed}
      min={0}
      max={1}
      step={0.01}
      decimalScale={4}
      hideControls
    />
  );
}
