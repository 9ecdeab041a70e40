import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Dispatch } from 'react';
import type { Camera } from '@vialog/contracts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { errorText, serverSentences } from '../../shell/error-text.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import type { HistoryAction } from '../../zones/editor-history.ts';
import type { EditorState } from '../../zones/editor-state.ts';
import type { SaveZones } from './use-save-zones.ts';
import { draftsOf } from '../../zones/zone-draft.ts';
import styles from '../../zones/zone-editor.module.css';
import { ServerText } from '../../shell/server-text.tsx';

interface EditorBarProps {
  readonly camera: Camera;
  readonly state: EditorState;
  readonly save: SaveZones;
  readonly dispatch: Dispatch<HistoryAction>;
}

export function EditorBar({ camera, state, save, dispatch }: EditorBarProps) {
  const { t } = useWords();
  return (
    <header className={styles.bar}>
      <div>
        <Link to="/cameras/$cameraId" params={{ cameraId: camera.cameraId }} className={styles.back}>
          {t('editor.back')}
        </Link>
        <h1 className={styles.title}>{t('editor.title', { name: camera.name })}</h1>
      </div>
      <div className={styles.actions}>
        <Button
          size="sm"
          variant="default"
          disabled={!state.changed}
          onClick={() => dispatch({ kind: 'load', zones: draftsOf(camera) })}
        >
          {t('editor.discard')}
        </Button>
        <Button size="sm" loading={save.busy} onClick={save.run}>
          {t('editor.save')}
        </Button>
      </div>
      <SaveOutcome camera={camera} state={state} save={save} />
    </header>
  );
}

function SaveOutcome({ camera, state, save }: Omit<EditorBarProps, 'dispatch'>) {
  const { t, tag } = useWords();
  if (save.error) {
    const general = save.problems.filter((problem) => problem.zone < 0);
    return (
      <div className={styles.error} role="alert">
        {save.problems.length > 0 ? (
          <p>{t('editor.invalid')}</p>
        ) : (
          <ErrorMessage text={errorText(save.error, t)} serverText={serverSentences(save.error)[0]} />
        )}
        {general.map((problem) => (
          <p key={problem.message}>
            <ServerText of={problem.message} />
          </p>
        ))}
      </div>
    );
  }
  if (state.changed) return <p className={styles.note}>{t('editor.unsaved')}</p>;
  if (!save.saved) return null;
  const time = fullTime(Date.parse(save.saved.camera.validFromAt), {
    language: tag,
    timeZone: camera.timeZone,
  });
  return (
    <div className={styles.saved} role="status">
      <p>{t('editor.saved', { time })}</p>
      {save.saved.warnings.length > 0 && <p>{t('editor.warnings')}</p>}
      {save.saved.warnings.map((warning) => (
        <p key={warning}>
          <ServerText of={warning} />
        </p>
      ))}
    </div>
  );
}
