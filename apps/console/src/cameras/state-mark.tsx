import { useWords } from '../language/language.ts';
import { stateShapes, type CameraState } from './camera-state.ts';
import styles from './state-mark.module.css';

/** The shape of a state; its name is visible with `word`, otherwise for screen readers only. */
export function StateMark({
  state,
  word = false,
  size = 12,
}: {
  state: CameraState;
  word?: boolean;
  size?: number;
}) {
  const { t } = useWords();
  return (
    <span className={styles.mark} data-state={state}>
      <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
        <path d={stateShapes[state]} fill="currentColor" fillRule="evenodd" />
      </svg>
      <span className={word ? styles.word : 'visually-hidden'}>{t(`state.${state}`)}</span>
    </span>
  );
}
