import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Camera } from '@vialog/contracts';
import { modelsQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { Evaluation } from '../../models/evaluation.tsx';
import { useScopeName } from '../../models/scope-name.tsx';
import { Facts, Section } from '../../shell/section.tsx';

/** The detection model of the camera. */
export function ModelSection({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const models = useQuery(modelsQuery);
  const model = models.data?.find((each) => each.id === camera.model.modelId);
  const source = useScopeName(camera.modelFrom ?? { kind: 'default' });
  return (
    <Section
      title={t('model.title')}
      aside={
        <Link to="/models" search={{ camera: camera.cameraId }}>
          {t('model.why')}
        </Link>
      }
    >
      <Facts
        facts={[
          [t('model.name'), model ? `${model.name} · ${model.version}` : camera.model.modelId],
          [t('model.source'), source],
          [t('model.trainedBy'), model?.trainedBy],
          [t('model.licence'), model?.licence],
          [t('model.threshold'), camera.model.threshold ?? model?.threshold],
          [t('model.digest'), model?.sha256.slice(0, 16)],
        ]}
      />
      {model && <Evaluation figures={model.evaluation} />}
    </Section>
  );
}
