import { Button } from '@mantine/core';
import styles from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import type { StreamTest } from './use-stream-probe.ts';

interface CertificateOfferProps {
  /** SHA-256 of the certificate that the camera presented, 64 hexadecimal digits. */
  readonly fingerprint: string;
  readonly probe: StreamTest;
}

/** Offers to accept a certificate that is not trusted, after it was compared with the one that the camera shows. */
export function CertificateOffer({ fingerprint, probe }: CertificateOfferProps) {
  const { t } = useWords();
  return (
    <div className={styles.offer}>
      <span>
        {t('probe.certificate')} <code className={styles.code}>{pairsOf(fingerprint)}</code>
      </span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => probe.runWith({ certificate: pairsOf(fingerprint) })}
      >
        {t('probe.trust')}
      </Button>
    </div>
  );
}

/** `ab12…` as `AB:12:…`, as cameras and browsers show fingerprints. */
const pairsOf = (fingerprint: string): string => fingerprint.toUpperCase().match(/../g)?.join(':') ?? '';
