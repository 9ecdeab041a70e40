import { useQuery } from '@tanstack/react-query';
import type { Camera } from '@vialog/contracts';
import { modelsQuery } from '../api/queries.ts';
import { useWords } from '../language/language.ts';
import { Facts, Section } from './section.tsx';

/** Which model counts here: a number is only as good as what made it. */
export function ModelSection({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const models = useQuery(modelsQuery);
  const model = models.data?.find((each) => each.id === camera.model.modelId);
  return (
    <Section title={t('model.title')}>
      <Facts
        facts={[
          [t('model.name'), model ? `${model.name} · ${model.version}` : camera.model.modelId],
          [t('model.trainedBy'), model?.trainedBy],
          [t('model.licence'), model?.licence],
          [t('model.threshold'), camera.model.threshold ?? model?.threshold],
          [
            t('model.evaluation'),
            model?.evaluation.map((each) => `${each.set}: ${each.metric} ${each.value}`).join('; '),
          ],
          [t('model.digest'), model?.sha256.slice(0, 16)],
        ]}
      />
    </Section>
  );
}
