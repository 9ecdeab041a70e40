import type { ModelBinding, ModelCard } from '@vialog/contracts';
import { isPersonLabel } from './refused-labels.ts';

/**
 * What is wrong with a camera's binding for this model. Labels its class map names and the model does not have, for
 * instance after a change of model: they would never be seen. People counted as something else: they would be published
 * in slots shorter than the privacy floor of `person`. The registry refuses such a binding.
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

/** A label that differs only in case, spaces and dashes is most likely the one that was meant. */
function hint({ labels }: ModelCard, label: string): string {
  const bare = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');
  const meant = labels.find((known) => bare(known) === bare(label));
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}
