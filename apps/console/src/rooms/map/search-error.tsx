import { ApiError } from '../../api/call.ts';
import { useWords } from '../../language/language.ts';
import { useParsedLine } from '../../search-line/use-parsed-line.ts';
import { useServerText } from '../../language/use-server-text.ts';
import { errorText } from '../../shell/error-text.ts';
import { ErrorNotice } from '../../shell/notices.tsx';
import results from './results.module.css';

interface SearchErrorProps {
  readonly q: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Why the search failed, without the message that the search field already shows. */
export function SearchError({ q, error, onRetry }: SearchErrorProps) {
  const { t } = useWords();
  const reading = useParsedLine(q);
  const textOf = useServerText();
  const details = error instanceof ApiError && error.status === 400 ? error.details : [];
  if (details.length === 0) return <ErrorNotice error={error} onRetry={onRetry} />;
  const underLine = reading?.problems[0];
  const others = details.filter((detail) => detail.from === undefined || detail.from !== underLine?.from);
  return (
    <div className={results.failure} role="alert">
      <strong>{errorText(error, t)}</strong>
      {reading &&
        others.map((detail) => {
          const { text, lang } = textOf(detail);
          return (
            <p key={`${detail.from}-${detail.message}`} lang={lang}>
              {text}
            </p>
          );
        })}
    </div>
  );
}
