import { Button, TextInput } from '@mantine/core';
import { useState, type Dispatch } from 'react';
import { NumberField } from '../forms/number-field.tsx';
import { isImpossible, parseNumber } from '../forms/number-text.ts';
import { useWords } from '../language/language.ts';
import type { HistoryAction } from './editor-history.ts';
import type { EditorState } from './editor-state.ts';
import type { DraftZone } from './zone-draft.ts';
import styles from './zone-editor.module.css';

interface BayFieldsProps {
  readonly zone: DraftZone;
  readonly state: EditorState;
  readonly dispatch: Dispatch<HistoryAction>;
}

/** The spaces of a parking zone: select, rename, add, remove, and divide one into a row. */
export function BayFields({ zone, state, dispatch }: BayFieldsProps) {
  const { t } = useWords();
  return (
    <fieldset className={styles.bays}>
      <legend>{t('editor.bays')}</legend>
      <div className={styles.bayChoice}>
        {zone.shapes.map((shape, index) => (
          <button
            key={index}
            type="button"
            className={styles.bay}
            aria-pressed={index === state.shape}
            aria-label={t('editor.selectBay', { bay: shape.bayId })}
            onClick={() => dispatch({ kind: 'select', zone: state.zone, shape: index })}
          >
            {shape.bayId}
          </button>
        ))}
      </div>
      <TextInput
        size="xs"
        label={t('editor.bayId', { number: state.shape + 1 })}
        value={zone.shapes[state.shape]?.bayId ?? ''}
        onChange={(event) => dispatch({ kind: 'renameBay', bayId: event.currentTarget.value })}
      />
      <BayButtons single={zone.shapes.length < 2} dispatch={dispatch} />
      <RowMaker dispatch={dispatch} />
    </fieldset>
  );
}

function BayButtons({ single, dispatch }: { single: boolean; dispatch: Dispatch<HistoryAction> }) {
  const { t } = useWords();
  return (
    <div className={styles.adders}>
      <Button size="compact-xs" variant="default" onClick={() => dispatch({ kind: 'addBay' })}>
        {t('editor.addBay')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={single}
        onClick={() => dispatch({ kind: 'removeBay' })}
      >
        {t('editor.removeBay')}
      </Button>
    </div>
  );
}

const spaces = [2, 60] as const;

/** Divides the selected space into a row of equal spaces. */
function RowMaker({ dispatch }: { dispatch: Dispatch<HistoryAction> }) {
  const { t } = useWords();
  const [text, setText] = useState('10');
  const count = parseNumber(text);
  const isPossible = count !== undefined && Number.isInteger(count) && !isImpossible(text, spaces);
  return (
    <div className={styles.rowMaker}>
      <NumberField
        size="xs"
        label={t('editor.rowLength')}
        text={text}
        range={spaces}
        hint={t('editor.rowRange')}
        onText={setText}
      />
      <Button
        size="xs"
        variant="default"
        disabled={!isPossible}
        onClick={() => dispatch({ kind: 'divideBay', count: count ?? 1 })}
      >
        {t('editor.divideBay')}
      </Button>
    </div>
  );
}
