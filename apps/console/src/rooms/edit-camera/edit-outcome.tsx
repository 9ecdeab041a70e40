import { Button } from '@mantine/core';
import styles from '../../forms/camera-form.module.css';
import { OtherProblems } from '../../forms/form-errors.tsx';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import type { EditCamera } from './use-edit-camera.ts';

/** Saves or discards, and says what came of it: from when the change is in force, or what does not fit. */
export function EditOutcome({ edit }: { edit: EditCamera }) {
  const { t } = useWords();
  return (
    <div className={styles.outcome}>
      {edit.error && <OtherProblems own={t('edit.other')} error={edit.error} problems={edit.problems} />}
      <div className={styles.buttons}>
        <Button type="submit" loading={edit.busy} disabled={!edit.changed}>
          {t('edit.save')}
        </Button>
        <Button variant="default" disabled={!edit.changed} onClick={edit.discard}>
          {t('edit.discard')}
        </Button>
      </div>
      <Standing edit={edit} />
    </div>
  );
}

function Standing({ edit: { changed, saved } }: { edit: EditCamera }) {
  const { t, tag } = useWords();
  if (changed) return <p className={styles.hint}>{t('edit.unsaved')}</p>;
  if (!saved) return null;
  const time = fullTime(Date.parse(saved.validFromAt), { language: tag, timeZone: saved.timeZone });
  return (
    <p className={styles.saved} role="status">
      {t('edit.saved', { time })}
    </p>
  );
}
