import { Button, Modal } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Site } from '@vialog/contracts';
import styles from '../forms/camera-form.module.css';
import { useWords } from '../language/language.ts';
import { errorText } from '../shell/error-text.ts';
import { emptySite, type SiteForm } from './site-form.ts';
import { SiteNameFields } from './site-fields.tsx';
import { useSaveSite } from './use-save-site.ts';

interface NewSiteProps {
  /** Where the camera is: the site gets its position and time zone, which can be changed later. */
  readonly at: Pick<SiteForm, 'lat' | 'lon' | 'timeZone'>;
  readonly onClose: () => void;
  readonly onCreated: (site: Site) => void;
}

/** Registers a site without leaving the zone that is being drawn. */
export function NewSite({ at, onClose, onCreated }: NewSiteProps) {
  const { t } = useWords();
  const [form, setForm] = useState<SiteForm>({ ...emptySite(at.timeZone), lat: at.lat, lon: at.lon });
  const save = useSaveSite(undefined, onCreated);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    event.stopPropagation();
    save.run(form);
  };
  return (
    // lockScroll: see help-overlay.tsx.
    <Modal.Root opened onClose={onClose} lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header role="presentation">
          <Modal.Title>{t('sites.add')}</Modal.Title>
          <Modal.CloseButton aria-label={t('shell.close')} />
        </Modal.Header>
        <Modal.Body>
          <form className={styles.dialog} onSubmit={submit} noValidate>
            <p className={styles.hint}>{t('sites.atCamera')}</p>
            <SiteNameFields
              form={form}
              problems={save.problems}
              change={(fields) => setForm((before) => ({ ...before, ...fields }))}
            />
            {save.error && (
              <p className={styles.error} role="alert">
                {t('add.failed')} {errorText(save.error, t)}
              </p>
            )}
            <div className={styles.buttons}>
              <Button type="submit" loading={save.busy}>
                {t('sites.submit')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('camera.cancel')}
              </Button>
            </div>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
