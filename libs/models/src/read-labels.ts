import {
  type CountClass,
  type ModelBinding,
  type ModelCard,
  countClasses,
  vehicleClasses,
} from '@vialog/contracts';

/** How a model's labels are read at one camera. Arrays are in the order of the card's labels. */
export interface LabelReading {
  /** Least score that counts, 0..1. */
  readonly threshold: number;
  /** What an object with this label counts as in `view` and areas; undefined: it is never let out. */
  readonly countsAs: readonly (CountClass | undefined)[];
  /** The same for objects inside a bay, where any object may stand for a vehicle (steep views). */
  readonly countsInBays: readonly (CountClass | undefined)[];
  /** Labels the camera's class map names and the model does not have, for instance after a change of model. */
  readonly unknownLabels: readonly string[];
}

/** What the camera's binding makes of a card: the class map goes before the label's own name, the allow-list over all. */
export function readLabels(card: ModelCard, binding: ModelBinding): LabelReading {
  const map = new Map(Object.entries(binding.classMap ?? {}));
  const countsAs = card.labels.map((label) => map.get(label) ?? ownClass(label));
  return {
    threshold: binding.threshold ?? card.threshold,
    countsAs,
    countsInBays: countsAs.map((found, i) => classInBay(found, card.labels[i] ?? '', binding)),
    unknownLabels: [...map.keys()].filter((label) => !card.labels.includes(label)),
  };
}

function ownClass(label: string): CountClass | undefined {
  return countClasses.find((allowed) => allowed === label);
}

/** Bays hold vehicles and motorcycles; a person or a bicycle in one does not take it. */
function classInBay(
  found: CountClass | undefined,
  label: string,
  binding: ModelBinding,
): CountClass | undefined {
  if (found === 'motorcycle' || vehicleClasses.some((vehicle) => vehicle === found)) return found;
  const mayStand = binding.anyClassInBays === true && found !== 'person' && label !== 'person';
  return mayStand ? 'car' : undefined;
}
