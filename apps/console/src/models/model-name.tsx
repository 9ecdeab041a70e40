import { useQuery } from '@tanstack/react-query';
import type { ModelBinding } from '@vialog/contracts';
import { modelsQuery } from '../api/queries.ts';
import { useWords } from '../language/language.ts';

/** Name, version and threshold of a bound model; the id of a model that is not installed. */
export function ModelName({ model: { modelId, threshold } }: { model: ModelBinding }) {
  const { t } = useWords();
  const { data: models } = useQuery(modelsQuery);
  const card = models?.find(({ id }) => id === modelId);
  return (
    <>
      <b>{card ? `${card.name} · ${card.version}` : modelId}</b>
      {threshold !== undefined && ` · ${t('models.thresholdIs', { threshold })}`}
      {models && !card && ` · ${t('models.notInstalled')}`}
    </>
  );
}
