import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../language/language.ts';
import { useLineTools } from '../../search-line/use-parsed-line.ts';
import styles from './episodes.module.css';

const presets = ['today', 'yesterday', 'last:24h', 'last:7d'] as const;
const presetKeys = {
  today: 'today',
  yesterday: 'yesterday',
  'last:24h': 'day24',
  'last:7d': 'week',
} as const;

/** Chooses a day and a time of day; replaces the times of the line. */
export function WhenPicker({ q, onChange }: { q: string; onChange: (line: string) => void }) {
  const { t } = useWords();
  const tools = useLineTools();
  const [day, setDay] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  if (!tools) return null;
  const hours = from !== '' && to !== '' && from !== to ? `${from}-${to}` : '';
  const apply = (time: string) => onChange(tools.lineAtTime(q, `${time} ${hours}`.trim()));
  return (
    <details className={styles.when}>
      <summary>{t('search.when.title')}</summary>
      <div className={styles.whenFields}>
        <label>
          {t('search.when.day')}
          <input type="date" value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        </label>
        <label>
          {t('search.when.from')}
          <input type="time" value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        </label>
        <label>
          {t('search.when.to')}
          <input type="time" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        </label>
        <Button size="xs" disabled={day === '' && hours === ''} onClick={() => apply(day)}>
          {t('search.when.apply')}
        </Button>
      </div>
      <div className={styles.whenFields}>
        {presets.map((preset) => (
          <Button key={preset} variant="default" size="compact-xs" onClick={() => apply(preset)}>
            {t(`search.when.${presetKeys[preset]}`)}
          </Button>
        ))}
      </div>
    </details>
  );
}
