import type { ServerSentence } from '../language/server-sentence.ts';
import { useServerText, type TextInLanguage } from '../language/use-server-text.ts';
import styles from './notices.module.css';

interface ErrorMessageProps {
  /** In the reader's language. */
  readonly text: string;
  /** The server's more specific sentence. */
  readonly serverText: ServerSentence | string | undefined;
  /** The same in the reader's language, where it is known without the server. */
  readonly translated?: string | undefined;
}

export function ErrorMessage({ text, serverText, translated }: ErrorMessageProps) {
  const textOf = useServerText();
  const more = serverText === undefined ? undefined : (ownText(translated) ?? textOf(serverText));
  return (
    <>
      <span>{text}</span>
      {more !== undefined && more.text !== '' && more.text !== text && (
        <span lang={more.lang} className={styles.serverText}>
          {more.text}
        </span>
      )}
    </>
  );
}

const ownText = (text: string | undefined): TextInLanguage | undefined =>
  text === undefined ? undefined : { text, lang: undefined };
