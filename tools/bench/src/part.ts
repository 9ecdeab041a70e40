/** What a figure should come to: a limit for the value, or for its ratio where there is one. */
export interface Target {
  readonly sense: 'at most' | 'at least';
  readonly limit: number;
  /** What would be better still. */
  readonly aim?: number;
}

/** One measured figure. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it was measured beside in the same run, with its own figure: "bare ffmpeg + bare ONNX: 71.2 ms". */
  readonly against?: string;
  /** value / the same figure of what it was measured against. */
  readonly ratio?: number;
  readonly target?: Target;
  /** Prints this figure again. */
  readonly command: string;
}

export interface PartOptions {
  /** Fewer rounds and shorter waits: to try a part, not to quote it. */
  readonly quick: boolean;
  /** Says what is being done. */
  readonly say: (line: string) => void;
}

/** One part of the bench: measures a few figures that belong together. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** How it is measured, for whoever reads the table. */
  readonly method: string;
  /** Left out of a run that names no part: too long, or needs what not every machine has. */
  readonly onRequest?: boolean;
  readonly run: (options: PartOptions) => Promise<Row[]>;
}

export type Verdict = 'aim reached' | 'reached' | 'MISSED' | '';

export function verdictOf({ value, ratio, target }: Row): Verdict {
  if (!target) return '';
  const figure = ratio ?? value;
  const within = (limit: number): boolean => (target.sense === 'at most' ? figure <= limit : figure >= limit);
  if (target.aim !== undefined && within(target.aim)) return 'aim reached';
  return within(target.limit) ? 'reached' : 'MISSED';
}
