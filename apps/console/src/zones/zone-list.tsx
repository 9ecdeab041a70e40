import { Button } from '@mantine/core';
import type { Dispatch } from 'react';
import { useWords } from '../language/language.ts';
import { Section } from '../shell/section.tsx';
import { ErrorMessage } from '../shell/error-message.tsx';
import type { HistoryAction } from './editor-history.ts';
import type { EditorState } from './editor-state.ts';
import styles from './zone-editor.module.css';
import { zoneProblemText, type ZoneProblem } from './zone-problems.ts';

interface ZoneListProps {
  readonly state: EditorState;
  readonly problems: readonly ZoneProblem[];
  readonly usedIds: readonly string[];
  readonly dispatch: Dispatch<HistoryAction>;
}

export function ZoneList({ state, problems, usedIds, dispatch }: ZoneListProps) {
  const { t } = useWords();
  const add = (kind: 'area' | 'bays') => {
    const number = state.zones.filter((zone) => zone.kind === kind).length + 1;
    dispatch({
      kind: 'addZone',
      zoneKind: kind,
      name: t(kind === 'area' ? 'editor.newArea' : 'editor.newBays', { number }),
      usedIds,
    });
  };
  return (
    <Section title={t('editor.list')}>
      {state.zones.length === 0 && <p className={styles.note}>{t('editor.none')}</p>}
      <ul className={styles.zones}>
        {state.zones.map((zone, index) => (
          <li key={zone.zoneId}>
            <button
              type="button"
              className={styles.zone}
              aria-pressed={index === state.zone}
              onClick={() => dispatch({ kind: 'select', zone: index })}
            >
              <span>{zone.name || zone.zoneId}</span>
              <span className={styles.kind}>
                {zone.kind === 'bays' ? t('editor.bayCount', { count: zone.shapes.length }) : zone.zoneId}
              </span>
            </button>
            {problems
              .filter((problem) => problem.zone === index)
              .map((problem) => (
                <p key={problem.message} className={styles.error}>
                  <ErrorMessage text={zoneProblemText(problem, t)} serverText={problem.message} />
                </p>
              ))}
          </li>
        ))}
      </ul>
      <div className={styles.adders}>
        <Button size="xs" variant="default" onClick={() => add('area')}>
          {t('editor.addArea')}
        </Button>
        <Button size="xs" variant="default" onClick={() => add('bays')}>
          {t('editor.addBays')}
        </Button>
      </div>
    </Section>
  );
}
