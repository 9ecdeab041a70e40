import { useWords } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverMessages } from '../../shell/error-text.ts';
import styles from './alerts.module.css';

/** The error of a change; nothing without one. */
export function Failure({ error }: { error: Error | null }) {
  const { t } = useWords();
  if (!error) return null;
  return (
    <p className={styles.error} role="alert">
      <ErrorMessage text={errorText(error, t)} serverText={serverMessages(error)[0]} />
    </p>
  );
}
