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

/** The spaces of a parking zone: choose, name, add, remove, and divide one into a row. */
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
            aria-label={t('editor.chooseBay', { bay: shape.bayId })}
            onClick={() => dispatch({ do: 'choose', zone: state.zone, shape: index })}
          >
            {shape.bayId}
          </button>
        ))}
      </div>
      <TextInput
        size="xs"
        label={t('editor.bayId', { number: state.shape + 1 })}
        value={zone.shapes[state.shape]?.bayId ?? ''}
        onChange={(event) => dispatch({ do: 'renameBay', bayId: event.currentTarget.value })}
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
      <Button size="compact-xs" variant="default" onClick={() => dispatch({ do: 'addBay' })}>
        {t('editor.addBay')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={single}
        onClick={() => dispatch({ do: 'removeBay' })}
      >
        {t('editor.removeBay')}
      </Button>
    </div>
  );
}

const [fewest, most] = [2, 60];

/** A row of equal spaces drawn as one long one, then divided. */
function RowMaker({ dispatch }: { dispatch: Dispatch<EditorAction> }) {
  const { t } = useWords();
  const [count, setCount] = useState(10);
  const divide = () =>
    dispatch({ do: 'divideBay', count: Math.min(most, Math.max(fewest, Math.round(count))) });
  return (
    <div className={styles.rowMaker}>
      <NumberInput
        size="xs"
        label={t('editor.rowCount')}
        value={count}
        min={fewest}
        max={most}
        onChange={(value) => typeof value === 'number' && setCount(value)}
      />
      <Button size="xs" variant="default" onClick={divide}>
        {t('editor.fillRow')}
      </Button>
    </div>
  );
}
