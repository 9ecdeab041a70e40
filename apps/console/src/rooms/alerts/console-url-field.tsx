import { TextInput } from '@mantine/core';
import { useWords } from '../../language/language.ts';
import type { ChannelFieldsProps } from './channel-draft.ts';

type ConsoleUrlFieldProps = Pick<ChannelFieldsProps, 'draft' | 'change'> & {
  /** Where the receiver finds the link. */
  readonly help: string;
};

/** The URL of the console, for links of other systems. */
export function ConsoleUrlField({ draft, change, help }: ConsoleUrlFieldProps) {
  const { t } = useWords();
  return (
    <TextInput
      type="url"
      label={t('channels.consoleUrl')}
      description={help}
      value={draft.consoleUrl}
      onChange={(event) => change({ consoleUrl: event.currentTarget.value })}
    />
  );
}
