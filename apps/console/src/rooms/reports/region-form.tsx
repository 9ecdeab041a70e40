import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { HolidayRegionsResponse, HolidayType } from '@vialog/contracts';
import { holidayRegionsQuery } from '../../api/calendars.ts';
import { sitesQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import styles from './reports.module.css';
import { useCalendarChanges } from './use-calendar-changes.ts';

type Region = HolidayRegionsResponse['items'][number];

const offeredTypes: readonly HolidayType[] = ['public', 'bank', 'school'];

/** The chosen country or part of it, with its name unless another one was typed. */
function useChosenRegion() {
  const [country, setCountry] = useState('');
  const [part, setPart] = useState('');
  const [typedName, setName] = useState<string>();
  const countries = useRegions(undefined);
  const chosen = countries.find(({ code }) => code === country);
  const hasParts = chosen?.hasParts === true;
  const parts = useRegions(hasParts ? country : undefined, hasParts);
  const name = typedName ?? (parts.find(({ code }) => code === part) ?? chosen)?.label ?? '';
  const choose = (code: string) => {
    setCountry(code);
    setPart('');
  };
  const region = part === '' ? country : part;
  return { country, choose, countries, part, setPart, parts, region, name, setName };
}

/** Adds the holidays of a country, or of a part of it. */
export function RegionForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const chosen = useChosenRegion();
  const [types, setTypes] = useState<readonly HolidayType[]>(['public']);
  const [siteId, setSiteId] = useState('');
  const { addRegion } = useCalendarChanges();
  const { error } = useQuery(holidayRegionsQuery(undefined));
  const { region, name } = chosen;
  const isReady = region !== '' && name.trim() !== '' && types.length > 0;
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sites = siteId === '' ? null : [siteId];
    if (isReady) addRegion.mutate({ name, region, types: [...types], sites }, { onSuccess: onClose });
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('calendars.addRegion')}>
      <div className={styles.fields}>
        <RegionFields chosen={chosen} />
        <SiteField value={siteId} onChange={setSiteId} />
      </div>
      <TypeFields types={types} onTypes={setTypes} />
      <Failure error={addRegion.error ?? error} />
      <div className={styles.actions}>
        <Button type="submit" size="sm" disabled={!isReady} loading={addRegion.isPending}>
          {t('calendars.add')}
        </Button>
        <Button size="sm" variant="default" onClick={onClose}>
          {t('alerts.cancel')}
        </Button>
      </div>
    </form>
  );
}

function RegionFields({ chosen }: { readonly chosen: ReturnType<typeof useChosenRegion> }) {
  const { t, tag } = useWords();
  const options = (regions: readonly NamedRegion[], none: string) => [
    { value: '', label: none },
    ...regions
      .map(({ code, label }) => ({ value: code, label }))
      .sort((a, b) => a.label.localeCompare(b.label, tag)),
  ];
  return (
    <>
      <NativeSelect
        label={t('calendars.country')}
        autoFocus
        value={chosen.country}
        data={options(chosen.countries, t('calendars.chooseCountry'))}
        onChange={({ currentTarget: { value } }) => chosen.choose(value)}
      />
      {chosen.parts.length > 0 && (
        <NativeSelect
          label={t('calendars.part')}
          value={chosen.part}
          data={options(chosen.parts, t('calendars.wholeCountry'))}
          onChange={({ currentTarget: { value } }) => chosen.setPart(value)}
        />
      )}
      <TextInput
        label={t('alerts.name')}
        maxLength={120}
        value={chosen.name}
        onChange={({ currentTarget: { value } }) => chosen.setName(value)}
      />
    </>
  );
}

interface NamedRegion extends Region {
  readonly label: string;
}

/** Regions with their names in the language of the reader. */
function useRegions(within: string | undefined, isEnabled = true): readonly NamedRegion[] {
  const { language } = useWords();
  const { data = [] } = useQuery({ ...holidayRegionsQuery(within), enabled: isEnabled });
  if (!isEnabled) return [];
  return data.map((region) => ({
    ...region,
    label: (language === 'zh' ? region.nameZh : undefined) ?? region.name,
  }));
}

function SiteField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (siteId: string) => void;
}) {
  const { t } = useWords();
  const { data: sites = [] } = useQuery(sitesQuery);
  return (
    <NativeSelect
      label={t('calendars.appliesTo')}
      value={value}
      data={[
        { value: '', label: t('calendars.allSites') },
        ...sites.map(({ siteId, name }) => ({ value: siteId, label: name })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface TypeFieldsProps {
  readonly types: readonly HolidayType[];
  readonly onTypes: (types: readonly HolidayType[]) => void;
}

function TypeFields({ types, onTypes }: TypeFieldsProps) {
  const { t } = useWords();
  return (
    <fieldset className={styles.formats}>
      <legend>{t('calendars.types')}</legend>
      {offeredTypes.map((type) => (
        <Checkbox
          key={type}
          label={t(`calendars.type.${type}`)}
          checked={types.includes(type)}
          onChange={({ currentTarget: { checked } }) =>
            onTypes(offeredTypes.filter((each) => (each === type ? checked : types.includes(each))))
          }
        />
      ))}
    </fieldset>
  );
}
