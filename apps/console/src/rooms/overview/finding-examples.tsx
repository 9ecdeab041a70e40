import { Link } from '@tanstack/react-router';
import type { AttentionFinding, FindingExample } from '@vialog/contracts';
import { ageText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { exampleText } from './finding-values.ts';
import styles from './overview.module.css';

/** The first things that a finding is about, with links to their pages. */
export function FindingExamples({ finding: { examples } }: { finding: AttentionFinding }) {
  const { t } = useWords();
  if (examples.length === 0) return null;
  return (
    <ul className={styles.examples} aria-label={t('overview.examples')}>
      {examples.map((example, i) => (
        <li key={`${example.name} ${i}`}>
          <ExampleName example={example} />
          <ExampleFacts example={example} />
        </li>
      ))}
    </ul>
  );
}

function ExampleFacts({ example }: { example: FindingExample }) {
  const { t, tag } = useWords();
  const now = useNow();
  const since = example.sinceAt;
  const age = since === undefined ? '' : ageText(Math.max(0, now - Date.parse(since)), t);
  return <span className={styles.soft}>{exampleText(example, { t, tag }) || age}</span>;
}

function ExampleName({ example: { name, cameraId, siteId } }: { example: FindingExample }) {
  if (cameraId !== undefined)
    return (
      <Link to="/cameras/$cameraId" params={{ cameraId }}>
        {name}
      </Link>
    );
  if (siteId !== undefined)
    return (
      <Link to="/sites/$siteId" params={{ siteId }}>
        {name}
      </Link>
    );
  return <span>{name}</span>;
}
