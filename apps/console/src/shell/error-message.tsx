import styles from './notices.module.css';

interface ErrorMessageProps {
  /** In the reader's language. */
  readonly text: string;
  /** The server's more specific message, always in English. */
  readonly serverText: string | undefined;
  /** The same in the reader's language, where it is known. */
  readonly translated?: string | undefined;
}

export function ErrorMessage({ text, serverText, translated }: ErrorMessageProps) {
  return (
    <>
      <span>{text}</span>
      {serverText !== undefined && serverText !== text && (
        <span lang={translated === undefined ? 'en' : undefined} className={styles.serverText}>
          {translated ?? serverText}
        </span>
      )}
    </>
  );
}
