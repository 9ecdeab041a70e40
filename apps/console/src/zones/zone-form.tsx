import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type Dispatch, type ReactNode } from 'react';
import type { CountClass } from '@vialog/contracts';
import { sitesQuery } from '../api/queries.ts';
import { NumberField } from '../forms/number-field.tsx';
import { numberText, parseNumber } from '../forms/number-text.ts';
import { Section } from '../shell/section.tsx';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import { NewSite } from '../sites/new-site.tsx';
import type { SiteForm } from '../sites/site-form.ts';
import { BayFields } from './bay-fields.tsx';
import { CornerTable } from './corner-table.tsx';
import type { HistoryAction } from './editor-history.ts';
import type { EditorState } from './editor-state.ts';
import { LineFields, type LineSampling } from './line-fields.tsx';
import { StoppedFields } from './stopped-fields.tsx';
import { type DraftZone } from './zone-draft.ts';
import styles from './zone-editor.module.css';
import { zoneProblemText, type ZoneProblem } from './zone-problems.ts';

/** Position and time zone of the camera: where a new site is. */
export type SitePlace = Pick<SiteForm, 'lat' | 'lon' | 'timeZone'>;

export interface ZoneFormProps {
  readonly zone: DraftZone;
  readonly state: EditorState;
  readonly place: SitePlace;
  readonly problems: readonly ZoneProblem[];
  readonly dispatch: Dispatch<HistoryAction>;
  readonly sampling: LineSampling | undefined;
}

/** All fields of the selected zone, including its corners as numbers. */
export function ZoneForm({ zone, state, place, problems, dispatch, sampling }: ZoneFormProps) {
  const { t } = useWords();
  const shape = zone.shapes[state.shape];
  return (
    <Section
      title={zone.name || zone.zoneId}
      aside={
        <Button size="compact-xs" variant="default" onClick={() => dispatch({ kind: 'removeZone' })}>
          {t('editor.removeZone')}
        </Button>
      }
    >
      <div className={styles.form}>
        <NameFields zone={zone} problems={problems} dispatch={dispatch} />
        <SiteField zone={zone} place={place} problems={problems} dispatch={dispatch} />
        <CountingFields zone={zone} problems={problems} dispatch={dispatch} />
        {zone.kind === 'line' && <LineFields zone={zone} sampling={sampling} dispatch={dispatch} />}
        {zone.kind === 'area' && <StoppedFields zone={zone} zones={state.zones} dispatch={dispatch} />}
        {zone.kind === 'bays' && <BayFields zone={zone} state={state} dispatch={dispatch} />}
        {shape && <CornerTable kind={zone.kind} polygon={shape.polygon} dispatch={dispatch} />}
      </div>
    </Section>
  );
}

type FieldsProps = Omit<ZoneFormProps, 'state' | 'place' | 'sampling'>;

/** Returns the error message for a field of the zone. */
function useFieldErrors(problems: readonly ZoneProblem[]) {
  const { t } = useWords();
  return (field: string) => {
    const problem = problems.find((each) => each.bay < 0 && each.field === field);
    return problem && <ErrorMessage text={zoneProblemText(problem, t)} serverText={problem.message} />;
  };
}

function NameFields({ zone, problems, dispatch }: FieldsProps) {
  const { t } = useWords();
  const errorOf = useFieldErrors(problems);
  const change = (fields: Partial<DraftZone>) => dispatch({ kind: 'change', fields });
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          size="xs"
          label={t('editor.name')}
          value={zone.name}
          error={errorOf('name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={t('editor.zoneId')}
          value={zone.zoneId}
          disabled={!zone.isNew}
          error={errorOf('zoneId')}
          onChange={(event) => change({ zoneId: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

/** The site to which the zone is summed. A main zone without a site is summed nowhere, and the form says so. */
function SiteField({ zone, place, problems, dispatch }: Omit<ZoneFormProps, 'state' | 'sampling'>) {
  const { t } = useWords();
  const sites = useQuery(sitesQuery);
  const [adding, setAdding] = useState(false);
  const errorOf = useFieldErrors(problems);
  const choose = (siteId: string | undefined) => dispatch({ kind: 'change', fields: { siteId } });
  return (
    <div className={styles.siteField}>
      <div className={styles.siteChoice}>
        <NativeSelect
          size="xs"
          label={t('editor.site')}
          value={zone.siteId ?? ''}
          error={errorOf('siteId')}
          onChange={(event) => choose(event.currentTarget.value || undefined)}
          data={[
            { value: '', label: t('editor.noSite') },
            ...(sites.data ?? []).map((site) => ({ value: site.siteId, label: site.name })),
          ]}
        />
        <Button size="xs" variant="default" onClick={() => setAdding(true)}>
          {t('editor.newSite')}
        </Button>
      </div>
      {zone.role === 'main' && zone.siteId === undefined && (
        <p className={styles.warning} role="note">
          {t('editor.mainWithoutSite')}
        </p>
      )}
      {adding && (
        <NewSite
          at={place}
          onClose={() => setAdding(false)}
          onCreated={(site) => {
            choose(site.siteId);
            setAdding(false);
          }}
        />
      )}
    </div>
  );
}

const classes: readonly CountClass[] = ['car', 'bus', 'truck', 'motorcycle', 'bicycle', 'person'];
const bayClasses = classes.slice(0, 4);

function CountingFields({ zone, problems, dispatch }: FieldsProps) {
  const { t } = useWords();
  const errorOf = useFieldErrors(problems);
  const change = (fields: Partial<DraftZone>) => dispatch({ kind: 'change', fields });
  const defaults = zone.kind === 'bays' ? bayClasses : classes.slice(0, 5);
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          size="xs"
          label={t('editor.role')}
          value={zone.role}
          error={errorOf('role')}
          onChange={(event) => change({ role: event.currentTarget.value === 'detail' ? 'detail' : 'main' })}
          data={[
            { value: 'main', label: t('editor.main') },
            { value: 'detail', label: t('editor.detail') },
          ]}
        />
        <SlotField zone={zone} error={errorOf('slotMs')} onChange={(slotMs) => change({ slotMs })} />
      </div>
      <Checkbox.Group
        size="xs"
        label={t('editor.classes')}
        value={[...(zone.classes ?? defaults)]}
        error={errorOf('classes')}
        onChange={(selected) => change({ classes: classes.filter((each) => selected.includes(each)) })}
      >
        <div className={styles.classes}>
          {classes.map((each) => (
            <Checkbox key={each} size="xs" value={each} label={t(`class.${each}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}

/** The slot length in seconds. Empty: the default for the kind of zone. */
function SlotField({
  zone: { slotMs },
  error,
  onChange,
}: {
  zone: DraftZone;
  error: ReactNode;
  onChange: (slotMs: number | undefined) => void;
}) {
  const { t } = useWords();
  const text = numberText(slotMs === undefined ? undefined : slotMs / 1_000);
  const [typed, setTyped] = useState(text);
  const change = (next: string) => {
    const seconds = parseNumber(next);
    setTyped(next);
    onChange(seconds === undefined ? undefined : Number((seconds * 1_000).toFixed(6)));
  };
  return (
    <NumberField
      size="xs"
      label={t('editor.slot')}
      text={typed}
      range={[10, 3_600]}
      hint={t('fieldHint.slotMs')}
      help={t('editor.slotHelp')}
      error={error}
      onText={change}
    />
  );
}
