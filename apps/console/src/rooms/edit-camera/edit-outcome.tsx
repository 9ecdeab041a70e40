import { Button } from '@mantine/core';
import styles from '../../forms/camera-form.module.css';
import { FormErrors } from '../../forms/form-errors.tsx';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import type { EditCamera } from './use-edit-camera.ts';

/** The buttons of the form, and the result of saving: when the change takes effect, or its errors. */
export function EditOutcome({ edit }: { edit: EditCamera }) {
  const { t } = useWords();
  return (
    <div className={styles.outcome}>
      {edit.error && <FormErrors title={t('edit.failed')} error={edit.error} problems={edit.problems} />}
      <div className={styles.buttons}>
        <Button type="submit" loading={edit.busy} disabled={!edit.changed}>
          {t('edit.save')}
        </Button>
        <Button variant="default" disabled={!edit.changed} onClick={edit.discard}>
          {t('edit.discard')}
        </Button>
      </div>
      <SaveStatus edit={edit} />
    </div>
  );
}

function SaveStatus({ edit: { changed, saved } }: { edit: EditCamera }) {
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
