import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { flushSync } from 'react-dom';
import type { ListedRule } from '@vialog/contracts';
import { NumberField } from '../../forms/number-field.tsx';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import styles from './alerts.module.css';
import { BackTest } from './back-test.tsx';
import { Failure } from '../../shell/failure.tsx';
import { focusWrongField } from './focus-wrong-field.ts';
import {
  draftOf,
  groupings,
  missingMeanings,
  newDraft,
  ranges,
  ruleOf,
  type DraftProps,
  type NumberName,
  type RuleDraft,
} from './rule-draft.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import { useAlertChanges } from './use-alert-changes.ts';

/** A new rule for a search line, or the settings of a rule. */
export function RuleForm({ rule, q }: { rule: ListedRule | undefined; q: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => (rule ? draftOf(rule) : newDraft(q)));
  const [isChecked, setChecked] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const { saveRule } = useAlertChanges();
  const change = (fields: Partial<RuleDraft>) => {
    setDraft({ ...draft, ...fields });
    setWrong(false);
  };
  const close = () => void navigate({ to: '/alerts', search: {} });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    flushSync(() => setChecked(true));
    const hasWrongField = focusWrongField(event.currentTarget);
    setWrong(hasWrongField);
    if (!hasWrongField) saveRule.mutate({ ruleId: rule?.ruleId, rule: ruleOf(draft) }, { onSuccess: close });
  };
  return (
    <Section title={t(rule ? 'alerts.editRule' : 'alerts.newRule')}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <RuleFields draft={draft} change={change} isChecked={isChecked} />
        <ScheduleFields draft={draft} change={change} />
        <BackTest draft={draft} />
        <Checkbox
          label={t('alerts.switchOn')}
          checked={draft.isOn}
          onChange={(event) => change({ isOn: event.currentTarget.checked })}
        />
        {isWrong && (
          <p className={styles.error} role="alert">
            {t('error.VALIDATION_FAILED')}
          </p>
        )}
        <Failure error={isWrong ? null : saveRule.error} />
        <div className={styles.actions}>
          <Button type="submit" size="sm" loading={saveRule.isPending}>
            {t('alerts.saveRule')}
          </Button>
          <Button size="sm" variant="default" onClick={close}>
            {t('alerts.cancel')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

interface RuleFieldsProps extends DraftProps {
  /** Whether empty fields are errors: after the first attempt to save. */
  readonly isChecked: boolean;
}

function RuleFields({ draft, change, isChecked }: RuleFieldsProps) {
  const { t } = useWords();
  const ifEmpty = (text: string, hint: string) => isChecked && text.trim() === '' && hint;
  return (
    <div className={styles.fields}>
      <TextInput
        label={t('alerts.name')}
        error={ifEmpty(draft.name, t('alerts.nameHint'))}
        maxLength={120}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('alerts.condition')}
        description={t('alerts.conditionHint')}
        error={ifEmpty(draft.q, t('alerts.noCondition'))}
        maxLength={1000}
        value={draft.q}
        onChange={(event) => change({ q: event.currentTarget.value })}
      />
      {(Object.keys(ranges) as NumberName[]).map((name) => (
        <NumberField
          key={name}
          label={t(`alerts.${name}`)}
          text={draft[name]}
          range={ranges[name]}
          hint={t('alerts.numberHint', { max: ranges[name][1] })}
          error={ifEmpty(draft[name], t('alerts.numberHint', { max: ranges[name][1] }))}
          onText={(text) => change({ [name]: text })}
        />
      ))}
      <NativeSelect
        label={t('alerts.groupBy')}
        data={groupings.map((value) => ({ value, label: t(`alerts.grouping.${value}`) }))}
        value={draft.groupBy}
        onChange={(event) => change({ groupBy: event.currentTarget.value as RuleDraft['groupBy'] })}
      />
      <NativeSelect
        label={t('alerts.onMissing')}
        data={missingMeanings.map((value) => ({ value, label: t(`alerts.missing.${value}`) }))}
        value={draft.onMissing}
        onChange={(event) => change({ onMissing: event.currentTarget.value as RuleDraft['onMissing'] })}
      />
    </div>
  );
}
