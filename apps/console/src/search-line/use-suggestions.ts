import { useQuery } from '@tanstack/react-query';
import type { Suggestion as NameSuggestion } from '@vialog/contracts';
import type { Completing } from '@vialog/search-line';
import { namesQuery } from '../api/queries.ts';
import { useWords, type Language } from '../language/language.ts';
import { useLineTools } from './use-parsed-line.ts';

/** A way to continue the search line. */
export interface LineSuggestion {
  readonly key: string;
  readonly label: string;
  readonly kind: 'day' | 'order' | 'number' | 'field' | 'value' | 'near' | NameSuggestion['kind'];
  /** The whole line with the suggestion. */
  readonly line: string;
}

/** Suggestions in the list. */
const maxSuggestions = 8;
type LineTools = NonNullable<ReturnType<typeof useLineTools>>;

/** Words of the grammar and names of the registry that continue the line; none while the list is closed. */
export function useSuggestions(line: string, isOpen: boolean): readonly LineSuggestion[] {
  const { language } = useWords();
  const tools = useLineTools();
  const completing = tools?.completeLine(line, language);
  const names = useNames(completing, isOpen);
  if (!isOpen || !tools || !completing) return [];
  const ofNames = names.flatMap((name) => nameSuggestions(name, { tools, completing, line, language }));
  const words = wordSuggestions(line, completing);
  return [...words.slice(0, maxSuggestions - Math.min(4, ofNames.length)), ...ofNames].slice(
    0,
    maxSuggestions,
  );
}

/** Names that begin with the typed part of a name. */
function useNames(completing: Completing | undefined, isOpen: boolean): readonly NameSuggestion[] {
  const typed = completing?.typed ?? '';
  const isNamed = completing?.names !== undefined && typed !== '';
  const { data } = useQuery({
    ...namesQuery(typed, kindsOf(completing?.names)),
    enabled: isOpen && isNamed,
    placeholderData: (before) => before,
  });
  return isNamed ? (data ?? []) : [];
}

const wordSuggestions = (line: string, { words, from }: Completing): readonly LineSuggestion[] =>
  words.map(({ kind, text }) => {
    const end = kind === 'number' || kind === 'field' ? '' : ' ';
    return { key: `${kind} ${text}`, kind, label: text, line: `${line.slice(0, from)}${text}${end}` };
  });

function kindsOf(names: Completing['names']): readonly NameSuggestion['kind'][] {
  if (names === undefined || names === 'any') return ['site', 'camera', 'group', 'zone', 'tag'];
  return names === 'near' ? ['site', 'camera'] : [names];
}

interface Naming {
  readonly tools: LineTools;
  readonly completing: Completing;
  readonly line: string;
  readonly language: Language;
}

/** A site without a field is a place to be in, or to be near. */
function nameSuggestions(
  { kind, name }: NameSuggestion,
  { tools, completing, line, language }: Naming,
): readonly LineSuggestion[] {
  const start = line.slice(0, completing.from);
  const suggestion = (as: LineSuggestion['kind'], text: string): LineSuggestion => ({
    key: `${as} ${name}`,
    kind: as,
    label: as === 'near' ? text : name,
    line: `${start}${text} `,
  });
  if (completing.names !== 'any') return [suggestion(kind, tools.quotedWord(name))];
  const named = suggestion(kind, tools.nameCondition(kind, name, language));
  return kind === 'site' ? [named, suggestion('near', tools.nameCondition('near', name, language))] : [named];
}
