import { distance } from 'fastest-levenshtein';

/**
 * Returns the word that the user probably meant: the nearest one by Levenshtein distance, at most 2 edits and at most half
 * of the letters away. Ignores case.
 */
export function suggestWord(found: string, words: Iterable<string>): string | undefined {
  const wanted = found.toLowerCase();
  const limit = Math.min(2, Math.floor(found.length / 2));
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const word of words) {
    if (Math.abs(word.length - wanted.length) > limit) continue;
    const edits = distance(wanted, word.toLowerCase());
    if (edits <= limit && (!best || edits < best.edits)) best = { word, edits };
  }
  return best?.word;
}
