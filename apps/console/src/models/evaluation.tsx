import type { ModelSummary } from '../api/queries.ts';
import { useWords } from '../language/language.ts';
import styles from '../shell/section.module.css';

/** The evaluation metrics of a model, collapsed because there are many. */
export function Evaluation({ figures }: { figures: ModelSummary['evaluation'] }) {
  const { t } = useWords();
  if (figures.length === 0) return null;
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
