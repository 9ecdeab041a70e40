import type { ModelBinding, ModelCard } from '@vialog/contracts';
import { isPersonLabel } from './rejected-labels.ts';

/**
 * Problems of the binding of a camera to this model; the registry rejects a binding with problems. Labels of the class map
 * that the model does not have, for instance after a change of the model, would never be counted. People counted as another
 * class would be published in slots shorter than the privacy floor of `person`.
 */
export function bindingProblems(card: ModelCard, binding: ModelBinding): string[] {
  const map = Object.entries(binding.classMap ?? {});
  return [
    ...map
      .filter(([label]) => !card.labels.includes(label))
      .map(([label]) => `${card.name} has no label "${label}"${hint(card, label)}`),
    ...map
      .filter(([label, as]) => isPersonLabel(label) && as !== 'person')
      .map(
        ([label, as]) =>
          `label "${label}" stands for people and cannot count as ${as}; name "person" in the classes of a zone instead`,
      ),
  ];
}

/** Suggests the label that differs only in case, spaces, dashes and underscores. */
function hint({ labels }: ModelCard, label: string): string {
  const bare = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');
  const similar = labels.find((known) => bare(known) === bare(label));
  return similar === undefined ? '' : `; did you mean "${similar}"?`;
}
