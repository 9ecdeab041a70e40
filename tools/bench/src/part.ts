/** Target of a figure: a limit for the ratio if there is one, otherwise for the value. */
export interface Target {
  readonly bound: 'at most' | 'at least';
  readonly limit: number;
  /** Ambitious target. */
  readonly aim?: number;
}

/** One measured figure. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it was compared with in the same run, with its figure: "bare ffmpeg + bare ONNX: 71.2 ms". */
  readonly against?: string;
  /** value / the figure it was compared with; the median of the ratios of all rounds. */
  readonly ratio?: number;
  readonly target?: Target;
  /** Command that measures this figure. */
  readonly command: string;
}

export interface PartOptions {
  /** Fewer rounds and shorter waits: for trying a part, not for publishing figures. */
  readonly quick: boolean;
  /** Reports progress. */
  readonly progress: (line: string) => void;
}

/** One part of the bench: measures related figures. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** Method, for the reader of the table. */
  readonly method: string;
  /** Runs only when named: it takes long or needs special equipment. */
  readonly onRequest?: boolean;
  readonly run: (options: PartOptions) => Promise<Row[]>;
}

export type Verdict = 'aim reached' | 'reached' | 'MISSED' | '';

export function verdictOf({ value, ratio, target }: Row): Verdict {
  if (!target) return '';
  const figure = ratio ?? value;
  const within = (limit: number): boolean => (target.bound === 'at most' ? figure <= limit : figure >= limit);
  if (target.aim !== undefined && within(target.aim)) return 'aim reached';
  return within(target.limit) ? 'reached' : 'MISSED';
}
