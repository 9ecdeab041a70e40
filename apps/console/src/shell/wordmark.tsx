import styles from './shell.module.css';

/** The logo: a path that ends in points. */
export function Wordmark() {
  return (
    <span className={styles.wordmark}>
      <svg viewBox="0 0 24 20" width="24" height="20" aria-hidden="true">
        <path
          d="M2 4l6 12 4-8"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.600"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="13.500" cy="3.600" r="1.900" fill="currentColor" />
        <circle cx="19.500" cy="3.600" r="1.900" fill="currentColor" opacity=".55" />
        <circle cx="16.800" cy="9" r="1.900" fill="currentColor" opacity=".8" />
      </svg>
      Vialog
    </span>
  );
}
