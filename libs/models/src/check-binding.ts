import type { ModelBinding, ModelCard } from '@vialog/contracts';

/**
 * What is wrong with a camera's binding for this model: labels its class map names and the model does not have, for
 * instance after a change of model. The registry refuses such a binding: the mapped labels would never be seen.
 */
export function bindingProblems(card: ModelCard, binding: ModelBinding): string[] {
  return Object.keys(binding.classMap ?? {})
    .filter((label) => !card.labels.includes(label))
    .map((label) => `${card.name} has no label "${label}"${hint(card, label)}`);
}

/** A label that differs only in case, spaces and dashes is most likely the one that was meant. */
function hint({ labels }: ModelCard, label: string): string {
  const bare = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');
  const meant = labels.find((known) => bare(known) === bare(label));
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}
