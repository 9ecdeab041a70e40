import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../language/language.ts';
import styles from './camera-room.module.css';

/** Retires the camera after a confirmation. A retired camera cannot be resumed; its counts stay searchable. */
export function Retire({ name, busy, onRetire }: { name: string; busy: boolean; onRetire: () => void }) {
  const { t } = useWords();
  const [confirming, setConfirming] = useState(false);
  const close = () => setConfirming(false);
  const retire = () => {
    close();
    onRetire();
  };
  return (
    <>
      <Button size="xs" variant="default" loading={busy} onClick={() => setConfirming(true)}>
        {t('camera.retire')}
      </Button>
      {/* lockScroll: see help-overlay.tsx. */}
      <Modal.Root opened={confirming} onClose={close} lockScroll={false}>
        <Modal.Overlay />
        <Modal.Content>
          {/* Without this role the dialog header is announced as the page banner. */}
          <Modal.Header role="presentation">
            <Modal.Title>{t('camera.retireTitle', { name })}</Modal.Title>
            <Modal.CloseButton aria-label={t('shell.close')} />
          </Modal.Header>
          <Modal.Body>
            <p className={styles.question}>{t('camera.retireText')}</p>
            <div className={styles.buttons}>
              <Button size="xs" variant="default" onClick={close}>
                {t('camera.cancel')}
              </Button>
              <Button size="xs" color="red" onClick={retire}>
                {t('camera.confirmRetire')}
              </Button>
            </div>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
