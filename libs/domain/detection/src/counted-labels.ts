import {
  countClasses,
  type CountClass,
  type ModelBinding,
  type ModelCard,
  twoWheelerClasses,
  vehicleClasses,
} from '@vialog/contracts';

/** What the labels of a model count as at one camera. */
export interface CountedLabels {
  /** Count class of a label index; undefined for labels that are not counted. */
  readonly classOf: (label: number) => CountClass | undefined;
  /** Labels that models confuse share a kind: car, bus and truck; bicycle and motorcycle. */
  readonly kindOf: (label: number) => string;
  /** Name of a label in the model. */
  readonly nameOf: (label: number) => string;
  /** Whether a label is a person in the model or by the class map of the camera. */
  readonly isPerson: (label: number) => boolean;
  /** Classes that this model can count at this camera. */
  readonly seen: ReadonlySet<CountClass>;
}

/** Maps the labels of the card to count classes; the class map of the camera takes precedence and can add labels. */
export function countedLabels(card: ModelCard, binding: Pick<ModelBinding, 'classMap'>): CountedLabels {
  const known = new Set<string>(countClasses);
  const classes = card.labels.map(
    (name): CountClass | undefined =>
      binding.classMap?.[name] ?? (known.has(name) ? (name as CountClass) : undefined),
  );
  return {
    classOf: (label) => classes[label],
    kindOf: (label) => kindOf(classes[label]) ?? card.labels[label] ?? '',
    nameOf: (label) => card.labels[label] ?? '',
    isPerson: (label) => card.labels[label] === 'person' || classes[label] === 'person',
    seen: new Set(classes.filter((name) => name !== undefined)),
  };
}

function kindOf(name: CountClass | undefined): string | undefined {
  if (name === undefined) return undefined;
  if ((vehicleClasses as readonly string[]).includes(name)) return 'vehicle';
  return (twoWheelerClasses as readonly string[]).includes(name) ? 'two-wheeler' : name;
}
