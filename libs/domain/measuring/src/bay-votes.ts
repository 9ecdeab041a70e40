const states = ['0', '1', '-'] as const;

/**
 * Majority of frames per parking space: 0 free, 1 taken, - cannot be judged. The state that most frames show stands;
 * between states shown equally often, the one of the latest frame that shows one of them. `-` is a state like the
 * others, so a space that most frames cannot judge is unknown, and never free.
 * Frames in order of time; those with another number of spaces are passed over. Undefined where no frame is left.
 */
export function majorityBays(frames: readonly string[], spaces: number): string | undefined {
  const fitting = frames.filter((frame) => frame.length === spaces);
  if (fitting.length === 0 || spaces === 0) return undefined;
  return Array.from({ length: spaces }, (_, i) => majorityOf(fitting, i)).join('');
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
