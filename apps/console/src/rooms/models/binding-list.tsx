import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ModelBindingsResponse } from '@vialog/contracts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { ModelName } from '../../models/model-name.tsx';
import { ScopeName } from '../../models/scope-name.tsx';
import { Section } from '../../shell/section.tsx';
import { searchOf } from '../../models/models-search.ts';
import styles from './models.module.css';
import { StepFacts } from './step-facts.tsx';
import { useRollBack, type TakeStep } from './use-take-step.ts';

interface BindingListProps {
  readonly bindings: ModelBindingsResponse;
  readonly take: TakeStep;
}

/** Every binding with the number of cameras that it counts for, in the order in which they count. */
export function BindingList({ bindings, take }: BindingListProps) {
  const { t } = useWords();
  const { items, ownCameras, defaultCameras } = bindings;
  return (
    <Section
      title={t('models.bindings')}
      aside={
        <Link to="/models" search={{ act: 'bind' }}>
          {t('models.bindModel')}
        </Link>
      }
    >
      <p className={form.hint}>{t('models.order')}</p>
      <ol className={styles.rows}>
        <li className={styles.row}>{t('models.ownCameras', { count: ownCameras })}</li>
        {items.map((item) => (
          <BindingRow key={item.step.stepId} item={item} take={take} />
        ))}
        <li className={styles.row}>{t('models.defaultCameras', { count: defaultCameras })}</li>
      </ol>
    </Section>
  );
}

interface BindingRowProps {
  readonly item: ModelBindingsResponse['items'][number];
  readonly take: TakeStep;
}

function BindingRow({ item: { step, cameras }, take }: BindingRowProps) {
  const { t } = useWords();
  const rollBack = useRollBack(take);
  const { scope, model } = step;
  const filter = scope.kind === 'all' || scope.kind === 'camera' ? {} : { [scope.kind]: scope.id };
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <ScopeName source={scope} />
        <span>{model && <ModelName model={model} />}</span>
        <Link to="/" search={{ ...filter, model: model?.modelId }}>
          {t('models.countsFor', { count: cameras })}
        </Link>
      </div>
      <StepFacts step={step} />
      <div className={styles.actions}>
        <Link to="/models" search={{ ...searchOf(scope), act: 'bind' }}>
          {t('models.change')}
        </Link>
        <Link to="/models" search={{ ...searchOf(scope), act: 'unbind' }}>
          {t('models.unbind')}
        </Link>
        <Link to="/models" search={searchOf(scope)} hash="history">
          {t('models.history')}
        </Link>
        <Button size="xs" variant="default" disabled={take.isPending} onClick={() => rollBack(step)}>
          {t('models.rollBack')}
        </Button>
      </div>
    </li>
  );
}
