import { ApiError } from '../api/call.ts';
import { useWords } from '../language/language.ts';
import { useTranslated } from '../search-line/use-translated.ts';
import { ErrorMessage } from './error-message.tsx';
import { errorText, serverMessages } from './error-text.ts';
import styles from './notices.module.css';

/** The error of a change; nothing without one. */
export function Failure({ error }: { error: Error | null }) {
  const { t } = useWords();
  const translated = useTranslated();
  if (!error) return null;
  const detail = error instanceof ApiError ? error.details[0] : undefined;
  const { text, lang } = detail ? translated(detail) : { text: undefined, lang: undefined };
  return (
    <p className={styles.failure} role="alert">
      <ErrorMessage
        text={errorText(error, t)}
        serverText={serverMessages(error)[0]}
        translated={lang === undefined ? text : undefined}
      />
    </p>
  );
}
