import { useWords } from '../language/language.ts';
import { ErrorMessage } from './error-message.tsx';
import { errorText, serverSentences } from './error-text.ts';
import { DeniedHint } from './notices.tsx';
import styles from './notices.module.css';

/** The error of a change; nothing without one. */
export function Failure({ error }: { error: Error | null }) {
  const { t } = useWords();
  if (!error) return null;
  return (
    <p className={styles.failure} role="alert">
      <ErrorMessage text={errorText(error, t)} serverText={serverSentences(error)[0]} />
      <DeniedHint error={error} />
    </p>
  );
}
