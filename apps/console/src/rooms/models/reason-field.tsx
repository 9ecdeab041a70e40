import { TextInput } from '@mantine/core';
import { useWords } from '../../language/language.ts';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (why: string) => void;
}

/** The reason of a step, for the record. */
export function ReasonField({ value, onChange }: ReasonFieldProps) {
  const { t } = useWords();
  return (
    <TextInput
      label={t('models.reason')}
      description={t('models.reasonHelp')}
      required
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
