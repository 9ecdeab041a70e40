import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttentionItem } from '@vialog/contracts';
import { attentionQuery } from '../../api/queries.ts';
import { attentionAction } from '../../cameras/attention-action.ts';
import { cameraStateOf } from '../../cameras/camera-state.ts';
import { StateMark } from '../../cameras/state-mark.tsx';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './attention-panel.module.css';

/** Cameras that need attention, worst first; nothing while all is well. */
export function AttentionPanel({ onSelect }: { onSelect: (cameraId: string) => void }) {
  const { t } = useWords();
  const { data } = useQuery(attentionQuery);
  const [isOpen, setOpen] = useState(false);
  if (!data || data.total === 0) return null;
  const more = data.total - data.items.length;
  return (
    <details className={styles.panel} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.title}>{t('attention.title', { count: data.total })}</summary>
      <ul className={styles.items}>
        {isOpen && data.items.map((item) => <Item key={item.cameraId} item={item} onSelect={onSelect} />)}
      </ul>
      {more > 0 && <p className={styles.detail}>{t('attention.more', { count: more })}</p>}
    </details>
  );
}

function Item({ item, onSelect }: { item: AttentionItem; onSelect: (cameraId: string) => void }) {
  const { t, tag } = useWords();
  const { cameraId, name, health } = item;
  const state = cameraStateOf('active', health.state);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const time = fullTime(Date.parse(health.changedAt), { language: tag, timeZone });
  return (
    <li>
      <button type="button" className={styles.item} onClick={() => onSelect(cameraId)}>
        <StateMark state={state} size={13} />
        <span>
          <span className={styles.name}>{name}</span>
          <span className={styles.detail}>
            {t(health.reason ? `reason.${health.reason}` : `state.${state}`)} ·{' '}
            {t('attention.since', { time })}
          </span>
          <span className={styles.detail}>{t(attentionAction(health))}</span>
        </span>
      </button>
    </li>
  );
}
