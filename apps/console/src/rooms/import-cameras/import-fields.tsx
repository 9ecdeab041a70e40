import { NativeSelect, TextInput } from '@mantine/core';
import type { CoordinateSystem, ExchangeFormat } from '@vialog/contracts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import type { ImportForm } from './use-import.ts';

interface ImportFieldsProps {
  readonly form: ImportForm;
  readonly change: (fields: Partial<ImportForm>) => void;
}

const formats: readonly ExchangeFormat[] = ['csv', 'geojson', 'otcm', 'gb28181', 'gat1400'];
const systems: readonly CoordinateSystem[] = ['wgs84', 'gcj02', 'bd09'];

/** How the file is read, and what new cameras get that their row does not state. */
export function ImportFields({ form: options, change }: ImportFieldsProps) {
  const { t } = useWords();
  const text = (field: 'timeZone' | 'group' | 'columns' | 'encoding') => (
    <TextInput
      label={t(`import.field.${field}`)}
      description={t(`import.hint.${field}`)}
      value={options[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <div className={form.pair}>
        <NativeSelect
          label={t('import.field.format')}
          data={formats.map((value) => ({ value, label: t(`import.format.${value}`) }))}
          value={options.format}
          onChange={(event) => change({ format: event.currentTarget.value as ExchangeFormat })}
        />
        <NativeSelect
          label={t('import.field.crs')}
          data={systems.map((value) => ({ value, label: t(`import.crs.${value}`) }))}
          value={options.crs}
          onChange={(event) => change({ crs: event.currentTarget.value as CoordinateSystem })}
        />
      </div>
      <div className={form.pair}>
        <NativeSelect
          label={t('import.field.lifecycle')}
          data={(['draft', 'active'] as const).map((value) => ({
            value,
            label: t(`state.lifecycle.${value}`),
          }))}
          value={options.lifecycle}
          onChange={(event) => change({ lifecycle: event.currentTarget.value as 'draft' | 'active' })}
        />
        {text('timeZone')}
      </div>
      <div className={form.pair}>
        {text('group')}
        {text('encoding')}
      </div>
      {text('columns')}
    </>
  );
}
