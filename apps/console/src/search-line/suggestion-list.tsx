import { useWords } from '../language/language.ts';
import styles from './search.module.css';
import type { LineSuggestion } from './use-suggestions.ts';

interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly LineSuggestion[];
  /** Index of the chosen suggestion; -1 without one. */
  readonly active: number;
  readonly onPick: (suggestion: LineSuggestion) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The suggestions under the search line. The focus stays in the line. */
export function SuggestionList({ id, suggestions, active, onPick }: SuggestionListProps) {
  const { t } = useWords();
  return (
    <div className={styles.suggestions}>
      <ul id={id} role="listbox" aria-label={t('search.suggestions')}>
        {suggestions.map((suggestion, index) => (
          <li
            key={suggestion.key}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            className={styles.suggestion}
            // The line must not lose the focus before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(suggestion)}
          >
            <span className={styles.suggested}>{suggestion.label}</span>
            <span className={styles.suggestedKind}>{t(`search.suggestion.${suggestion.kind}`)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.suggestionHint} aria-hidden="true">
        {t('search.suggestionKeys')}
      </p>
    </div>
  );
}
