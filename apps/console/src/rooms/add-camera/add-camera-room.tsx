import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SyntheticEvent } from 'react';
import {
  CameraFields,
  CountingFields,
  DeviceFields,
  GovernanceFields,
  LocationFields,
  StreamFields,
} from '../../forms/camera-fields.tsx';
import styles from '../../forms/camera-form.module.css';
import { FormErrors } from '../../forms/form-errors.tsx';
import { PositionMap } from '../../forms/position-map.tsx';
import { useWords } from '../../language/language.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ZoneEditor } from '../../zones/zone-editor.tsx';
import { ProbePanel } from './probe-panel.tsx';
import { StepList } from './step-list.tsx';
import { useWizard, type Wizard } from './use-wizard.ts';

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
      <p className={styles.lead}>
        {t('add.lead')} <Link to="/cameras/find">{t('find.fromAdd')}</Link>
      </p>
      <StepList wizard={wizard} />
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
  );
}

function FieldsOfStep({ wizard }: { wizard: Wizard }) {
  const { form, change, problems, step } = wizard;
  const fields = { form, change, problems: problems.at };
  if (step === 'stream')
    return (
      <div className={styles.columns}>
        <CameraFields {...fields} isNew />
        <div className={styles.fields}>
          <StreamFields {...fields} />
          <ProbePanel form={form} change={change} />
        </div>
      </div>
    );
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

function ZonesStep({ wizard: { form, editor, zoneProblems } }: { wizard: Wizard }) {
  const { t } = useWords();
  return (
    <div className={styles.zonesStep}>
      <p className={styles.hint}>{t('wizard.zonesHint')}</p>
      <ZoneEditor
        name={form.name}
        place={{ lat: form.lat, lon: form.lon, timeZone: form.timeZone }}
        editor={editor}
        problems={zoneProblems}
        still={undefined}
      />
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
