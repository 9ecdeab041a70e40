import { Button } from '@mantine/core';
import type { SyntheticEvent } from 'react';
import {
  CountingFields,
  DeviceFields,
  GovernanceFields,
  LocationFields,
} from '../../forms/camera-fields.tsx';
import styles from '../../forms/camera-form.module.css';
import { FormErrors } from '../../forms/form-errors.tsx';
import { PositionMap } from '../../forms/position-map.tsx';
import { useWords } from '../../language/language.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { StepList } from './step-list.tsx';
import { StreamStep } from './stream-step.tsx';
import { useWizard, type Wizard } from './use-wizard.ts';
import { ZonesStep } from './zones-step.tsx';

/** The wizard in which a camera is registered: stream, place, zones, details. Nothing is sent before the last step. */
export function AddCameraRoom() {
  const { t } = useWords();
  usePageTitle(t('add.title'));
  const wizard = useWizard();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    wizard.forward();
  };
  return (
    <div className={styles.room} data-wide={wizard.step === 'zones' || undefined}>
      <h1 className={styles.title}>{t('add.title')}</h1>
      <p className={styles.lead}>{t('add.lead')}</p>
      <StepList wizard={wizard} />
      <div
        ref={wizard.content}
        role="group"
        className={styles.step}
        tabIndex={-1}
        aria-label={t(`wizard.step.${wizard.step}`)}
      >
        {wizard.step === 'zones' ? (
          <>
            <ZonesStep wizard={wizard} />
            <Buttons wizard={wizard} />
          </>
        ) : (
          <form onSubmit={submit} noValidate>
            <FieldsOfStep wizard={wizard} />
            <Buttons wizard={wizard} />
          </form>
        )}
      </div>
    </div>
  );
}

function FieldsOfStep({ wizard }: { wizard: Wizard }) {
  const { form, change, problems, step } = wizard;
  const fields = { form, change, problems: problems.at };
  if (step === 'stream') return <StreamStep wizard={wizard} />;
  if (step === 'place')
    return (
      <div className={styles.columns}>
        <LocationFields {...fields} />
        <PositionMap form={form} change={change} />
      </div>
    );
  return (
    <div className={styles.columns}>
      <div className={styles.fields}>
        <GovernanceFields {...fields} />
      </div>
      <div className={styles.fields}>
        <CountingFields {...fields} />
        <DeviceFields {...fields} />
      </div>
    </div>
  );
}

function Buttons({ wizard }: { wizard: Wizard }) {
  const { t } = useWords();
  return (
    <div className={styles.outcome}>
      {wizard.error && <FormErrors title={t('add.failed')} error={wizard.error} problems={wizard.problems} />}
      <div className={styles.buttons}>
        {!wizard.isFirst && (
          <Button variant="default" onClick={wizard.back}>
            {t('wizard.back')}
          </Button>
        )}
        <Button
          type={wizard.step === 'zones' ? 'button' : 'submit'}
          loading={wizard.busy}
          onClick={wizard.step === 'zones' ? wizard.forward : undefined}
        >
          {t(wizard.isLast ? 'add.submit' : 'wizard.next')}
        </Button>
        {wizard.isTouched && (
          <Button variant="subtle" onClick={wizard.startOver}>
            {t('wizard.startOver')}
          </Button>
        )}
      </div>
    </div>
  );
}
