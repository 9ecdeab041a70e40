import { useQuery } from '@tanstack/react-query';
import type { Camera } from '@vialog/contracts';
import { modelsQuery, type ModelSummary } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { Facts, Section } from '../../shell/section.tsx';
import styles from '../../shell/section.module.css';

/** The detection model of the camera. */
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
          [t('model.digest'), model?.sha256.slice(0, 16)],
        ]}
      />
      {model && model.evaluation.length > 0 && <Evaluation figures={model.evaluation} />}
    </Section>
  );
}

/** The evaluation metrics of the model, collapsed because there are many. */
function Evaluation({ figures }: { figures: ModelSummary['evaluation'] }) {
  const { t } = useWords();
  return (
    <details className={styles.details}>
      <summary>{t('model.evaluation', { figures: figures.length })}</summary>
      <table className={styles.table}>
        <tbody>
          {figures.map((each) => (
            <tr key={`${each.set} ${each.metric}`}>
              <th scope="row">
                {each.set}
                <span>{each.metric}</span>
              </th>
              <td>{each.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
