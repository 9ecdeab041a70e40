const states = ['0', '1', '-'] as const;

/**
 * Returns the most frequent state of each parking space: 0 free, 1 occupied, - unknown. In a tie, the latest frame that
 * shows one of the tied states decides. `-` is a state like the others, so a space that is unknown on most frames is
 * unknown, and never free.
 * @param frames states per frame, in order of time; frames with another number of spaces are ignored
 * @returns undefined when no frame has the number of spaces
 */
export function majorityBays(frames: readonly string[], spaces: number): string | undefined {
  const valid = frames.filter((frame) => frame.length === spaces);
  if (valid.length === 0 || spaces === 0) return undefined;
  return Array.from({ length: spaces }, (_, i) => majorityOf(valid, i)).join('');
}

function majorityOf(frames: readonly string[], space: number): string {
  const votes = { '0': 0, '1': 0, '-': 0 };
  for (const frame of frames) votes[frame[space] as keyof typeof votes] += 1;
  const highest = Math.max(...Object.values(votes));
  const leading = states.filter((state) => votes[state] === highest);
  if (leading.length === 1) return leading[0] as string;
  const latest = frames.findLast((frame) => (leading as string[]).includes(frame[space] as string));
  return (latest as string)[space] as string;
}
