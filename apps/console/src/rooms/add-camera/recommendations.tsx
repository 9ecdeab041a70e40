import { Button } from '@mantine/core';
import type { SamplingAdvice } from '@vialog/contracts';
import type { CameraForm } from '../../forms/camera-form.ts';
import styles from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { planFieldsOf } from './planned-sampling.ts';
import type { Wizard } from './use-wizard.ts';

interface RecommendationsProps {
  readonly recommendations: readonly SamplingAdvice[];
  readonly wizard: Wizard;
}

/** The recommended sampling plan and interval for each kind of zone. A camera has one plan, which is chosen here. */
export function Recommendations({ recommendations, wizard }: RecommendationsProps) {
  const { t } = useWords();
  return (
    <table className={styles.table}>
      <caption>{t('probe.recommended')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('probe.for')}</th>
          <th scope="col">{t('probe.plan')}</th>
          <th scope="col">{t('editor.slot')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {recommendations.map((advice) => (
          <Recommendation key={advice.zoneKind} advice={advice} wizard={wizard} />
        ))}
      </tbody>
    </table>
  );
}

function Recommendation({ advice, wizard }: { advice: SamplingAdvice; wizard: Wizard }) {
  const { t } = useWords();
  const { form, change } = wizard;
  const fields = planFieldsOf(advice.plan);
  const isUsed = Object.entries(fields).every(([field, text]) => form[field as keyof CameraForm] === text);
  const plan = t(`plan.${advice.plan.mode}`, { seconds: fields.planInterval, fps: fields.planFps });
  const kind = t(`probe.zoneKind.${advice.zoneKind}`);
  return (
    <tr>
      <th scope="row">{kind}</th>
      <td>{plan}</td>
      <td>{advice.slotMs / 1_000}</td>
      <td>
        {isUsed ? (
          <span className={styles.saved}>{t('probe.used')}</span>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('probe.useFor', { kind, plan })}
            onClick={() => change(fields)}
          >
            {t('probe.use')}
          </Button>
        )}
      </td>
    </tr>
  );
}
