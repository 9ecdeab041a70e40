import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modelsQuery, type ModelSummary } from '../../api/queries.ts';
import { oneDecimal } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { Evaluation } from '../../models/evaluation.tsx';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { Facts, Section } from '../../shell/section.tsx';
import styles from './models.module.css';

/** The installed models with the figures of their cards. */
export function ModelList() {
  const { t } = useWords();
  const { data: models, error, refetch } = useQuery(modelsQuery);
  return (
    <Section title={t('models.installed')}>
      {!models && (error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <LoadingNotice />)}
      <ul className={styles.cards}>
        {models?.map((model) => (
          <ModelCard key={model.id} model={model} />
        ))}
      </ul>
    </Section>
  );
}

function ModelCard({ model }: { model: ModelSummary }) {
  const { t, tag } = useWords();
  const { id, name, version, cameras, bytes, threshold, licence, trainedBy, digest, evaluation } = model;
  return (
    <li className={styles.card} data-model={id}>
      <h3 className={styles.cardTitle}>{`${name} · ${version}`}</h3>
      <Facts
        facts={[
          [
            t('models.usedBy'),
            <Link to="/" search={{ model: id }}>
              {t('models.cameras', { count: cameras })}
            </Link>,
          ],
          [t('models.id'), id],
          [t('models.size'), t('models.megabytes', { mb: oneDecimal(bytes / 1_000_000, tag) })],
          [t('models.threshold'), threshold],
          [t('model.licence'), licence],
          [t('model.trainedBy'), trainedBy],
          [t('models.digest'), digest],
        ]}
      />
      <Evaluation figures={evaluation} />
    </li>
  );
}
