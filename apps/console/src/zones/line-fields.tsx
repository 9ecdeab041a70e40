import { Button, TextInput } from '@mantine/core';
import type { Dispatch } from 'react';
import type { LineDirections } from '@vialog/contracts';
import { directionNames } from '../cameras/line-directions.ts';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import { errorText, serverSentences } from '../shell/error-text.ts';
import type { HistoryAction } from './editor-history.ts';
import type { DraftZone } from './zone-draft.ts';
import styles from './zone-editor.module.css';

/** How the camera is sampled, and how to change it. Absent where the plan is not known. */
export interface LineSampling {
  /** Guaranteed frames per second; 0 for key frames. */
  readonly fps: number;
  readonly isBusy: boolean;
  /** Why the rate could not be changed. */
  readonly error?: Error | null;
  /** Samples the camera at the recommended rate. */
  readonly onRaise: () => void;
}

/** Frames per second that a line needs, and from which its counts do not depend on the rate. */
export const lineRates = { min: 3, recommended: 5 } as const;

interface LineFieldsProps {
  readonly zone: DraftZone;
  readonly sampling: LineSampling | undefined;
  readonly dispatch: Dispatch<HistoryAction>;
}

/** Names of the two directions of a line, the button that swaps them, and what its plan must be. */
export function LineFields({ zone, sampling, dispatch }: LineFieldsProps) {
  const { t } = useWords();
  const rename = (direction: keyof LineDirections, name: string) =>
    dispatch({
      kind: 'change',
      fields: { directions: { ...directionNames(zone.directions, t), [direction]: name } },
    });
  return (
    <>
      <div className={styles.pair}>
        {(['inbound', 'outbound'] as const).map((direction) => (
          <TextInput
            key={direction}
            size="xs"
            label={t(`editor.${direction}Name`)}
            placeholder={t(`zone.${direction}`)}
            maxLength={40}
            value={zone.directions?.[direction] ?? ''}
            onChange={(event) => rename(direction, event.currentTarget.value)}
          />
        ))}
      </div>
      <div className={styles.swap}>
        <Button size="xs" variant="default" onClick={() => dispatch({ kind: 'reverseLine' })}>
          {t('editor.swapDirections')}
        </Button>
        <span className={styles.note}>{t('editor.directionHint')}</span>
      </div>
      {sampling && <RateWarning sampling={sampling} />}
    </>
  );
}

function RateWarning({ sampling }: { sampling: LineSampling }) {
  const { t } = useWords();
  if (sampling.fps >= lineRates.recommended) return null;
  const { error } = sampling;
  const isTooSlow = sampling.fps < lineRates.min;
  return (
    <div className={styles.rate} role="note" data-severity={isTooSlow ? 'error' : 'warning'}>
      <span>{t(isTooSlow ? 'editor.lineNeedsRate' : 'editor.lineSlowRate', lineRates)}</span>
      <Button size="compact-xs" loading={sampling.isBusy} onClick={sampling.onRaise}>
        {t('editor.raiseRate', lineRates)}
      </Button>
      {error && (
        <span className={styles.error} role="alert">
          <ErrorMessage text={errorText(error, t)} serverText={serverSentences(error)[0]} />
        </span>
      )}
    </div>
  );
}
