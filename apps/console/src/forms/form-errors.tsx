import { useEffect } from 'react';
import { useWords } from '../language/language.ts';
import { errorText } from '../shell/error-text.ts';
import styles from './camera-form.module.css';
import type { FormProblems } from './form-problems.ts';
import { ServerText } from '../shell/server-text.tsx';

interface FormErrorsProps {
  readonly title: string;
  readonly error: Error;
  readonly problems: FormProblems;
}

/** The errors that belong to no field; empty where every error is shown at its field. */
export function FormErrors({ title, error, problems: { at, other } }: FormErrorsProps) {
  const { t } = useWords();
  if (other.length === 0 && Object.keys(at).length > 0) return null;
  return (
    <div className={styles.error} role="alert">
      {title} {errorText(error, t)}
      {other.map((problem) => (
        <p key={problem}>
          <ServerText of={problem} />
        </p>
      ))}
    </div>
  );
}

/** Focuses the first invalid field after the errors are shown. */
export function useFocusFirstError(error: Error | null): void {
  useEffect(() => {
    if (error) document.querySelector<HTMLElement>('form [aria-invalid=true]')?.focus();
  }, [error]);
}
