import { countClasses, type CountClass } from '@vialog/contracts';
import type { SumsParts } from '@vialog/events';
import type { Sums } from './sums-table.ts';

/** One column of the hour sums of a pack, and how hours are added. */
export interface PackColumn {
  readonly name: string;
  readonly isMax: boolean;
  /** Stored value of an hour; 0 if the hour does not have the number. */
  readonly valueOf: (sums: Sums) => number;
  /** Stored values are this much higher, so that 0 means that the hour does not have the number. */
  readonly plus: 0 | 1;
  /** Column whose 0 means that the hour does not have this number; undefined: every hour has it. */
  readonly presence?: string;
}

const always = (name: string, valueOf: (sums: Sums) => number, isMax = false): PackColumn => ({
  name,
  isMax,
  valueOf,
  plus: 0,
});

const base: readonly PackColumn[] = [
  always('measured', ({ measured }) => measured),
  always('total', ({ total }) => total.sum),
  always('max', ({ total }) => total.max, true),
];

const spaces: readonly PackColumn[] = [
  always('occupied', ({ occupied }) => occupied),
  always('unknown', ({ unknown }) => unknown),
  always('capacity', ({ capacity }) => capacity),
];

const ofClass = (name: CountClass): readonly PackColumn[] => [
  {
    name: `${name}_sum`,
    isMax: false,
    valueOf: ({ classes }) => classes[name]?.sum ?? 0,
    plus: 0,
    presence: `${name}_max`,
  },
  {
    name: `${name}_max`,
    isMax: true,
    valueOf: ({ classes }) => (classes[name]?.max ?? -1) + 1,
    plus: 1,
    presence: `${name}_max`,
  },
];

const crossings: readonly PackColumn[] = (['inbound', 'outbound'] as const).flatMap((direction) =>
  countClasses.map((name): PackColumn => {
    const column = `${direction}_${name}`;
    const valueOf = (sums: Sums): number => (sums.crossings?.[direction][name] ?? -1) + 1;
    return { name: column, isMax: false, valueOf, plus: 1, presence: column };
  }),
);

const stopped: readonly PackColumn[] = (['slots', 'sum', 'max'] as const).map((part) => ({
  name: `stopped_${part}`,
  isMax: part === 'max',
  valueOf: (sums) => sums.stopped?.[part] ?? 0,
  plus: 0,
  presence: 'stopped_slots',
}));

const turnover: readonly PackColumn[] = (
  ['slots', 'arrivals', 'departures', 'comparedMs', 'occupiedMs'] as const
).map((part) => ({
  name: `turnover_${part}`,
  isMax: false,
  valueOf: (sums) => sums.turnover?.[part] ?? 0,
  plus: 0,
  presence: 'turnover_slots',
}));

export const packColumns: readonly PackColumn[] = [
  ...base,
  ...spaces,
  ...countClasses.flatMap(ofClass),
  ...crossings,
  ...stopped,
  ...turnover,
];

/** The columns of these parts; all if undefined. */
export function columnsFor(parts: SumsParts | undefined): readonly PackColumn[] {
  if (!parts) return packColumns;
  return [
    ...base,
    ...(parts.spaces ? spaces : []),
    ...(parts.classes ?? []).flatMap(ofClass),
    ...(parts.crossings ? crossings : []),
    ...(parts.stopped ? stopped : []),
    ...(parts.turnover ? turnover : []),
  ];
}
