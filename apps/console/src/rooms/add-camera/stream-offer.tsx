import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';

interface StreamOfferProps {
  readonly url: string;
  readonly onUse: () => void;
  /** What kind of stream it is. */
  readonly children: ReactNode;
}

/** Another stream of the same view, which can be used instead. */
export function StreamOffer({ url, onUse, children }: StreamOfferProps) {
  const { t } = useWords();
  return (
    <div className={styles.offer}>
      <span>
        {children} <code className={styles.code}>{url}</code>
      </span>
      <Button size="compact-sm" variant="default" onClick={onUse}>
        {t('wizard.useStream')}
      </Button>
    </div>
  );
}
