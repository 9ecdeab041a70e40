import styles from './notices.module.css';

interface ErrorMessageProps {
  /** In the reader's language. */
  readonly text: string;
  /** The server's more specific message, always in English. */
  readonly serverText: string | undefined;
}

export function ErrorMessage({ text, serverText }: ErrorMessageProps) {
  return (
    <>
      <span>{text}</span>
      {serverText !== undefined && serverText !== text && (
        <span lang="en" className={styles.serverText}>
          {serverText}
        </span>
      )}
    </>
  );
}
