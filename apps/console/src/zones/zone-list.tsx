import { Button } from '@mantine/core';
import type { ZoneKind } from '@vialog/contracts';
import type { Dispatch } from 'react';
import { useWords } from '../language/language.ts';
import { Section } from '../shell/section.tsx';
import { ErrorMessage } from '../shell/error-message.tsx';
import type { HistoryAction } from './editor-history.ts';
import type { EditorState } from './editor-state.ts';
import { type DraftZone } from './zone-draft.ts';
import styles from './zone-editor.module.css';
import { zoneProblemText, type ZoneProblem } from './zone-problems.ts';

/** Text keys of the names of new zones. */
export const newZoneName = {
  area: 'editor.newArea',
  bays: 'editor.newBays',
  line: 'editor.newLine',
} as const satisfies Record<ZoneKind, string>;

interface ZoneListProps {
  readonly state: EditorState;
  readonly problems: readonly ZoneProblem[];
  readonly usedIds: readonly string[];
  readonly dispatch: Dispatch<HistoryAction>;
}

export function ZoneList({ state, problems, usedIds, dispatch }: ZoneListProps) {
  const { t } = useWords();
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
                {zone.kind === 'area' ? zone.zoneId : <KindOf zone={zone} />}
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
      <Adders state={state} usedIds={usedIds} dispatch={dispatch} />
    </Section>
  );
}

function KindOf({ zone }: { zone: DraftZone }) {
  const { t } = useWords();
  return zone.kind === 'bays' ? t('editor.bayCount', { count: zone.shapes.length }) : t('editor.lineKind');
}

/** Buttons that add a zone of each kind at a free place. */
function Adders({ state, usedIds, dispatch }: Omit<ZoneListProps, 'problems'>) {
  const { t } = useWords();
  const add = (kind: ZoneKind) => {
    const number = state.zones.filter((zone) => zone.kind === kind).length + 1;
    dispatch({
      kind: 'addZone',
      zoneKind: kind,
      name: t(newZoneName[kind], { number }),
      usedIds,
    });
  };
  return (
    <div className={styles.adders}>
      <Button size="xs" variant="default" onClick={() => add('area')}>
        {t('editor.addArea')}
      </Button>
      <Button size="xs" variant="default" onClick={() => add('bays')}>
        {t('editor.addBays')}
      </Button>
      <Button size="xs" variant="default" onClick={() => add('line')}>
        {t('editor.addLine')}
      </Button>
    </div>
  );
}
