import {
  countClasses,
  type CountClass,
  type ModelBinding,
  type ModelCard,
  twoWheelerClasses,
  vehicleClasses,
} from '@vialog/contracts';

/** What the labels of a model mean at one camera. */
export interface CountedLabels {
  /** Label index → class that may leave the detector; undefined for everything else. The only way out. */
  readonly classOf: (label: number) => CountClass | undefined;
  /** Labels one object is mixed up between share a kind: car, bus and truck; bicycle and motorcycle. */
  readonly kindOf: (label: number) => string;
  /** Whether a label is a person, whatever the camera maps it to. */
  readonly isPerson: (label: number) => boolean;
  /** Classes this model can see at this camera. */
  readonly seen: ReadonlySet<CountClass>;
}

/** The card's labels through the allow-list of count classes, then the camera's own map (which may move or add labels). */
export function countedLabels(card: ModelCard, binding: Pick<ModelBinding, 'classMap'>): CountedLabels {
  const own = new Set<string>(countClasses);
  const classes = card.labels.map(
    (name): CountClass | undefined =>
      binding.classMap?.[name] ?? (own.has(name) ? (name as CountClass) : undefined),
  );
  return {
    classOf: (label) => classes[label],
    kindOf: (label) => kindOf(classes[label]) ?? card.labels[label] ?? '',
    isPerson: (label) => card.labels[label] === 'person' || classes[label] === 'person',
    seen: new Set(classes.filter((name) => name !== undefined)),
  };
}

function kindOf(name: CountClass | undefined): string | undefined {
  if (name === undefined) return undefined;
  if ((vehicleClasses as readonly string[]).includes(name)) return 'vehicle';
  return (twoWheelerClasses as readonly string[]).includes(name) ? 'two-wheeler' : name;
}
