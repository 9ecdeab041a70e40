import { Checkbox } from '@mantine/core';
import type { Dispatch } from 'react';
import { NumberField } from '../forms/number-field.tsx';
import { numberText, parseNumber } from '../forms/number-text.ts';
import { useWords } from '../language/language.ts';
import type { HistoryAction } from './editor-history.ts';
import { viewId, type DraftZone } from './zone-draft.ts';
import styles from './zone-editor.module.css';

const defaultAfterMs = 30_000;

interface StoppedFieldsProps {
  readonly zone: DraftZone;
  readonly zones: readonly DraftZone[];
  readonly dispatch: Dispatch<HistoryAction>;
}

/** Counting of stopped vehicles in an area: after which time, and in which zones vehicles are parked instead. */
export function StoppedFields({ zone, zones, dispatch }: StoppedFieldsProps) {
  const { t } = useWords();
  const { stopped } = zone;
  const change = (next: DraftZone['stopped']) => dispatch({ kind: 'change', fields: { stopped: next } });
  return (
    <div className={styles.stopped}>
      <Checkbox
        size="xs"
        label={t('editor.stopped')}
        checked={stopped !== undefined}
        onChange={(event) =>
          change(event.currentTarget.checked ? { afterMs: defaultAfterMs, exceptIn: [] } : undefined)
        }
      />
      {stopped && (
        <>
          <NumberField
            size="xs"
            label={t('editor.stoppedAfter')}
            text={numberText(stopped.afterMs / 1_000)}
            range={[5, 3_600]}
            hint={t('editor.stoppedRange')}
            onText={(text) => {
              const seconds = parseNumber(text);
              if (seconds !== undefined) change({ ...stopped, afterMs: Math.round(seconds * 1_000) });
            }}
          />
          <ParkedZones zone={zone} zones={zones} onChange={(exceptIn) => change({ ...stopped, exceptIn })} />
        </>
      )}
    </div>
  );
}

function ParkedZones({
  zone,
  zones,
  onChange,
}: {
  zone: DraftZone;
  zones: readonly DraftZone[];
  onChange: (zoneIds: string[]) => void;
}) {
  const { t } = useWords();
  const others = zones.filter(
    (each) => each.kind !== 'line' && each.zoneId !== zone.zoneId && each.zoneId !== viewId,
  );
  if (others.length === 0) return null;
  return (
    <Checkbox.Group
      size="xs"
      label={t('editor.stoppedExcept')}
      value={[...(zone.stopped?.exceptIn ?? [])]}
      onChange={onChange}
    >
      <div className={styles.classes}>
        {others.map((each) => (
          <Checkbox key={each.zoneId} size="xs" value={each.zoneId} label={each.name || each.zoneId} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
