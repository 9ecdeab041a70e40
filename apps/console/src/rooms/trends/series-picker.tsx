import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CameraSummary, Site } from '@vialog/contracts';
import { cameraFacetsQuery, cameraPageQuery } from '../../api/camera-list.ts';
import { useWords, type Words } from '../../language/language.ts';
import { maxSeries } from './trends-search.ts';

interface SeriesPickerProps {
  readonly sites: readonly Site[];
  readonly keys: readonly string[];
  /** Names of the chosen series by key. */
  readonly names: ReadonlyMap<string, string>;
  readonly onChange: (keys: readonly string[]) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Options that are listed at once; typing narrows them. */
const optionsShown = 40;

/** Chooses sites, groups of cameras and zones of cameras by name. */
export function SeriesPicker({ sites, keys, names, onChange }: SeriesPickerProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [searched] = useDebouncedValue(text.trim(), 250);
  const cameras = useQuery({ ...cameraPageQuery({ text: searched }, 'name', 0), enabled: searched !== '' });
  const facets = useQuery(cameraFacetsQuery({}));
  const data = useMemo(() => {
    const groups = facets.data?.facets?.group?.values ?? [];
    return optionGroups(t, {
      chosen: keys.map((key) => ({ value: key, label: names.get(key) ?? key })),
      sites: sites.map(({ siteId, name }) => ({ value: siteId, label: name })),
      groups: groups.map(({ value }) => ({ value: `group:${value}`, label: value })),
      zones: (cameras.data?.items ?? []).flatMap((camera) => zoneChoices(camera, t)),
    });
  }, [t, keys, names, sites, facets.data, cameras.data]);
  return (
    <MultiSelect
      label={t('trends.series')}
      placeholder={keys.length < maxSeries ? t('trends.seriesHint') : ''}
      data={data}
      value={[...keys]}
      onChange={onChange}
      searchable
      searchValue={text}
      onSearchChange={setText}
      maxValues={maxSeries}
      limit={optionsShown}
      hidePickedOptions
      nothingFoundMessage={t('trends.noSeriesFound')}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

const zoneChoices = ({ cameraId, name, zones }: CameraSummary, t: Words['t']): Choice[] =>
  zones.map((zone) => ({
    value: `${cameraId}/${zone.zoneId}`,
    label: `${name} · ${zone.zoneId === 'view' ? t('zone.view') : zone.name}`,
  }));

/** Groups of options, each value once. */
function optionGroups(
  t: Words['t'],
  choices: Readonly<Record<'chosen' | 'sites' | 'groups' | 'zones', Choice[]>>,
) {
  const seen = new Set<string>();
  return (['chosen', 'sites', 'groups', 'zones'] as const).flatMap((kind) => {
    const items = choices[kind].filter(({ value }) => !seen.has(value) && seen.add(value));
    return items.length === 0 ? [] : [{ group: t(`trends.kind.${kind}`), items }];
  });
}
