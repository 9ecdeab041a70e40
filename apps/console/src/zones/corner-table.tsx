import { useState, type Dispatch } from 'react';
import type { PicturePoint, ZoneKind } from '@vialog/contracts';
import { NumberField } from '../forms/number-field.tsx';
import { parseNumber } from '../forms/number-text.ts';
import { useWords } from '../language/language.ts';
import type { HistoryAction } from './editor-history.ts';
import { pointLimits } from './zone-draft.ts';
import styles from './zone-editor.module.css';

interface CornerTableProps {
  readonly kind: ZoneKind;
  readonly polygon: readonly PicturePoint[];
  readonly dispatch: Dispatch<HistoryAction>;
}

/** Corners as numbers: exact, and usable without a mouse. */
export function CornerTable({ kind, polygon, dispatch }: CornerTableProps) {
  const { t } = useWords();
  const { canAdd, canRemove } = cornerRules(kind, polygon.length);
  const context = pointContext(kind);
  return (
    <fieldset className={styles.corners}>
      <legend>{t('editor.corners', { context })}</legend>
      {polygon.map((point, corner) => (
        <div key={corner} className={styles.cornerRow}>
          <span aria-hidden="true">{corner + 1}</span>
          <Coordinate
            label={t('editor.x', { number: corner + 1, context })}
            value={point[0]}
            onChange={(x) => dispatch({ kind: 'setCorner', corner, to: [x, point[1]] })}
          />
          <Coordinate
            label={t('editor.y', { number: corner + 1, context })}
            value={point[1]}
            onChange={(y) => dispatch({ kind: 'setCorner', corner, to: [point[0], y] })}
          />
          <button
            type="button"
            className={styles.remove}
            disabled={!canAdd(corner)}
            aria-label={t('editor.addCorner', { number: corner + 1, context })}
            onClick={() => dispatch({ kind: 'addCorner', after: corner })}
          >
            +
          </button>
          <button
            type="button"
            className={styles.remove}
            disabled={!canRemove}
            aria-label={t('editor.removeCorner', { number: corner + 1, context })}
            onClick={() => dispatch({ kind: 'removeCorner', corner })}
          >
            ×
          </button>
        </div>
      ))}
    </fieldset>
  );
}

/** Context of texts: a line has points instead of corners. */
export const pointContext = (kind: ZoneKind): 'line' | '' => (kind === 'line' ? 'line' : '');

/** The last point of a line has no point after it. */
function cornerRules(kind: ZoneKind, count: number) {
  const [min, max] = pointLimits[kind];
  return {
    canAdd: (corner: number) => count < max && (kind !== 'line' || corner + 1 < count),
    canRemove: count > min,
  };
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
  const { t } = useWords();
  const [typed, setTyped] = useState({ text: String(value), value });
  const change = (text: string) => {
    const number = parseNumber(text);
    setTyped({ text, value: number ?? value });
    if (number !== undefined) onChange(number);
  };
  return (
    <NumberField
      size="xs"
      label={label}
      hidesLabel
      text={typed.value === value ? typed.text : String(value)}
      range={[0, 1]}
      hint={t('editor.cornerRange')}
      onText={change}
    />
  );
}
