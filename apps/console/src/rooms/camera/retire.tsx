import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../language/language.ts';
import styles from './camera-room.module.css';

/** Ends a camera for good, after asking: nothing brings it back, and what it counted stays. */
export function Retire({ name, busy, onRetire }: { name: string; busy: boolean; onRetire: () => void }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const retire = () => {
    close();
    onRetire();
  };
  return (
    <>
      <Button size="xs" variant="default" loading={busy} onClick={() => setAsking(true)}>
        {t('camera.retire')}
      </Button>
      {/* lockScroll: see the help. */}
      <Modal.Root opened={asking} onClose={close} lockScroll={false}>
        <Modal.Overlay />
        <Modal.Content>
          {/* A header inside a dialog is no banner of the page. */}
          <Modal.Header role="presentation">
            <Modal.Title>{t('camera.retireTitle', { name })}</Modal.Title>
            <Modal.CloseButton aria-label={t('shell.close')} />
          </Modal.Header>
          <Modal.Body>
            <p className={styles.ask}>{t('camera.retireText')}</p>
            <div className={styles.buttons}>
              <Button size="xs" onClick={retire}>
                {t('camera.retireSure')}
              </Button>
              <Button size="xs" variant="default" onClick={close}>
                {t('camera.keep')}
              </Button>
            </div>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
