import { useState } from 'react';
import { useWords } from '../../language/language.ts';
import { removePart } from '../../search-line/line-text.ts';
import type { LineChip } from '../../search-line/parsed-line.ts';
import { useLineTools, useParsedLine } from '../../search-line/use-parsed-line.ts';
import results from './results.module.css';

interface LineChipsProps {
  readonly q: string;
  readonly onChange: (line: string) => void;
}

/** The conditions of the search line in the language of the reader; each can be changed and removed. */
export function LineChips({ q, onChange }: LineChipsProps) {
  const { t } = useWords();
  const chips = useParsedLine(q)?.chips ?? [];
  if (chips.length === 0) return null;
  return (
    <ul className={results.chips} aria-label={t('search.conditions')}>
      {chips.map((chip) => (
        <Chip key={`${chip.from}-${chip.to}-${q}`} q={q} chip={chip} onChange={onChange} />
      ))}
    </ul>
  );
}

function Chip({ q, chip, onChange }: LineChipsProps & { chip: LineChip }) {
  const { t, language } = useWords();
  const [isEdited, setEdited] = useState(false);
  const text = chip.shown[language];
  const replaced = (condition: string) => `${q.slice(0, chip.from)}${condition}${q.slice(chip.to)}`;
  if (isEdited)
    return (
      <li className={results.chip}>
        <ChipEditor
          text={text}
          lineOf={replaced}
          onDone={(line) => {
            setEdited(false);
            if (line !== undefined) onChange(line);
          }}
        />
      </li>
    );
  return (
    <li className={results.chip}>
      <button
        type="button"
        className={results.edit}
        aria-label={t('search.editCondition', { text })}
        onClick={() => setEdited(true)}
      >
        {text}
      </button>
      <button
        type="button"
        aria-label={t('search.removeCondition', { text })}
        onClick={() => onChange(removePart(q, chip))}
      >
        ×
      </button>
    </li>
  );
}

interface ChipEditorProps {
  readonly text: string;
  /** The whole line with another condition. */
  readonly lineOf: (condition: string) => string;
  /** Called with the changed line, or without one when nothing changed. */
  readonly onDone: (line?: string) => void;
}

/** Enter or leaving the field applies a valid condition; Escape cancels. */
function ChipEditor({ text, lineOf, onDone }: ChipEditorProps) {
  const { t } = useWords();
  const tools = useLineTools();
  const [typed, setTyped] = useState(text);
  const isValid = typed.trim() !== '' && (tools?.parseLine(lineOf(typed)).problems.length ?? 0) === 0;
  const finish = () => onDone(typed === text ? undefined : lineOf(typed.trim()));
  return (
    <input
      type="text"
      autoFocus
      value={typed}
      aria-label={t('search.editCondition', { text })}
      aria-invalid={!isValid}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => (isValid ? finish() : onDone())}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
        if (event.key === 'Enter' && isValid && !event.nativeEvent.isComposing) finish();
      }}
    />
  );
}
