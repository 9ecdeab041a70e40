import { useWords } from '../../language/language.ts';
import { without } from '../../search-line/line-text.ts';
import { useLineReading } from '../../search-line/use-line-reading.ts';
import results from './results.module.css';

/** The conditions of the line, each removable. */
export function LineChips({ q, onChange }: { q: string; onChange: (line: string) => void }) {
  const { t } = useWords();
  const chips = useLineReading(q)?.chips ?? [];
  if (chips.length === 0) return null;
  return (
    <ul className={results.chips} aria-label={t('search.conditions')}>
      {chips.map((chip) => {
        const text = q.slice(chip.from, chip.to);
        return (
          <li key={`${chip.from}-${text}`} className={results.chip}>
            <span>{text}</span>
            <button
              type="button"
              aria-label={t('search.removeCondition', { text })}
              onClick={() => onChange(without(q, chip))}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}
