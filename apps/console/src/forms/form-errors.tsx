import { useEffect } from 'react';
import { useWords } from '../language/language.ts';
import { failureText } from '../shell/failure-text.ts';
import styles from './camera-form.module.css';
import type { FormProblems } from './camera-form.ts';

interface OtherProblemsProps {
  readonly own: string;
  readonly error: Error;
  readonly problems: FormProblems;
}

/** What went wrong beside the fields; silent where every complaint stands at its field. */
export function OtherProblems({ own, error, problems: { at, other } }: OtherProblemsProps) {
  const { t } = useWords();
  if (other.length === 0 && Object.keys(at).length > 0) return null;
  return (
    <div className={styles.wrong} role="alert">
      {own} {failureText(error, t)}
      {other.map((problem) => (
        <p key={problem} lang="en">
          {problem}
        </p>
      ))}
    </div>
  );
}

/** Once the complaints of a failure are drawn, goes to the first field that has one. */
export function useFocusComplaint(error: Error | null): void {
  useEffect(() => {
    if (error) document.querySelector<HTMLElement>('form [aria-invalid=true]')?.focus();
  }, [error]);
}
