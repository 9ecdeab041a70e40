import { NativeSelect, TextInput } from '@mantine/core';
import { listOf } from '../../forms/field-values.ts';
import { useWords } from '../../language/language.ts';
import { mailLanguages, type ChannelDraft, type ChannelFieldsProps } from './channel-draft.ts';
import { ConsoleUrlField } from './console-url-field.tsx';
import { AccountFields, ServerFields } from './server-fields.tsx';

/** The server, the addresses and the language of messages. */
export function EmailFields(props: ChannelFieldsProps) {
  return (
    <>
      <ServerFields {...props} />
      <AccountFields {...props} />
      <MessageFields {...props} />
    </>
  );
}

function MessageFields({ draft, change, isChecked }: ChannelFieldsProps) {
  const { t } = useWords();
  const receivers = listOf(draft.to);
  return (
    <>
      <TextInput
        label={t('channels.from')}
        error={isChecked && !isAddress(draft.from.trim()) && t('channels.addressHint')}
        maxLength={254}
        value={draft.from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        label={t('channels.to')}
        description={t('channels.toHelp')}
        error={
          isChecked && (receivers.length === 0 || !receivers.every(isAddress)) && t('channels.addressHint')
        }
        value={draft.to}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('channels.language')}
        data={mailLanguages.map((value) => ({ value, label: t(`channels.languageOf.${value}`) }))}
        value={draft.language}
        onChange={(event) => change({ language: event.currentTarget.value as ChannelDraft['language'] })}
      />
      <ConsoleUrlField draft={draft} change={change} help={t('channels.consoleUrlHelp')} />
    </>
  );
}

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);
