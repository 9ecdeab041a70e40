import { ApiFailure } from '../../api/call.ts';
import { useWords } from '../../language/language.ts';
import { useLineReading } from '../../search-line/use-line-reading.ts';
import { failureText } from '../../shell/failure-text.ts';
import { Trouble } from '../../shell/notices.tsx';
import results from './results.module.css';

interface SearchFailureProps {
  readonly q: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Why nothing was found; what stands under the line already is not said again. */
export function SearchFailure({ q, error, onRetry }: SearchFailureProps) {
  const { t } = useWords();
  const reading = useLineReading(q);
  const details = error instanceof ApiFailure && error.status === 400 ? error.details : [];
  if (details.length === 0) return <Trouble error={error} onRetry={onRetry} />;
  const underLine = reading?.problems[0];
  const others = details.filter((detail) => detail.from === undefined || detail.from !== underLine?.from);
  return (
    <div className={results.failure} role="alert">
      <strong>{failureText(error, t)}</strong>
      {reading &&
        others.map((detail) => (
          <p key={`${detail.from}-${detail.message}`} lang="en">
            {detail.message}
          </p>
        ))}
    </div>
  );
}
