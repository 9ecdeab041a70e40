import styles from './notices.module.css';

/** What the console says in the reader's language, and the server's sentence behind it: that is always English. */
export function ServerSaid({ own, said }: { own: string; said: string | undefined }) {
  return (
    <>
      <span>{own}</span>
      {said !== undefined && said !== own && (
        <span lang="en" className={styles.said}>
          {said}
        </span>
      )}
    </>
  );
}
