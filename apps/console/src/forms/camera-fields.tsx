import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTypedNumber } from './typed-number.ts';
import { useWords } from '../language/language.ts';
import { ServerSaid } from '../shell/server-said.tsx';
import styles from './camera-form.module.css';
import type { CameraForm, FormField, FormProblems } from './camera-form.ts';

interface PartProps {
  readonly form: CameraForm;
  readonly problems: FormProblems['at'];
  readonly change: (fields: Partial<CameraForm>) => void;
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className={styles.part}>
      <legend>{title}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </fieldset>
  );
}

type TextField = Extract<FormField, 'name' | 'code' | 'url' | 'owner' | 'contact' | 'legalBasis'>;

function Line({
  field,
  form,
  problems,
  change,
  hint,
  required = false,
}: PartProps & { field: TextField; hint?: string; required?: boolean }) {
  const { t } = useWords();
  return (
    <TextInput
      label={t(`add.${field}`)}
      description={hint}
      value={form[field]}
      error={problems[field] && <ServerSaid own={t(`takes.${field}`)} said={problems[field]} />}
      required={required}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

export function WhatFields(props: PartProps) {
  const { t } = useWords();
  return (
    <Part title={t('add.what')}>
      <Line {...props} field="name" required />
      <Line {...props} field="url" hint={t('add.urlHint')} required />
      <Line {...props} field="code" hint={t('add.codeHint')} />
    </Part>
  );
}

export function WhyFields(props: PartProps) {
  const { t } = useWords();
  const { form, problems, change } = props;
  return (
    <Part title={t('add.why')} hint={t('add.whyHint')}>
      <Textarea
        label={t('add.purpose')}
        value={form.purpose}
        error={problems.purpose && <ServerSaid own={t('takes.purpose')} said={problems.purpose} />}
        rows={2}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
      />
      <Line {...props} field="legalBasis" />
      <div className={styles.pair}>
        <Line {...props} field="owner" />
        <Line {...props} field="contact" />
      </div>
    </Part>
  );
}

type NumberField = Extract<FormField, 'lon' | 'lat' | 'heading'>;

function Figure({
  field,
  form,
  problems,
  change,
  range: [min, max],
}: PartProps & { field: NumberField; range: readonly [number, number] }) {
  const { t } = useWords();
  const typed = useTypedNumber(form[field], (number) => {
    change({ [field]: number });
    return number;
  });
  const said = form[field] === undefined ? undefined : problems[field];
  return (
    <NumberInput
      label={t(`add.${field}`)}
      {...typed}
      min={min}
      max={max}
      decimalScale={6}
      hideControls
      required={field !== 'heading'}
      error={problems[field] && <ServerSaid own={t(`takes.${field}`)} said={said} />}
    />
  );
}

export function WhereFields(props: PartProps) {
  const { t } = useWords();
  const { form, problems, change } = props;
  return (
    <Part title={t('add.where')} hint={t('add.whereHint')}>
      <div className={styles.pair}>
        <Figure {...props} field="lat" range={[-90, 90]} />
        <Figure {...props} field="lon" range={[-180, 180]} />
      </div>
      <div className={styles.pair}>
        <Figure {...props} field="heading" range={[0, 359]} />
        <NativeSelect
          label={t('add.timeZone')}
          value={form.timeZone}
          error={problems.timeZone && <ServerSaid own={t('takes.timeZone')} said={problems.timeZone} />}
          onChange={(event) => change({ timeZone: event.currentTarget.value })}
          data={zones(form.timeZone)}
        />
      </div>
    </Part>
  );
}

/** Every zone this browser knows, UTC and the one that is set among them. */
const zones = (set: string): string[] =>
  [...new Set(['UTC', set, ...Intl.supportedValuesOf('timeZone')])].sort();
