import { Button, CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useWords } from '../language/language.ts';
import { undoButtonId } from './undo-button-id.ts';
import { undoStore, type UndoSnapshot } from './undo-store.ts';
import styles from './undo-toast.module.css';

/** Says what was changed and offers to undo it. The region stays in the page, so that screen readers announce its content. */
export function UndoToast() {
  const { t } = useWords();
  const shown = useSyncExternalStore(undoStore.subscribe, undoStore.snapshot);
  return (
    <section
      aria-label={t('undo.title')}
      className={styles.corner}
      onPointerEnter={() => undoStore.pause()}
      onPointerLeave={() => undoStore.resume()}
      onFocus={() => undoStore.pause()}
      onBlur={() => undoStore.resume()}
    >
      <div role="status">{shown && <Message shown={shown} />}</div>
      {shown && <Buttons shown={shown} />}
    </section>
  );
}

function Message({ shown: { change, state } }: { shown: UndoSnapshot }) {
  const { t } = useWords();
  const isResult = state === 'undone' || state === 'failed';
  return (
    <p className={styles.message} data-state={state}>
      <span>{isResult ? t(`undo.${state}`) : change.text}</span>
      {!isResult && <span className="visually-hidden">{t('undo.keys')}</span>}
    </p>
  );
}

function Buttons({ shown: { state } }: { shown: UndoSnapshot }) {
  const { t } = useWords();
  return (
    <div className={styles.buttons}>
      {state !== 'undone' && (
        <Button
          id={undoButtonId}
          size="xs"
          variant="default"
          loading={state === 'running'}
          onClick={() => void undoStore.undo()}
        >
          {t('undo.undo')}
        </Button>
      )}
      <CloseButton aria-label={t('undo.dismiss')} onClick={() => undoStore.dismiss()} />
    </div>
  );
}
