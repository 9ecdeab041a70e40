import { useWords } from '../../language/language.ts';
import { removePart } from '../../search-line/line-text.ts';
import { useParsedLine } from '../../search-line/use-parsed-line.ts';
import results from './results.module.css';

/** The conditions of the search line with a button to remove each. */
export function LineChips({ q, onChange }: { q: string; onChange: (line: string) => void }) {
  const { t } = useWords();
  const chips = useParsedLine(q)?.chips ?? [];
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
              onClick={() => onChange(removePart(q, chip))}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}
