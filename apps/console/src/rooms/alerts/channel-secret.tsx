import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SignedAlertChannel } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import styles from './alerts.module.css';

/** The secret of the signatures of a channel, right after it was made. */
export function ChannelSecret({ channel: { secret } }: { channel: SignedAlertChannel }) {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(secret).then(() => setCopied(true));
  return (
    <div className={styles.secret} role="status">
      <TextInput
        readOnly
        className={styles.grow}
        label={t('channels.secret')}
        description={t('channels.secretHelp')}
        value={secret}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        size="sm"
        variant="default"
        onClick={copy}
        // Browsers give access to the clipboard over HTTPS and on this computer only.
        disabled={!isSecureContext}
      >
        {t('channels.copy')}
      </Button>
      {isCopied && <span>{t('channels.copied')}</span>}
    </div>
  );
}
