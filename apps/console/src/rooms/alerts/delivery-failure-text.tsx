import type { DeliveryFailure } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import styles from './alerts.module.css';

/** Why an attempt failed, with the sentence of the server. */
export function DeliveryFailureText({ failure: { code, detail } }: { failure: DeliveryFailure }) {
  const { t } = useWords();
  return (
    <p className={styles.error}>
      <ErrorMessage text={t(`channels.failure.${code}`)} serverText={detail} />
    </p>
  );
}
