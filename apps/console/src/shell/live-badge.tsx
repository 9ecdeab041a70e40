import { useWords } from '../language/language.ts';
import { useLive } from '../live/live-provider.tsx';
import { stateShapes } from '../cameras/camera-state.ts';
import styles from './shell.module.css';

const shapes = {
  live: stateShapes.online,
  connecting: stateShapes.starting,
  reconnecting: stateShapes.offline,
  paused: stateShapes.paused,
};

/** The status of the live connection as colour, shape and text. */
export function LiveBadge() {
  const { t } = useWords();
  const { status } = useLive();
  return (
    <div
      className={styles.live}
      data-status={status}
      role="status"
      aria-label={t(`live.${status}`)}
      title={t(`live.${status}Hint`)}
    >
      <svg viewBox="0 0 16 16" width="11" height="11" aria-hidden="true">
        <path d={shapes[status]} fill="currentColor" fillRule="evenodd" />
      </svg>
      <span>{t(`live.${status}`)}</span>
    </div>
  );
}
