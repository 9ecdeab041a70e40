import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { FieldGroup } from '../forms/camera-fields.tsx';
import styles from '../forms/camera-form.module.css';
import { NumberField } from '../forms/number-field.tsx';
import { SwapOffer } from '../forms/swap-offer.tsx';
import { timeZones } from '../forms/time-zones.ts';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import { siteKinds, type SiteField, type SiteForm } from './site-form.ts';

export interface SiteFieldsProps {
  readonly form: SiteForm;
  readonly problems: Partial<Record<SiteField, string>>;
  readonly change: (fields: Partial<SiteForm>) => void;
}

function useFieldTexts({ problems }: SiteFieldsProps) {
  const { t } = useWords();
  return (field: SiteField) => ({
    label: t(`siteField.${field}`),
    error: problems[field] !== undefined && (
      <ErrorMessage text={t(`siteHint.${field}`)} serverText={problems[field]} />
    ),
  });
}

/** Name, kind and capacity: what a site needs besides its position. */
export function SiteNameFields(props: SiteFieldsProps) {
  const { t } = useWords();
  const textsOf = useFieldTexts(props);
  const { form, change } = props;
  return (
    <>
      <TextInput
        {...textsOf('name')}
        required
        value={form.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <NativeSelect
          {...textsOf('kind')}
          value={form.kind}
          data={siteKinds.map((value) => ({ value, label: t(`siteKind.${value}`) }))}
          onChange={(event) => change({ kind: event.currentTarget.value })}
        />
        <NumberField
          {...textsOf('capacity')}
          text={form.capacity}
          range={[1, 100_000]}
          hint={t('siteHint.capacity')}
          onText={(capacity) => change({ capacity })}
        />
      </div>
    </>
  );
}

/** All other fields of a site. */
export function SitePlaceFields(props: SiteFieldsProps) {
  const { t } = useWords();
  const textsOf = useFieldTexts(props);
  const { form, change } = props;
  const numbers = [
    ['lat', [-90, 90]],
    ['lon', [-180, 180]],
  ] as const;
  return (
    <FieldGroup title={t('add.location')} hint={t('add.locationHint')}>
      <div className={styles.pair}>
        {numbers.map(([field, range]) => (
          <NumberField
            key={field}
            {...textsOf(field)}
            required
            text={form[field]}
            range={range}
            hint={t(`siteHint.${field}`)}
            onText={(text) => change({ [field]: text })}
          />
        ))}
      </div>
      <SwapOffer form={form} change={change} />
      <NativeSelect
        {...textsOf('timeZone')}
        value={form.timeZone}
        data={timeZones(form.timeZone)}
        onChange={(event) => change({ timeZone: event.currentTarget.value })}
      />
      <TextInput
        {...textsOf('address')}
        value={form.address}
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <Textarea
        {...textsOf('outline')}
        description={t('sites.outlineHelp')}
        autosize
        minRows={2}
        maxRows={8}
        value={form.outline}
        onChange={(event) => change({ outline: event.currentTarget.value })}
      />
    </FieldGroup>
  );
}
