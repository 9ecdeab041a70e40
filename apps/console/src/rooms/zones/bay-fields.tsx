import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState, type Dispatch } from 'react';
import { useWords } from '../../language/language.ts';
import type { EditorAction, EditorState } from './editor-state.ts';
import type { DraftZone } from './zone-draft.ts';
import styles from './zone-editor.module.css';

interface BayFieldsProps {
  readonly zone: DraftZone;
  readonly state: EditorState;
  readonly dispatch: Dispatch<EditorAction>;
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

function BayButtons({ single, dispatch }: { single: boolean; dispatch: Dispatch<EditorAction> }) {
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

const minSpaces = 2;
const maxSpaces = 60;

/** Divides the selected space into a row of equal spaces. */
function RowMaker({ dispatch }: { dispatch: Dispatch<EditorAction> }) {
  const { t } = useWords();
  const [count, setCount] = useState(10);
  const divide = () =>
    dispatch({ kind: 'divideBay', count: Math.min(maxSpaces, Math.max(minSpaces, Math.round(count))) });
  return (
    <div className={styles.rowMaker}>
      <NumberInput
        size="xs"
        label={t('editor.rowLength')}
        value={count}
        min={minSpaces}
        max={maxSpaces}
        onChange={(value) => typeof value === 'number' && setCount(value)}
      />
      <Button size="xs" variant="default" onClick={divide}>
        {t('editor.divideBay')}
      </Button>
    </div>
  );
}
