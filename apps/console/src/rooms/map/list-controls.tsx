import { Select } from '@mantine/core';
import { wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { cameraSorts, listFacets, parseStates, toggleState } from '../../cameras/camera-filter.ts';
import { cameraStates } from '../../cameras/camera-state.ts';
import { StateMark } from '../../cameras/state-mark.tsx';
import { useCameraFacets } from '../../cameras/use-camera-list.ts';
import { useDebouncedText } from '../../search-line/use-debounced-text.ts';
import styles from './camera-panel.module.css';
import { filterOf, sortOf, type ChangeSearch, type MapSearch } from './map-search.ts';

interface ListControlsProps {
  readonly search: MapSearch;
  readonly change: ChangeSearch;
}

/** Text filter, states, order, and filters by site, group, tag, region and model. */
export function ListControls({ search, change }: ListControlsProps) {
  const { t } = useWords();
  const typed = useDebouncedText(search.text ?? '', (text) => change({ text: text || undefined }));
  return (
    <div className={styles.filters}>
      <input
        className={styles.text}
        value={typed.text}
        onChange={(event) => typed.setText(event.currentTarget.value)}
        {...typed.bind}
        aria-label={t('map.filterLabel')}
        placeholder={t('map.filter')}
      />
      <States search={search} change={change} />
      <details className={styles.more} open={listFacets.some((facet) => search[facet] !== undefined)}>
        <summary>{t('map.moreFilters')}</summary>
        <MoreFilters search={search} change={change} />
      </details>
    </div>
  );
}

function States({ search, change }: ListControlsProps) {
  const { t, tag } = useWords();
  const { states } = useCameraFacets(filterOf(search));
  const selected = parseStates(search.state);
  return (
    <div className={styles.states} role="group" aria-label={t('map.states')}>
      {cameraStates
        .filter((state) => states.has(state) || selected.includes(state))
        .map((state) => (
          <button
            key={state}
            type="button"
            className={styles.state}
            aria-pressed={selected.includes(state)}
            onClick={() => change({ state: toggleState(search.state, state) })}
          >
            <StateMark state={state} word />
            <span className={styles.count}>{wholeNumber(states.get(state) ?? 0, tag)}</span>
          </button>
        ))}
    </div>
  );
}

function MoreFilters({ search, change }: ListControlsProps) {
  const { t, tag } = useWords();
  const { facets } = useCameraFacets(filterOf(search));
  return (
    <div className={styles.facets}>
      <Select
        size="xs"
        label={t('map.sort')}
        data={cameraSorts.map((sort) => ({ value: sort, label: t(`map.sortBy.${sort}`) }))}
        value={sortOf(search)}
        allowDeselect={false}
        onChange={(sort) => change({ sort: sort === 'name' || sort === null ? undefined : sort })}
      />
      {listFacets.map((facet) => {
        const values = facets[facet]?.values ?? [];
        const chosen = search[facet];
        if (values.length === 0 && chosen === undefined) return null;
        const known = values.map(({ value, label, cameras }) => ({
          value,
          label: `${label ?? value} (${wholeNumber(cameras, tag)})`,
        }));
        const isKnown = chosen === undefined || values.some(({ value }) => value === chosen);
        return (
          <Select
            key={facet}
            size="xs"
            label={t(`map.facet.${facet}`)}
            data={isKnown ? known : [{ value: chosen, label: chosen }, ...known]}
            value={chosen ?? null}
            searchable
            clearable
            placeholder={t('map.anyValue')}
            onChange={(value) => change({ [facet]: value ?? undefined })}
          />
        );
      })}
    </div>
  );
}
